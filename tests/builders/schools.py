"""Schools that stand for many tests, each made from the one below (tests/builders/standing.py)."""

from tests.builders.organisation import House
from tests.builders.staffed import Staffed
from tests.builders.staging import Desk
from tests.builders.standing import standing
from tests.builders.under_review import UnderReview


def staffed() -> Staffed:
    """Return an invented school with all departments staffed."""
    return Staffed()


def published(school: Staffed) -> Staffed:
    """Return it with the talent campaign published."""
    school.published()
    return school


def at_desk(school: Staffed) -> Desk:
    """Return the part of 1.1.7 that is begun, with who fills and who reviews it."""
    return Desk("1.1.7", school)


def filled(school: Staffed) -> UnderReview:
    """Return its awards, filled by the office and not submitted yet."""
    return UnderReview(school).filled()


def submitted(awards: UnderReview) -> UnderReview:
    """Return the awards, submitted."""
    return awards.submitted()


STAFFED = (staffed,)
PUBLISHED = (staffed, published)
FILLED = (*PUBLISHED, filled)
SUBMITTED = (*FILLED, submitted)

staffed_school = standing(*STAFFED)
published_school = standing(*PUBLISHED)
begun_part = standing(*PUBLISHED, at_desk)
filled_awards = standing(*FILLED)
submitted_awards = standing(*SUBMITTED)
house = standing(House)
