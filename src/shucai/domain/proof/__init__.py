"""Proving a catalogue when it loads: what a definition names exists, every predicate compiles, conditions have words."""

from shucai.domain.proof.forms import Fault, prove

__all__ = ["Fault", "prove"]
