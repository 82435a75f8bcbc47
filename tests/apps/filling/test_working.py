"""The working rows of a return: accepted ones, and over them what came with files or was typed, in the order people see."""

import json
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import replace
from uuid import uuid4

import polars as pl
import pytest

from shucai.adapters.frames import packed
from shucai.apps.filling import working
from shucai.apps.filling.laying import place_of
from shucai.apps.filling.models import Contribution, Import, Return, StagedRow
from shucai.apps.filling.working import sealing_for, working_rows
from shucai.apps.formal.models import Snapshot
from shucai.apps.formal.queries import place_of_snapshot
from shucai.domain.rows import META, STATE, UID, RowState, blank_rows
from tests.builders.staffed import AT, Staffed
from tests.builders.staging import Desk as Part
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db
FORM = "1.1.7"


class Desk:
    """A return of an invented school, with rows laid into its tables."""

    def __init__(self) -> None:
        school = Staffed()
        school.published()
        self.made = Return.objects.select_related("form__campaign").get(form__code=FORM)
        self.part = Contribution.objects.get(made_return=self.made, assignment__order=0)
        self.person = next(iter(school.reporters.values()))
        self.sealing = sealing_for(self.made, at=AT)
        self.rows = working_rows(self.made, at=AT)
        self.first, self.second = list(self.rows.form.by_name)[:2]

    def accepted(self, *rows: tuple[str, dict[str, str]]) -> None:
        stated = [
            {UID: uid, "#version": 1, STATE: "formal", "#position": float(n), "#part": self.part.pk, **cells}
            for n, (uid, cells) in enumerate(rows)
        ]
        frame = pl.DataFrame(stated, schema=blank_rows(self.rows.form).schema)
        raw = self.sealing.seal_bytes(packed(frame), place_of_snapshot(self.made.form_id))
        Snapshot.objects.create(
            school=self.made.school,
            form=self.made.form,
            revision=1,
            rows=frame.height,
            key=self.sealing.number,
            packed=raw,
            made_at=AT,
        )

    def brought(self, frame: pl.DataFrame, marks: pl.DataFrame | None = None) -> Import:
        one = Import.objects.create(
            school=self.made.school,
            contribution=self.part,
            made_by=self.person,
            made_at=AT,
            state="committed",
            file_name="a.xlsx",
            committed_at=AT,
            key=self.sealing.number,
            fields=[n for n in frame.columns if not n.startswith("#")],
        )
        none = pl.DataFrame(
            schema={"index": pl.UInt32, "field": pl.String, "mark": pl.String, "shown": pl.String}
        )
        one.packed = self.sealing.seal_bytes(packed(frame), f"import/{one.pk}/rows")
        one.marks = self.sealing.seal_bytes(
            packed(none if marks is None else marks), f"import/{one.pk}/marks"
        )
        one.save()
        return one

    def staged(self, kind: str, uid: str = "", cells: dict[str, str | None] | None = None, **more) -> str:
        uid = uid or uuid4().hex
        sealed = self.sealing.seal(json.dumps(cells), place_of(uid, self.part.pk)) if cells else ""
        StagedRow.objects.create(
            school=self.made.school,
            made_return=self.made,
            contribution=self.part,
            uid=uid,
            kind=kind,
            sealed=sealed,
            position=more.pop("position", 100.0),
            made_at=AT,
            **more,
        )
        return uid

    def now(self):
        Return.objects.filter(pk=self.made.pk).update(revision=self.made.revision + 1)
        self.made.refresh_from_db(fields=["revision"])
        return working_rows(self.made, at=AT)


desk = standing(Desk)


def states(rows):
    return dict(zip(rows.frame[UID], rows.frame[STATE], strict=True))


def test_nothing_is_there_at_first(desk):
    assert desk.rows.frame.is_empty()
    assert list(desk.rows.frame.columns) == [*META, *desk.rows.form.by_name]


def test_a_typed_row_is_there_with_its_cells(desk):
    uid = desk.staged("added", cells={desk.first: "甲"})
    rows = desk.now()
    assert states(rows) == {uid: "added"}
    assert rows.frame[desk.first].to_list() == ["甲"]


def test_a_change_and_a_removal_stand_over_accepted_rows(desk):
    desk.accepted(
        ("a", {desk.first: "一", desk.second: "x"}), ("b", {desk.first: "二"}), ("c", {desk.first: "三"})
    )
    desk.staged("changed", "a", {desk.first: "壹"}, version=2)
    desk.staged("removed", "b", version=2)
    rows = desk.now()
    assert states(rows) == {"a": "changed", "b": "removed", "c": "formal"}
    assert rows.frame[desk.first].to_list() == ["壹", "二", "三"]
    assert rows.frame[desk.second].to_list() == ["x", None, None]
    assert rows.counted[UID].to_list() == ["a", "c"]


def test_rows_of_a_file_are_new_or_change_accepted_ones_and_are_typed_over(desk):
    desk.accepted(("a", {desk.first: "一", desk.second: "x"}))
    frame = pl.DataFrame({"#index": pl.Series([0, 1], dtype=pl.UInt32), desk.first: ["壹", "新"]})
    marks = pl.DataFrame(
        {
            "index": pl.Series([0, 1], dtype=pl.UInt32),
            "field": [desk.first] * 2,
            "mark": ["long_number"] * 2,
            "shown": [None, None],
        },
        schema_overrides={"shown": pl.String},
    )
    origin = desk.brought(frame, marks)
    desk.staged("changed", "a", origin=origin, index=0, version=2)
    new = desk.staged("added", origin=origin, index=1, cells={desk.first: "新的"})
    rows = desk.now()
    assert states(rows) == {"a": "changed", new: "added"}
    assert rows.frame[desk.first].to_list() == ["壹", "新的"]
    assert rows.frame[desk.second].to_list() == ["x", None]
    assert rows.marks["uid"].to_list() == ["a"], "a cell typed over has no mark any more"


def test_what_was_decided_is_no_longer_staged(desk):
    desk.staged("added", state="deleted")
    assert desk.now().frame.is_empty()


def test_rows_are_kept_while_nothing_changes(desk):
    desk.staged("added", cells={desk.first: "甲"})
    assert desk.now() is working_rows(desk.made, at=AT)


def test_who_read_a_return_before_others_changed_it_still_has_its_rows_at_hand(desk, monkeypatch):
    before = copy(desk.made)
    rows = working_rows(before, at=AT)
    for _ in range(working.REVISIONS_KEPT + 1):
        desk.staged("added", cells={desk.first: "甲"})
        latest = desk.now()
    monkeypatch.setattr(working, "_put_together", None)
    assert working_rows(before, at=AT) is rows
    assert working_rows(desk.made, at=AT) is latest


def test_rows_that_moved_while_they_were_put_together_are_not_kept(monkeypatch):
    """Who comes next with the same revision reads for itself: what was read belongs to a later one."""
    part = Part(FORM)
    part.added(part.right_rows(1))
    before, put_together = part.made, working._put_together

    def beside_another(*given):
        part.added(part.right_rows(1))
        return put_together(*given)

    monkeypatch.setattr(working, "_put_together", beside_another)
    assert working_rows(before, at=AT).frame.height == 2
    monkeypatch.setattr(working, "_put_together", put_together)
    assert working._kept_rows(before, part.form) is None
    assert working_rows(part.made, at=AT).frame.height == 2


def test_of_several_who_ask_at_once_one_puts_the_rows_together(desk, monkeypatch):
    rows, done = replace(desk.rows, revision=7), []
    monkeypatch.setattr(working, "_put_together", lambda *_: done.append(1) or rows)
    monkeypatch.setattr(working, "_still_stands", lambda _: True)  # threads see nothing of this transaction
    asking = [copy(desk.made) for _ in range(8)]
    for one in asking:
        one.revision = 7
    with ThreadPoolExecutor(len(asking)) as threads:
        found = list(threads.map(lambda one: working_rows(one, at=AT), asking))
    assert all(one is rows for one in found)
    assert len(done) == 1


def test_every_state_has_a_word():
    assert all(state.label for state in RowState)
