"""A mutation run over the rule engine: small slips are put into its code, one at a time, and its tests must notice."""
