"""Reading definitions: the editions that come with the product, and what a school overrides in them."""

from django.db.models import QuerySet

from shucai import toolkit
from shucai.apps.catalogue import models
from shucai.domain.catalogue import Edition, Form, Override, rule_of, with_overrides
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


def form_with_id(form_id: str) -> Form | None:
    """Return the newest definition of a form such as talent.1.4.1, or None."""
    found = [form for form in toolkit.catalogue() if form.id == form_id]
    return max(found, key=lambda form: form.edition, default=None)


def overrides_in_force(school: int) -> QuerySet[models.Override]:
    """Return what a school overrides, the newest first."""
    found = models.Override.objects.filter(school=school, withdrawn_at=None)
    return found.select_related("made_by").order_by("-made_at", "-pk")


def form_of_school(school: int, form: Form) -> Form:
    """Return a form as a school has it."""
    return form_and_overrides(school, form)[0]


def form_and_overrides(school: int, form: Form) -> tuple[Form, tuple[int, ...]]:
    """Return a form as a school has it, and the ids of what the school overrides in it."""
    found = models.Override.objects.filter(
        school=school, withdrawn_at=None, form=form.id, year=form.edition
    ).order_by("pk")
    rows = list(found)
    return with_overrides(form, [_as_read(one) for one in rows]), tuple(one.pk for one in rows)


def own_rules(school: int, form: Form) -> frozenset[str]:
    """Return the ids of the rules of a form that the school itself changed."""
    made = _overrides(school, form=form.id, year=form.edition).get(form.id, ())
    return frozenset(rule_of(form.id, one) for one in made)


def forms_of_school(school: int, platform: str, edition_year: int) -> dict[str, Form]:
    """Return the forms of an edition by code, as a school has them."""
    made = _overrides(school, year=edition_year)
    stated = definitions_of(platform, edition_year)
    return {code: with_overrides(form, made.get(form.id, ())) for code, form in stated.items()}


def _overrides(school: int, **narrowed: object) -> dict[str, list[Override]]:
    """Return form -> what a school overrides in it. narrowed: to an edition, and to a form."""
    found: dict[str, list[Override]] = {}
    for one in models.Override.objects.filter(school=school, withdrawn_at=None, **narrowed):
        found.setdefault(one.form, []).append(_as_read(one))
    return found


def _as_read(one: models.Override) -> Override:
    return Override(one.kind, one.target, one.value)  # type: ignore[arg-type]  # kinds of the model
