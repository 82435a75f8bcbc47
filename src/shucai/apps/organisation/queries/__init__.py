"""Reading the organisation: who somebody is today, units as a tree, people with their roles, duties and who confirmed."""

from shucai.apps.organisation.queries.actors import actor_of, in_force
from shucai.apps.organisation.queries.units import UnitLine, unit_named, unit_tree, units_by_name

__all__ = ["UnitLine", "actor_of", "in_force", "unit_named", "unit_tree", "units_by_name"]
