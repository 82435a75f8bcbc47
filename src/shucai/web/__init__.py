"""Pages: a request becomes one call of the toolkit and one template; no rule of data collection lives here."""
