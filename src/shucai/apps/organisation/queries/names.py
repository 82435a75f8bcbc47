"""Names by id, for pages that speak of schools and people they only know by number."""

from collections.abc import Iterable

from shucai.apps.organisation.models import Person, School


def school_names(code: str = "") -> dict[int, str]:
    """Return the name of every school, or of the one with a code; empty where there is none."""
    schools = School.objects.filter(code=code) if code else School.objects.all()
    return dict(schools.values_list("pk", "name"))


def person_names(school: int, people: Iterable[int]) -> dict[int, str]:
    """Return the names of people of a school, those of other schools left out."""
    return dict(Person.objects.filter(school=school, pk__in=set(people)).values_list("pk", "name"))
