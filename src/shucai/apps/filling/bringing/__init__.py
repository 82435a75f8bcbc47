"""Files brought in: where they lie, what of a form they may bring, what they do to the rows that are there."""
