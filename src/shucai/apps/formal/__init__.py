"""The formal store: rows accepted by a second person, every change of a row, and the tables other queries read."""
