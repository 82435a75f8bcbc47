"""SQLite under many threads and processes: transactions take turns in the order in which they were asked for."""
