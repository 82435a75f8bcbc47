"""Bytes and other systems on one side, domain values on the other."""
