"""Re-opening on the page of a whole return: what may be asked for, what was asked, and what may be answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from shucai.apps.filling.models import Contribution
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.working import definition_of
from shucai.apps.review.actions.reopening import LONGEST, waits
from shucai.apps.review.asking import facts_of, is_own, may_ask
from shucai.apps.review.models import Reopening
from shucai.apps.review.whole import ReviewedWhole
from shucai.domain.access import Actor, Verb, may
from shucai.domain.problems import Refused
from shucai.web.review.reopening_rows import names_of_rows, rows_of_numbers
from shucai.web.rows.cells import Reader

USUAL = timedelta(days=3)


@dataclass(frozen=True)
class Asking:
    """A part that may be asked for.

    columns: (name, title) of those that are its department's. takes_rows: also by rows.
    picked: number and key of the rows that were ticked in the grid; missing: what is wrong with their numbers.
    """

    part: Contribution
    columns: Sequence[tuple[str, str]]
    takes_rows: bool
    picked: Sequence[tuple[int, str]] = ()
    missing: str = ""


@dataclass(frozen=True)
class Ticked:
    """Rows of a part that were ticked in its grid, by their numbers as somebody would type them."""

    part: int
    numbers: str


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


def reopenings_of(
    whole: ReviewedWhole, actor: Actor, reader: Reader, today: date, ticked: Ticked | None = None
) -> Reopenings:
    """Return what concerns re-opening in a whole return. reader: names the rows it is for. ticked: in the grid."""
    made = list(
        Reopening.objects.filter(made_return=whole.made)
        .select_related("by", "answered_by", "contribution__assignment__unit")
        .order_by("-pk")
    )
    waiting = {one.contribution_id for one in made if waits(one)}
    own = {part.pk for part in whole.parts if is_own(part, actor)}
    asking = [
        _picked(_asking(part, whole.parts), ticked, reader, whole.at)
        for part in whole.parts
        if may_ask(part, actor) and part.pk not in waiting
    ]
    answers = may(actor, Verb.REOPEN, facts_of(whole.parts[0]))
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
            names_of_rows(parts[one.contribution_id], one.rows, reader, whole.at, whole.parts),
            answers and waits(one),
            waits(one) and one.contribution_id in own,
            bool(answers and one.granted and one == newest[one.contribution_id])
            and one.contribution_id in open_parts,
            bool(one.open_until and one.open_until < today),
        )
        for one in made
    ]
    return Reopenings(asking, asked, today, today + USUAL, today + LONGEST)


def _asking(part: Contribution, siblings: Sequence[Contribution]) -> Asking:
    scope = scope_of(part, siblings)
    own = scope.own_fields()
    columns = [(name, title) for name, title in scope.titles.items() if name in own]
    return Asking(part, columns, definition_of(part.made_return).cardinality == "many")


def _picked(asking: Asking, ticked: Ticked | None, reader: Reader, at: datetime) -> Asking:
    if ticked is None or ticked.part != asking.part.pk or not asking.takes_rows:
        return asking
    rows = rows_of_numbers(ticked.numbers, asking.part, at)
    if isinstance(rows, Refused):
        return replace(asking, missing=rows.reason)
    return replace(asking, picked=names_of_rows(asking.part, rows, reader, at))
