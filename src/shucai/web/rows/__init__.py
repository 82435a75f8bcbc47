"""Row review: what waits for its acceptance in a department's part, and the history of a row."""
