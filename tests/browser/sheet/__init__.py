"""The grid in a real Chromium, against a return kept by the test."""
