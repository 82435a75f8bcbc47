"""A slow, plain Python reading of the catalogue, against which the fast engine is held."""
