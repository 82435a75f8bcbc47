"""What waits for its acceptance in a department's part: the rows, and what stands against accepting each of them."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain

import polars as pl
from django.db.models import TextField
from django.db.models.functions import Cast

from shucai.apps.filling.checking import found_of
from shucai.apps.filling.checking.twins import twins_told
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.uses import Touched, uses_of
from shucai.apps.filling.working import definition_of, rows_with_part, waiting, working_rows
from shucai.apps.formal.queries import formal_rows
from shucai.domain.catalogue import Form, Severity
from shucai.domain.problems import Refused
from shucai.domain.rows import PART, UID, RowState, Scope, WorkingRows, keys_of
from shucai.domain.rows.looking import shown_to
from shucai.toolkit.checks import checks_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """A staged row. number: id of its status row. edited_by: who was the last to put values into it."""

    number: int
    uid: str
    kind: str
    version: int
    fillers: tuple[int, ...]
    origin: int | None
    edited_by: int | None
    edited_at: datetime | None


@dataclass(frozen=True)
class Review:
    """The waiting rows of a part, in the order people see.

    formal: the accepted rows of the form. rows: the same as they will be if the part is accepted.
    barred: uid -> why it cannot be accepted, the first reason; nothing for those that can.
    places: uid -> the number of a row in the grid of the part; scope: of the part.
    """

    form: Form
    revision: int
    waiting: Mapping[str, Waiting]
    formal: pl.DataFrame
    rows: WorkingRows
    barred: Mapping[str, Refused]
    places: Mapping[str, int]
    scope: Scope

    @property
    def free(self) -> list[str]:
        """Return the uids of the rows that can be accepted."""
        return [uid for uid in self.waiting if uid not in self.barred]


def review_of(part: Contribution, people: Collection[int | None], *, at: datetime, today: date) -> Review:
    """Return what waits in a part, and what these people may not accept of it.

    part: with return, form and campaign at hand, the revision just read. people: the one who reviews, and the person
    whose delegated role is used.
    """
    definition, rows, scope = definition_of(part.made_return), rows_with_part(part, at=at), scope_of(part)
    order = {uid: place for place, uid in enumerate(rows.frame[UID])}
    found = sorted(_waiting(part), key=lambda one: order.get(one.uid, len(order)))
    formal = formal_rows(part.made_return.form, definition)
    review = Review(
        definition,
        part.made_return.revision,
        {one.uid: one for one in found},
        formal,
        rows,
        {},
        _places(scope, part, at),
        scope,
    )
    barred: dict[str, Refused] = {}
    for uid, refused in chain(
        _filled_by_themselves(review, people),
        _without_base(review),
        _doubled(review),
        _in_use(part, review, at),
        _with_errors(part, review, at, today),
    ):
        barred.setdefault(uid, refused)
    return replace(review, barred=barred)


def _places(scope: Scope, part: Contribution, at: datetime) -> Mapping[str, int]:
    seen = shown_to(scope, working_rows(part.made_return, at=at).frame)
    return dict(zip(seen[UID], range(1, seen.height + 1), strict=True))


def _waiting(part: Contribution) -> Iterator[Waiting]:
    columns = ("pk", "uid", "kind", "version", "people", "origin", "edited_by", "edited_at")
    rows = waiting(part.made_return).filter(contribution=part).order_by("position", "pk")
    people: dict[
        str, tuple[int, ...]
    ] = {}  # thousands of rows were filled by the same few: each list is read once
    for pk, uid, kind, version, text, *last in rows.annotate(people=Cast("fillers", TextField())).values_list(
        *columns
    ):
        fillers = people.get(text)
        if fillers is None:
            fillers = people[text] = tuple(json.loads(text))
        yield Waiting(pk, uid, kind, version, fillers, *last)


def _filled_by_themselves(review: Review, people: Collection[int | None]) -> Iterator[tuple[str, Refused]]:
    """Yield the rows that the actor, or who delegated to the actor, filled (ruling 8)."""
    mixed = Refused("R105", lifted_by="承担同一职责的另一人")
    for one in review.waiting.values():
        if not set(one.fillers).isdisjoint(people):
            yield one.uid, mixed


def _without_base(review: Review) -> Iterator[tuple[str, Refused]]:
    """Yield changes of rows that are not accepted themselves yet."""
    accepted = set(review.formal[UID])
    for one in review.waiting.values():
        if one.kind != RowState.ADDED and one.uid not in accepted:
            yield one.uid, Refused("R541")


def _doubled(review: Review) -> Iterator[tuple[str, Refused]]:
    """Yield the rows whose key another row has, accepted or waiting before it; both named by their place.

    A row that the part does not see is named by its department: its grid has no number for it.
    """
    frame = review.rows.frame
    standing = frame.filter(
        (pl.col(UID).is_in(review.formal[UID].implode()) | pl.col(UID).is_in(list(review.waiting)))
        & (pl.col("#state") != RowState.REMOVED.value)
    )
    parts = dict(frame.select(UID, PART).iter_rows())
    keys = standing.select(pl.col(UID), keys_of(review.form, standing).alias("key")).drop_nulls("key")
    for key, uids in (
        keys.group_by("key", maintain_order=True).agg(UID).filter(pl.col(UID).list.len() > 1).iter_rows()
    ):
        first = next((uid for uid in uids if uid not in review.waiting), uids[0])
        for uid in uids:
            if uid != first and uid in review.waiting:
                told = {"key": key, "row": str(review.places[uid])}
                yield uid, Refused("R542", told | {"other": _named(review, first, parts[first])})


def _named(review: Review, uid: str, part: int) -> str:
    """Return a row as whoever reviews finds it, or the department that has it where they do not see it."""
    if uid in review.places:
        return f"第 {review.places[uid]} 行"
    other = review.scope.others.get(part)
    return f"{other.unit if other else '其他部门'}填的行"


def _in_use(part: Contribution, review: Review, at: datetime) -> Iterator[tuple[str, Refused]]:
    """Yield the removals and changes of rows that others use."""
    for kind, code in ((RowState.REMOVED, "R543"), (RowState.CHANGED, "R544")):
        uids = [uid for uid, one in review.waiting.items() if one.kind == kind]
        old = review.formal.filter(pl.col(UID).is_in(uids))
        new = None if kind is RowState.REMOVED else review.rows.frame.filter(pl.col(UID).is_in(uids))
        for uid, use in uses_of(part.made_return, review.form, Touched(old, new), at=at).items():
            yield uid, Refused(code, {"use": use.words})


def _with_errors(
    part: Contribution, review: Review, at: datetime, today: date
) -> Iterator[tuple[str, Refused]]:
    """Yield the rows with 强制 findings (ruling 4); what is said of the form as a whole is no row's fault."""
    whole = [
        rule.id for rule in checks_of(review.form) if rule.check and (rule.check.once or rule.check.per == ())
    ]
    found = found_of(part.made_return, at=at, today=today).shown(filling=True)
    wrong = found.filter((pl.col("now") == Severity.ERROR.value) & ~pl.col("rule").is_in(whole))
    wrong = twins_told(wrong, working_rows(part.made_return, at=at), review.scope)
    errors = wrong.group_by("uid", maintain_order=True)
    for uid, message, count in errors.agg(pl.col("message").first(), pl.len().alias("count")).iter_rows():
        one = review.waiting.get(uid)
        if one is not None and one.kind != RowState.REMOVED:
            yield uid, Refused("R545", {"count": str(count), "first": message})
