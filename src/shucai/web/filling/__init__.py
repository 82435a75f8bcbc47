"""Pages on which returns are filled: the grid with what it asks of the server, and the form of fields for one row."""
