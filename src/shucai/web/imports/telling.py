"""An import in words: its steps, its figures, its questions, its rows with what changes in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from shucai import toolkit
from shucai.apps.filling.bringing.comparing import KEY_CAUSES, MOVED_KEY, NEAR_KEY
from shucai.apps.filling.bringing.keeping import HANDED, KEPT
from shucai.apps.filling.bringing.opened import table_of
from shucai.apps.filling.bringing.preparing import DELETED, IN_USE, LEFT_OUT
from shucai.apps.filling.bringing.touched import Later
from shucai.apps.filling.models import Import
from shucai.domain.catalogue import Form
from shucai.domain.rows import UID, WorkingRows
from shucai.domain.rows.meeting import FOUND, INDEX, NEAR, SHEET_ROW, WHY, Found, Meeting
from shucai.domain.rows.picks import PICK
from shucai.toolkit.bringing import BLANK_TOLD, OTHER_TOLD
from shucai.web.checks import changes as rewritings
from shucai.web.checks.findings import Group
from shucai.web.findings.groups import naming_column

STEPS = ("认表", "对表头", "比数据", "看问题", "导入")
AT_STEP = {"uploading": 0, "reading": 0, "asking": 1, "ready": 3, "committed": 5, "undone": 5}
LOOKS = {
    "uploading": ("s-none", "cloud-upload"),
    "reading": ("s-doing", "loader-2"),
    "asking": ("s-doing", "message-question"),
    "ready": ("s-wait", "eye"),
    "committed": ("s-pass", "check"),
    "undone": ("s-none", "arrow-back-up"),
    "refused": ("s-back", "circle-x"),
    "given_up": ("s-none", "x"),
}
SHOWN_CELLS = 6
MOST_LEFT_OUT = 50
REPAIRS = {
    BLANK_TOLD: "空着；身份证件号的校验位对得上，按号码填上",
    OTHER_TOLD: "与身份证件号不一致；号码的校验位对得上，所以按号码改。填错的也可能是号码，拿不准的先不改，对照证件再定",
}
MOVED_WORDS = {
    MOVED_KEY: "改了键；其余各格与现有的一行完全相同，而那一行文件里没有",
    NEAR_KEY: "改了键，另有几格也改了；其余各格与现有的一行相同，那一行文件里没有，也没有别的行更像",
}
MOVED_LISTS = {MOVED_KEY: "moved", NEAR_KEY: "near"}  # what a list of these rows is asked for as
NAMES = {
    LEFT_OUT: "这些行没有读入",
    IN_USE: "这些行有别的表引用，没有读入",
    DELETED: "这些行在页面上删除过，没有读入",
}


@dataclass(frozen=True)
class Question:
    """A rewriting or a repair a person is asked about. rows: what the rows are listed by where it is about their keys."""

    cause: str
    words: str
    title: str
    count: int
    before: str
    after: str
    is_repair: bool
    answer: bool | None
    rows: str = ""

    @property
    def stays(self) -> bool:
        """Return whether nothing is changed: whether it is right as it stands is asked."""
        return self.before == self.after


def left_out(brought: Import) -> list[dict[str, object]]:
    """Return the rows that were not read, with why: as findings, the first of them."""
    found = table_of(brought, "findings").filter(pl.col("rule").is_in(list(NAMES)))
    return found.head(MOST_LEFT_OUT).to_dicts()


@dataclass(frozen=True)
class Line:
    """A row of a file in the preview. cells: (title, before, after); more: how many further cells change."""

    sheet_row: int | None
    key: str
    why: str
    cells: Sequence[tuple[str, str, str]]
    more: int = 0


def steps_of(brought: Import, *, is_done: bool = False, is_going: bool = False) -> list[tuple[str, str]]:
    """Return the five steps with done, now, wrong or next.

    is_done: whether nothing of the file is left to be brought in; is_going: whether a worker brings it in.
    """
    at = AT_STEP.get(brought.state, 1 if brought.problem.get("kind") == "altered" else 0)
    if brought.state == "reading" and (brought.accepted_mapping or brought.counts):
        at = STEPS.index("比数据")  # it goes on from where somebody answered
    if is_done or is_going:
        at = len(STEPS) - is_going
    wrong = brought.state == "refused"
    here = "wrong" if wrong else "now"
    return [(name, "done" if n < at else here if n == at else "next") for n, name in enumerate(STEPS)]


def questions(asked: pl.DataFrame, form: Form) -> list[Question]:
    """Return what is asked, rewritings first; what is picked from a list is asked apart."""
    return [
        Question(
            cause=row["cause"],
            words=_repair_words(row["cause"])
            if row["is_repair"]
            else rewritings.words_of(row["rule"]) or "改写",
            title=row["title"],
            count=row["count"],
            before=spoken(form, row["field"], row["before"] or None),
            after=spoken(form, row["field"], row["after"]),
            is_repair=row["is_repair"],
            answer=row["answer"],
        )
        for row in asked.sort("is_repair", maintain_order=True).iter_rows(named=True)
        if not row["cause"].startswith(PICK)
    ]


def kept_cells(changes: pl.DataFrame, form: Form) -> dict[str, object] | None:
    """Return how many cells were changed on the page while the file has their older text, with the first of them."""
    kept = changes.filter(pl.col("rule") == KEPT)
    if kept.is_empty():
        return None
    first = kept.row(0, named=True)
    before, after = (spoken(form, first["field"], first[name]) for name in ("before", "after"))
    return {
        "count": kept.height,
        "since": since_words(kept),
        "cause": KEPT,
        "cell": first["cell"],
        "title": first["title"],
        "before": before,
        "after": after,
    }


def since_words(cells: pl.DataFrame) -> str:
    """Return from when on the changes of a page count beside those of a file."""
    return "下载时" if cells["level"][0] == HANDED else "上次导入时"


def _repair_words(cause: str) -> str:
    return REPAIRS.get(cause.partition("@")[0], "不在代码表里，只有一个代码与它相近")


def spoken(form: Form, name: str, text: str | None) -> str:
    """Return a text as people read it: codes with their label."""
    if text is None:
        return "空"
    field = form.by_name.get(name)
    if field is None or field.code_list is None:
        return text
    labels = toolkit.catalogue().code_lists[field.code_list].labels
    return rewritings.spoken(text, labels)


def finding_lines(form: Form, findings: pl.DataFrame) -> list[dict[str, object]]:
    """Return findings with their values as people read them; a blank one stays None."""
    return [
        row | {"value": None if row["value"] is None else spoken(form, row["field"], row["value"])}
        for row in findings.iter_rows(named=True)
    ]


def change_lines(form: Form, changes: pl.DataFrame) -> list[dict[str, object]]:
    """Return changes with what stood there and what stands there now as people read them."""
    return [
        row | {name: spoken(form, row["field"], row[name] or None) for name in ("before", "after")}
        for row in changes.iter_rows(named=True)
    ]


def silent_groups(changes: pl.DataFrame, form: Form) -> list[rewritings.Group]:
    """Return what was rewritten without asking, by rule, with an example as people read it."""
    silent = rewritings.groups(changes.filter(pl.col("level") == "SILENT"))
    return [replace(one, after=spoken(form, one.field, one.after or None)) for one in silent]


def named(group: Group) -> Group:
    """Return a group of findings with words for the rows that are not read in."""
    if group.rule not in NAMES:
        return group
    why = group.message if group.message_varies else group.message or group.name
    return replace(group, name=NAMES[group.rule], titles="整行", message=why)


def lines_of(form: Form, rows: pl.DataFrame, meeting: Meeting) -> list[Line]:
    """Return some rows of a file as lines. rows: of the table kept, those to be shown."""
    cells: dict[int, list[tuple[str, str, str]]] = {}
    wanted = meeting.cells.filter(pl.col("index").is_in(rows[INDEX].implode()))
    for index, name, before, after in wanted.iter_rows():
        cells.setdefault(index, []).append(
            (form.by_name[name].title, spoken(form, name, before), spoken(form, name, after))
        )
    return [_line(form, row, cells.get(row[INDEX], [])) for row in rows.iter_rows(named=True)]


def _line(form: Form, row: Mapping[str, object], changed: list[tuple[str, str, str]]) -> Line:
    if row[FOUND] != Found.CHANGED.value:
        values = [
            (f.title, "", spoken(form, f.name, _text(row.get(f.name))))
            for f in form.fields
            if row.get(f.name)
        ]
        changed = values if row[FOUND] == Found.NEW.value else []
    shown = changed[:SHOWN_CELLS]
    return Line(
        int(str(row[SHEET_ROW])),
        key_of_line(form, row),
        str(row[WHY] or ""),
        shown,
        len(changed) - len(shown),
    )


def moved_questions(form: Form, brought: Import, meeting: Meeting) -> list[Question]:
    """Return what is asked about rows that may be absent ones under another key; nothing where there are none."""
    return [
        _moved_question(form, cause, moved, brought.answers.get(cause))
        for cause, is_near in KEY_CAUSES.items()
        if not (moved := meeting.moved.filter(pl.col(NEAR) == is_near)).is_empty()
    ]


def _moved_question(form: Form, cause: str, moved: pl.DataFrame, answer: bool | None) -> Question:  # noqa: FBT001
    name, before, after = moved.select("field", "before", "after").row(0)
    named = moved["field"].unique(maintain_order=True).to_list()
    keys = [one for one in named if one in form.primary_key]
    return Question(
        cause=cause,
        words=MOVED_WORDS[cause],
        title="、".join(form.by_name[one].title for one in keys),
        count=moved["index"].n_unique(),
        before=spoken(form, name, before),
        after=spoken(form, name, after),
        is_repair=False,
        answer=answer,
        rows=MOVED_LISTS[cause],
    )


def moved_lines(form: Form, rows: pl.DataFrame, moved: pl.DataFrame) -> list[Line]:
    """Return rows of a file that may be absent ones under another key, with all that differs. rows: of the file."""
    cells: dict[int, list[tuple[str, str, str]]] = {}
    for index, name, before, after in moved.select("index", "field", "before", "after").iter_rows():
        told = (form.by_name[name].title, spoken(form, name, before), spoken(form, name, after))
        cells.setdefault(index, []).append(told)
    met = rows.filter(pl.col(INDEX).is_in(list(cells)))
    return [
        Line(row[SHEET_ROW], key_of_line(form, row), "", cells[row[INDEX]])
        for row in met.iter_rows(named=True)
    ]


def absent_lines(form: Form, meeting: Meeting, working: WorkingRows) -> list[Line]:
    """Return the rows a file does not have."""
    gone = meeting.absent.select(UID).join(working.frame, on=UID, how="left", maintain_order="left")
    return [Line(None, key_of_line(form, row), "", ()) for row in gone.iter_rows(named=True)]


def held_lines(form: Form, brought: Import, working: WorkingRows) -> list[Line]:
    """Return the rows a file does not have that rows of other forms use, each with what uses it."""
    rows = working.frame.filter(pl.col(UID).is_in(list(brought.held)))
    return [
        Line(None, key_of_line(form, row), brought.held[row[UID]], ()) for row in rows.iter_rows(named=True)
    ]


def later_lines(form: Form, rows: pl.DataFrame, later: Sequence[Later]) -> list[tuple[str, Later, str]]:
    """Return what was done to rows by hand, with their key in the file and the titles of columns. rows: of the file."""
    found = rows.filter(pl.col(INDEX).is_in([one.index for one in later]))
    keys = {row[INDEX]: key_of_line(form, row) for row in found.iter_rows(named=True)}
    titles = {f.name: f.title for f in form.fields}
    return [
        (keys.get(one.index, ""), one, "、".join(titles.get(name, name) for name in one.fields))
        for one in later
    ]


def key_of_line(form: Form, row: Mapping[str, object]) -> str:
    """Return the key of a row as people read it, with what the row is called."""
    names = form.primary_key or tuple(form.by_name)[:1]
    texts = [(name, _text(row.get(name))) for name in names]
    called = naming_column(form)
    if called and called not in names and (text := _text(row.get(called))):
        texts.append((called, text))
    return " / ".join(spoken(form, name, text) if text else "（空）" for name, text in texts)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
