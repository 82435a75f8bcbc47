"""Schools and their units, people and accounts, roles granted with scope and dates, delegation and hand-over."""
