"""The demo school and its tables, made once a run."""

from functools import cache

from shucai.demo import SEED, demo_school
from shucai.demo.checking import Tables
from shucai.demo.school_year import SchoolYear


@cache
def school() -> SchoolYear:
    """Return the school in the year in force; ``last`` of it is the year before."""
    return demo_school(SEED)


@cache
def tables(*, last_year: bool = False) -> Tables:
    """Return its tables, those that are asked for made then. last_year: the school as it stood a year before."""
    return Tables(school().last if last_year else school())
