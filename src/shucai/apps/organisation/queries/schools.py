"""Schools by their names."""

from shucai.apps.organisation.models import School


def school_names(code: str = "") -> dict[int, str]:
    """Return the name of every school, or of the one with a code; empty where there is none."""
    schools = School.objects.filter(code=code) if code else School.objects.all()
    return dict(schools.values_list("pk", "name"))
