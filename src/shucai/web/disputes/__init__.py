"""Rules that people say are wrong: the lead office's page."""
