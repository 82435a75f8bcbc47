"""Campaigns with their stages, assignments, prerequisites and deadlines."""
