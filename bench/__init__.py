"""Measurements on generated data; ``python -m bench`` prints them all with their targets."""
