"""Proving a catalogue when it loads: what a definition names exists, every predicate compiles, conditions have words."""

from shucai.domain.proof.accounts import Coverage, Entry, account_faults, coverage
from shucai.domain.proof.forms import Fault, prove

__all__ = ["Coverage", "Entry", "Fault", "account_faults", "coverage", "prove"]
