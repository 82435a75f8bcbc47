"""本校规则: what a school overrides in the definitions of an edition."""
