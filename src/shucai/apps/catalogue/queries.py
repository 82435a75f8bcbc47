"""Reading definitions: the editions that come with the product, and what a school overrides in them."""

from shucai import toolkit
from shucai.domain.catalogue import Edition, Form
from shucai.domain.planning import edition_for


def edition_of_year(platform: str, year: int) -> Edition | None:
    """Return the edition in force for a platform in a year, an older one while none is newer; None where there is none."""
    return edition_for(toolkit.catalogue(), platform, year)


def first_year_of(platform: str) -> int:
    """Return the year of the oldest edition of a platform."""
    return min(edition.year for edition in toolkit.catalogue().editions if edition.platform == platform)


def definitions_of(platform: str, edition_year: int) -> dict[str, Form]:
    """Return the forms of an edition by code."""
    return dict(toolkit.catalogue().edition(platform, edition_year).forms)
