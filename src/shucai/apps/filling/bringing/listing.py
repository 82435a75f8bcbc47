"""Imports as lists and one by one; whoever may not see a part does not see what was brought into it."""

from django.db.models import QuerySet

from shucai.apps.filling.models import Contribution, Import
from shucai.domain.access import Actor, Facts, Verb, may

HEAVY = ("packed", "marks", "changes", "findings", "absent")
RELATED = (
    "contribution__assignment__unit",
    "contribution__made_return__form__campaign",
    "made_by",
    "undone_by",
)


def part_seen_by(actor: Actor, part_id: int) -> Contribution | None:
    """Return a part of a return an actor may see; another's is no different from none."""
    related = ("assignment__unit", "made_return__form__campaign")
    found = Contribution.objects.select_related(*related).filter(pk=part_id, school=actor.school).first()
    return found if found is not None and _sees(actor, found) else None


def import_seen_by(actor: Actor, import_id: int) -> Import | None:
    """Return an import into a part an actor may see."""
    found = Import.objects.select_related(*RELATED).filter(pk=import_id, school=actor.school).first()
    return found if found is not None and _sees(actor, found.contribution) else None


def imports_of_part(part: Contribution) -> QuerySet[Import]:
    """Return what was brought into a part, the latest first, without the rows."""
    return _light(Import.objects.filter(contribution=part))


def imports_by(actor: Actor) -> QuerySet[Import]:
    """Return what an actor brought, the latest first, without the rows."""
    return _light(Import.objects.filter(school=actor.school, made_by=actor.person))


def _light(found: QuerySet[Import]) -> QuerySet[Import]:
    return found.exclude(state="given_up").select_related(*RELATED).defer(*HEAVY).order_by("-made_at", "-pk")


def _sees(actor: Actor, part: Contribution) -> bool:
    form = part.made_return.form
    facts = Facts(
        school=part.school_id,
        units=frozenset({part.assignment.unit_id}),
        form=f"{form.campaign.platform}.{form.code}",
        person=form.collected_by_id,
    )
    return may(actor, Verb.SEE_RETURN, facts)
