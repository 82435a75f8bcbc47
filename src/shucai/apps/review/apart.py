"""Returns that somebody may not decide on, because they put values into them, and who of the same office may (ORG-3)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from shucai.apps.filling.models import Contribution, Return, StagedRow
from shucai.apps.formal.hands import shares_of
from shucai.apps.organisation.models import RoleGrant
from shucai.apps.organisation.queries import in_force
from shucai.domain.access import Actor, Facts, Role, Verb, allowed
from shucai.domain.normalise.readings import by_reading
from shucai.domain.problems import Refused

APART = "R105"
Lined = tuple[Return, Sequence[Contribution]]


def kept_from(actor: Actor, verb: Verb, waiting: Sequence[Lined]) -> dict[int, frozenset[int]]:
    """Return the returns that an actor may not decide on because of having filled them, each with who filled it."""
    filled = _fillers(made for made, _ in waiting)
    asked = ((made, allowed(actor, verb, facts_of(made, parts, filled[made.pk]))) for made, parts in waiting)
    return {
        made.pk: filled[made.pk]
        for made, answer in asked
        if isinstance(answer, Refused) and answer.code == APART
    }


def facts_of(made: Return, parts: Sequence[Contribution], filled_by: frozenset[int] = frozenset()) -> Facts:
    """Return what the right to decide on a whole return asks."""
    named = f"{made.form.campaign.platform}.{made.form.code}"
    return Facts(made.school_id, frozenset({parts[0].assignment.unit_id}), named, filled_by)


def office_of(school: int, today: date) -> dict[int, str]:
    """Return who holds a role of the lead office, by id with name."""
    held = RoleGrant.objects.filter(
        in_force(today), school=school, role=Role.LEAD_OFFICE.value, person__is_active=True
    )
    people = held.order_by("person").values_list("person", "person__name")
    return dict(by_reading(people, lambda one: one[1]))


def _fillers(returns: Iterable[Return]) -> dict[int, frozenset[int]]:
    """Return who put values into several returns, accepted or waiting."""
    forms = {made.form_id: made.pk for made in returns}
    found: defaultdict[int, set[int]] = defaultdict(set)
    for share in shares_of(forms):
        found[forms[share.form]].update(share.fillers)
    waiting = StagedRow.objects.filter(made_return__in=forms.values(), state="pending")
    for made, people in waiting.values_list("made_return", "fillers").distinct().order_by():
        found[made].update(people)
    return {pk: frozenset(found[pk]) for pk in forms.values()}
