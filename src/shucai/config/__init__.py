"""Settings, addresses and the start of the server; the only place that reads the environment. Nothing imports it."""
