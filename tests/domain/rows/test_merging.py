"""Rows of several departments laid together: the same as a plain model says, in whatever order they came."""

from dataclasses import dataclass, field

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from shucai import toolkit
from shucai.domain.rows import PART, POSITION, STATE, UID, VERSION, Patch, RowState, blank_rows
from shucai.domain.rows.merging import KIND, Batch, merged

FORM = toolkit.find_form("1.1.7")
NAMES = ("award_name", "remark", "issuer")
UIDS = ("a", "b", "c", "d")
PARTS = (1, 2, 3)
STAGED = {UID: pl.String, VERSION: pl.Int64, KIND: pl.String, POSITION: pl.Float64, PART: pl.Int64}


@dataclass(frozen=True)
class Step:
    """What one department does to one row. file: the number of its file, None where it is typed."""

    part: int
    uid: str
    kind: RowState
    cells: dict[str, str]
    file: int | None = None


@dataclass
class Model:
    """The plain way: a dictionary a row, one step after the other."""

    cells: dict[str, dict[str, str | None]] = field(default_factory=dict)
    states: dict[str, RowState] = field(default_factory=dict)

    def take(self, accepted: set[str], files: list[int], steps: list[Step]) -> "Model":
        for uid in accepted:
            self.cells[uid], self.states[uid] = {NAMES[0]: f"accepted {uid}"}, RowState.FORMAL
        for one in (one for one in steps if one.kind is RowState.ADDED):
            self.cells[one.uid], self.states[one.uid] = dict(one.cells), RowState.ADDED
        over = [one for one in steps if one.kind is not RowState.ADDED and one.uid in self.cells]
        for one in sorted(over, key=lambda one: (one.file is None, *_turn(one, files))):
            self.cells[one.uid] |= one.cells if one.file is None else dict.fromkeys(NAMES, None) | one.cells
        for one in sorted(over, key=lambda one: one.kind):
            if self.states[one.uid] is RowState.FORMAL or one.kind is RowState.REMOVED:
                self.states[one.uid] = one.kind
        return self


def _turn(one: Step, files: list[int]) -> tuple[int, int]:
    return (0 if one.file is None else files.index(one.file), one.part)


CELLS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from("甲乙丙丁"), min_size=1)
OVER = st.one_of(st.none(), st.sampled_from([RowState.CHANGED, RowState.REMOVED]))


@st.composite
def work(draw) -> tuple[set[str], list[int], list[Step]]:
    """Return which rows are accepted, in which order the files were committed, and what was done in which order."""
    accepted, steps = set[str](), list[Step]()
    for uid in UIDS:
        holder = draw(st.sampled_from([0, *PARTS]))
        if not holder:
            accepted.add(uid)
        for part in PARTS:
            kind = RowState.ADDED if part == holder else draw(OVER)
            if kind is not None:
                file = None if kind is RowState.REMOVED else draw(st.sampled_from([None, part, part + 10]))
                cells = {} if kind is RowState.REMOVED else draw(CELLS)
                steps.append(Step(part, uid, kind, cells, file))
    files = draw(st.permutations(sorted({one.file for one in steps if one.file is not None})))
    return accepted, list(files), list(draw(st.permutations(steps)))


def laid_together(accepted: set[str], files: list[int], steps: list[Step]) -> pl.DataFrame:
    there = [
        {UID: uid, VERSION: 1, STATE: "formal", POSITION: place(uid), PART: 1, NAMES[0]: f"accepted {uid}"}
        for uid in sorted(accepted)
    ]
    batches = [_batch([one for one in steps if one.file == file], NAMES) for file in files]
    batches.append(_batch([one for one in steps if one.file is None], ()))
    typed = [_patch(one) for one in sorted(steps, key=lambda one: one.part) if _is_patch(one)]
    return merged(FORM, pl.DataFrame(there, schema=blank_rows(FORM).schema), batches, typed)


def _batch(steps: list[Step], names: tuple[str, ...]) -> Batch:
    rows = [
        {
            UID: one.uid,
            VERSION: 1,
            KIND: one.kind.value,
            POSITION: place(one.uid),
            PART: one.part,
            **one.cells,
        }
        for one in steps
    ]
    return Batch(pl.DataFrame(rows, schema={**STAGED, **dict.fromkeys(names, pl.String)}), names)


def _is_patch(one: Step) -> bool:
    return one.kind is not RowState.ADDED or one.file is None


def _patch(one: Step) -> Patch:
    cells = one.cells if one.file is None else {}
    return Patch(one.uid, cells) if one.kind is RowState.ADDED else Patch(one.uid, cells, one.kind, 2)


def place(uid: str) -> float:
    return float(-UIDS.index(uid))


@given(work())
@settings(max_examples=300)
def test_departments_in_any_order_give_what_the_plain_model_gives(made):
    model, frame = Model().take(*made), laid_together(*made)
    assert frame[UID].to_list() == sorted(model.cells, reverse=True)
    assert dict(zip(frame[UID], frame[STATE], strict=True)) == model.states
    told = {row[UID]: {name: row[name] for name in NAMES} for row in frame.iter_rows(named=True)}
    assert told == {uid: dict.fromkeys(NAMES, None) | cells for uid, cells in model.cells.items()}


def test_a_file_changes_what_another_department_typed():
    steps = [
        Step(1, "a", RowState.ADDED, {NAMES[0]: "甲", NAMES[1]: "乙"}),
        Step(2, "a", RowState.CHANGED, {NAMES[0]: "甲", NAMES[2]: "丙"}, file=2),
    ]
    frame = laid_together(set(), [2], steps)
    assert frame.select(STATE, NAMES[2]).rows() == [("added", "丙")]


def test_a_row_to_be_removed_stays_so_whoever_changes_it_afterwards():
    steps = [
        Step(1, "a", RowState.REMOVED, {}),
        Step(2, "a", RowState.CHANGED, {NAMES[1]: "乙"}),
    ]
    assert laid_together({"a"}, [], steps)[STATE].to_list() == ["removed"]
