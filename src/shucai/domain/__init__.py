"""The rules of data collection, pure: no framework, no files, no clock, no randomness."""
