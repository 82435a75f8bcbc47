"""Pages of long work: how far it is, how it ended, and what somebody has going; the same for every kind."""
