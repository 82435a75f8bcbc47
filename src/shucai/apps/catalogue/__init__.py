"""The editions of the catalogue in force, and what a school overrides in them."""
