"""Pages of the organisation: departments, people with their roles, the roster, duties, delegation and hand-over."""
