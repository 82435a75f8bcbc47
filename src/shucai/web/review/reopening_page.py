"""Re-opening on the page of a whole return: what may be asked for, what was asked, and what may be answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shucai.apps.filling.models import Contribution
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.working import definition_of
from shucai.apps.review.actions.reopening import ASKING, LOCKED, LONGEST, waits
from shucai.apps.review.models import Reopening
from shucai.apps.review.whole import ReviewedWhole
from shucai.domain.access import Actor, Facts, Verb, may
from shucai.domain.workflow import State
from shucai.web.review.reopening_rows import names_of_rows
from shucai.web.rows.cells import Reader

USUAL = timedelta(days=3)


@dataclass(frozen=True)
class Asking:
    """A part that may be asked for. columns: (name, title) of those that are its department's. takes_rows: also by rows."""

    part: Contribution
    columns: Sequence[tuple[str, str]]
    takes_rows: bool


@dataclass(frozen=True)
class Asked:
    """What was asked. columns: their titles; rows: number and key of those still there.

    answers: it waits for the actor; takes_back: the actor may take it back.
    moves: the actor may set another last day, or take an unused one back. is_over: the last day is past.
    """

    made: Reopening
    columns: Sequence[str]
    rows: Sequence[tuple[int, str]]
    answers: bool
    takes_back: bool
    moves: bool
    is_over: bool


@dataclass(frozen=True)
class Reopenings:
    """Re-opening of a return as an actor sees it. first, usual, last: of the days that can be chosen."""

    asking: Sequence[Asking]
    asked: Sequence[Asked]
    first: date
    usual: date
    last: date

    def __bool__(self) -> bool:
        """Return whether there is anything to show."""
        return bool(self.asking or self.asked)


def reopenings_of(whole: ReviewedWhole, actor: Actor, reader: Reader, today: date) -> Reopenings:
    """Return what concerns re-opening in a whole return. reader: names the rows it is for."""
    made = list(
        Reopening.objects.filter(made_return=whole.made)
        .select_related("by", "answered_by", "contribution__assignment__unit")
        .order_by("-pk")
    )
    waiting = {one.contribution_id for one in made if waits(one)}
    own = {part.pk for part in whole.parts if _is_own(part, actor)}
    asking = [_asking(part) for part in whole.parts if may_ask(part, actor) and part.pk not in waiting]
    answers = may(actor, Verb.REOPEN, _facts(whole.parts[0]))
    newest: dict[int, Reopening] = {}
    for one in reversed(made):
        newest[one.contribution_id] = one
    open_parts = {part.pk for part in whole.parts if part.open_until is not None}
    parts = {part.pk: part for part in whole.parts}
    titles = {field.name: field.title for field in whole.leading.rows.form.fields}
    asked = [
        Asked(
            one,
            [titles.get(name, name) for name in one.fields],
            names_of_rows(parts[one.contribution_id], one.rows, reader, whole.at),
            answers and waits(one),
            waits(one) and one.contribution_id in own,
            bool(answers and one.granted and one == newest[one.contribution_id])
            and one.contribution_id in open_parts,
            bool(one.open_until and one.open_until < today),
        )
        for one in made
    ]
    return Reopenings(asking, asked, today, today + USUAL, today + LONGEST)


def may_ask(part: Contribution, actor: Actor) -> bool:
    """Return whether a part is locked with its return, and of a department that may ask for it to be opened again."""
    return State(part.made_return.state) in LOCKED and _is_own(part, actor)


def _is_own(part: Contribution, actor: Actor) -> bool:
    """Return whether a part is of a department the actor fills or heads."""
    return any(may(actor, verb, _facts(part)) for verb in ASKING)


def _facts(part: Contribution) -> Facts:
    form = part.made_return.form
    named = f"{form.campaign.platform}.{form.code}"
    return Facts(part.school_id, frozenset({part.assignment.unit_id}), named)


def _asking(part: Contribution) -> Asking:
    scope = scope_of(part)
    own = scope.own_fields()
    columns = [(name, title) for name, title in scope.titles.items() if name in own]
    return Asking(part, columns, definition_of(part.made_return).cardinality == "many")
