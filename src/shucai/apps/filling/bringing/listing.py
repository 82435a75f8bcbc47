"""Imports as lists and one by one; whoever may not see a part does not see what was brought into it."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from shucai.apps.filling.bringing.touched import rows_brought
from shucai.apps.filling.models import Contribution, Import
from shucai.domain.access import Actor, Facts, Verb, may
from shucai.domain.workflow import State

HEAVY = ("packed", "marks", "changes", "findings", "absent")
BEFORE_CHECK = frozenset({State.NOT_STARTED, State.FILLING})
# one question a table: nine tables in one join are planned badly as long as the database has no statistics of them
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
    found = Import.objects.prefetch_related(*RELATED).filter(pk=import_id, school=actor.school).first()
    return found if found is not None and _sees(actor, found.contribution) else None


def imports_of_part(part: Contribution) -> QuerySet[Import]:
    """Return what was brought into a part, the latest first, without the rows."""
    return _light(Import.objects.filter(contribution=part))


def imports_by(actor: Actor) -> QuerySet[Import]:
    """Return what an actor brought, the latest first, without the rows."""
    return _light(Import.objects.filter(school=actor.school, made_by=actor.person))


def imported_since(brought: Import) -> Import | None:
    """Return what was brought into the same part last, after an import that was committed."""
    others = _light(Import.objects.filter(contribution=brought.contribution_id, state="committed"))
    return others.filter(committed_at__gt=brought.committed_at).first()


def undoable_among(imports: Iterable[Import]) -> frozenset[int]:
    """Return the keys of those that can still be undone as a whole; whether by somebody, their rights say."""
    keys = {brought.pk for brought in imports if _is_open(brought)}
    return frozenset(keys - _settled(keys)) if keys else frozenset()


def _is_open(brought: Import) -> bool:
    part = brought.contribution
    is_filled = part.made_return.form.campaign.state == "published" and State(part.state) in BEFORE_CHECK
    return is_filled and brought.state == "committed"


def _settled(keys: Collection[int]) -> set[int]:
    """Return of which imports a row was accepted, or gave way to a later import that stands."""
    gave_way = Q(state="superseded", superseded_by__isnull=False)
    rows = rows_brought(keys).filter(Q(state="accepted") | gave_way)
    found = list(rows.values_list("state", "origin", "superseded_by").distinct())
    accepted = {origin for state, origin, _ in found if state == "accepted"}
    pairs = [(origin, by) for state, origin, by in found if state != "accepted"]
    later = Import.objects.filter(pk__in={by for _, by in pairs}, state="committed")
    stands = set(later.values_list("pk", flat=True))
    return accepted | {origin for origin, by in pairs if by in stands}


def _light(found: QuerySet[Import]) -> QuerySet[Import]:
    return (
        found.exclude(state="given_up").prefetch_related(*RELATED).defer(*HEAVY).order_by("-made_at", "-pk")
    )


def _sees(actor: Actor, part: Contribution) -> bool:
    form = part.made_return.form
    facts = Facts(
        school=part.school_id,
        units=frozenset({part.assignment.unit_id}),
        form=f"{form.campaign.platform}.{form.code}",
        person=form.collected_by_id,
    )
    return may(actor, Verb.SEE_RETURN, facts)
