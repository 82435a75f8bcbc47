"""Returns and contributions of a campaign: what is filled, by whom, in which state."""
