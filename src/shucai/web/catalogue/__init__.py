"""Pages of the catalogue: lists of forms, one form with its fields and checks, templates to download."""
