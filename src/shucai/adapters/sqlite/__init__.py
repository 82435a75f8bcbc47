"""SQLite under many threads of one process: transactions take turns in the order in which they were asked for."""
