"""Who did what: one entry per action, chained per school, written in the same transaction as what it tells of."""
