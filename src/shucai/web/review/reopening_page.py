"""Re-opening on the page of a whole return: what may be asked for, what was asked, and what may be answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from shucai.apps.filling.models import Contribution
from shucai.apps.filling.parts import standing_of
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.working import definition_of
from shucai.apps.review.actions.reopening import Days, days_for, first_day_of, waits
from shucai.apps.review.asking import facts_of, is_own, may_ask, may_ask_longer
from shucai.apps.review.models import Reopening
from shucai.apps.review.reopened import held_meanwhile
from shucai.apps.review.whole import ReviewedWhole
from shucai.domain.access import Actor, Verb, may
from shucai.domain.problems import Refused
from shucai.web.review.reopening_rows import names_of_rows, rows_of_numbers
from shucai.web.rows.cells import Reader

USUAL = timedelta(days=3)
SCOPES = {(False, False): "whole", (False, True): "columns", (True, False): "rows", (True, True): "both"}


class Origin(StrEnum):
    """Where what stands in the form of an asking comes from."""

    BLANK = "blank"
    SENT = "sent"  # it was sent, and refused
    TICKED = "ticked"  # rows were ticked in the grid
    BEFORE = "before"  # it was asked before, and declined or withdrawn


@dataclass(frozen=True)
class Draft:
    """What stands in the form of an asking. scope: whole | columns | rows | both. numbers: of rows, as they are typed."""

    origin: Origin = Origin.BLANK
    part: int = 0
    reason: str = ""
    until: str = ""
    scope: str = "whole"
    fields: frozenset[str] = frozenset()
    numbers: str = ""


BLANK = Draft()


@dataclass(frozen=True)
class Asking:
    """A part that may be asked for.

    columns: (name, title) of those that are its department's. takes_rows: also by rows. draft: what stands in the form.
    picked: number and key of the rows it names; missing: what is wrong with the numbers of those ticked in the grid.
    first, usual: of the last days that can be asked for. is_longer: it is open, and a later last day is asked for.
    """

    part: Contribution
    columns: Sequence[tuple[str, str]]
    takes_rows: bool
    first: date
    usual: date
    is_longer: bool = False
    draft: Draft = BLANK
    picked: Sequence[tuple[int, str]] = ()
    missing: str = ""


@dataclass(frozen=True)
class Asked:
    """What was asked. columns: their titles; rows: number and key of those still there.

    answers: it waits for the actor; takes_back: the actor may take it back. is_open: its part is still re-opened by it.
    moves: the actor may set another last day, or take an unused one back. is_over: the last day is past.
    is_prolonged: a later last day was granted, by another one.
    """

    made: Reopening
    columns: Sequence[str]
    rows: Sequence[tuple[int, str]]
    answers: bool
    takes_back: bool
    moves: bool
    is_over: bool
    is_open: bool
    is_prolonged: bool


@dataclass(frozen=True)
class Reopenings:
    """Re-opening of a return as an actor sees it.

    first, last: of the days that can be chosen; usual: the one that is offered.
    is_bound: the campaign ends on the last of them. held: codes of the forms that cannot be begun meanwhile.
    """

    asking: Sequence[Asking]
    asked: Sequence[Asked]
    first: date
    last: date
    is_bound: bool
    held: Sequence[str] = ()

    def __bool__(self) -> bool:
        """Return whether there is anything to show."""
        return bool(self.asking or self.asked)

    @property
    def usual(self) -> date:
        """Return the last day that is offered."""
        return usual_of(self.first, self.last)


def reopenings_of(
    whole: ReviewedWhole, actor: Actor, reader: Reader, today: date, draft: Draft = BLANK
) -> Reopenings:
    """Return what concerns re-opening in a whole return. reader: names the rows it is for. draft: sent, or ticked."""
    made = list(
        Reopening.objects.filter(made_return=whole.made)
        .select_related("by", "answered_by", "contribution__assignment__unit")
        .order_by("-pk")
    )
    waiting = {one.contribution_id for one in made if waits(one)}
    own = {part.pk for part in whole.parts if is_own(part, actor)}
    newest: dict[int, Reopening] = {}
    for one in reversed(made):
        newest[one.contribution_id] = one
    wishing = [
        part
        for part in whole.parts
        if (may_ask(part, actor) or may_ask_longer(part, actor)) and part.pk not in waiting
    ]
    if not made and not wishing:
        return Reopenings((), (), today, today, is_bound=False)
    days = days_for(whole.made.form.campaign, today)
    asking = [
        _drafted(_asking(part, whole.parts, days), draft, newest.get(part.pk), reader, whole.at)
        for part in wishing
    ]
    answers = may(actor, Verb.REOPEN, facts_of(whole.parts[0]))
    open_parts = {part.pk for part in whole.parts if part.open_until is not None}
    granted = {one.contribution_id: one.pk for one in reversed(made) if one.granted}
    still_open = {pk for part, pk in granted.items() if part in open_parts}
    prolonged = {one.prolongs_id for one in made if one.granted}
    parts = {part.pk: part for part in whole.parts}
    titles = {field.name: field.title for field in whole.leading.rows.form.fields}
    asked = [
        Asked(
            one,
            [titles.get(name, name) for name in one.fields],
            names_of_rows(parts[one.contribution_id], one.rows, reader, whole.at, whole.parts),
            answers and waits(one),
            waits(one) and one.contribution_id in own,
            answers and one.pk in still_open and one.contribution_id not in waiting,
            bool(one.open_until and one.open_until < today),
            one.pk in still_open,
            one.pk in prolonged,
        )
        for one in made
    ]
    held = (
        held_meanwhile(whole.made.form)
        if any(one.answers and one.made.prolongs_id is None for one in asked)
        else ()
    )
    return Reopenings(asking, asked, days.first, days.last, days.is_bound, held)


def usual_of(first: date, last: date) -> date:
    """Return the last day that is offered of those that can be chosen."""
    return min(first + USUAL, last)


def _asking(part: Contribution, siblings: Sequence[Contribution], days: Days) -> Asking:
    today = days.first
    usual = usual_of(today, days.last)
    if standing_of(part).is_reopened:
        first = first_day_of(part, today)
        return Asking(part, (), takes_rows=False, first=first, usual=max(first, usual), is_longer=True)
    scope = scope_of(part, siblings)
    own = scope.own_fields()
    definition = definition_of(part.made_return)
    computed = {field.name for field in definition.fields if field.derived}
    columns = [(name, title) for name, title in scope.titles.items() if name in own - computed]
    takes_rows = definition.cardinality == "many"
    return Asking(part, columns, takes_rows, first=today, usual=usual)


def _drafted(asking: Asking, draft: Draft, before: Reopening | None, reader: Reader, at: datetime) -> Asking:
    """Return an asking with what stands in its form: what was sent or ticked, else what was asked before in vain."""
    if draft.part != asking.part.pk:
        return _as_before(asking, before, reader, at)
    if not asking.takes_rows or not draft.numbers:
        return replace(asking, draft=draft)
    rows = rows_of_numbers(draft.numbers, asking.part, at)
    if not isinstance(rows, Refused):
        return replace(asking, draft=draft, picked=names_of_rows(asking.part, rows, reader, at))
    return replace(asking, draft=draft, missing=rows.reason if draft.origin is Origin.TICKED else "")


def _as_before(asking: Asking, before: Reopening | None, reader: Reader, at: datetime) -> Asking:
    """Return an asking filled in as the last one was that was declined or withdrawn; rows that are gone are left out."""
    if before is None or before.granted or waits(before):
        return asking
    if asking.is_longer != (before.prolongs_id is not None):
        return asking  # why more days were wanted is no reason to open anew
    rows = () if asking.is_longer else names_of_rows(asking.part, before.rows, reader, at)
    draft = Draft(
        Origin.BEFORE,
        asking.part.pk,
        before.reason,
        scope=SCOPES[bool(rows), bool(before.fields)],
        fields=frozenset(before.fields),
        numbers="、".join(str(number) for number, _ in rows),
    )
    return replace(asking, draft=draft, picked=rows)
