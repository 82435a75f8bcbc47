"""A workbook handed out with the rows that are there: what was done on the page since, in it, or in both (FIL-2)."""

from datetime import timedelta

import openpyxl
import polars as pl
import pytest

from shucai import toolkit
from shucai.apps.filling.actions.handing import CURRENT, hand_out
from shucai.apps.filling.actions.importing import answer, commit_import
from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.bringing.keeping import BOTH, KEPT
from shucai.apps.filling.bringing.opened import open_questions, table_of
from shucai.apps.filling.models import Contribution, Import, Return
from shucai.apps.filling.working import working_rows
from shucai.domain.rows import Addition, Changes, Edit
from tests.apps.filling.importing.conftest import award
from tests.builders.brought import DAY, NOW, met, previewed, read
from tests.builders.organisation import done
from tests.builders.staffed import acting
from tests.builders.workbooks import filled, right_row

pytestmark = pytest.mark.django_db
ONE, TWO = "a" * 32, "b" * 32
LATER = NOW + timedelta(hours=2)
RELATED = ("assignment__unit", "made_return__form__campaign")


class Desk:
    """Two awards typed on the page and handed out as a workbook, of which cells are then typed over."""

    def __init__(self, desk) -> None:
        self.desk, self.seq = desk, 0
        self.save(
            added=(Addition(ONE, None, award(1, remark="旧")), Addition(TWO, ONE, award(2, remark="旧")))
        )
        self.book = self.handed()

    def save(self, at=NOW, **changes: object) -> None:
        self.seq += 1
        stated = Changes(client="c" * 32, seq=self.seq, **changes)
        outcome = done(save(self.desk.part.pk, stated, by=self.desk.by, at=at, today=DAY))
        assert (outcome.refused, outcome.conflicts) == ((), ())

    def type(self, uid: str, text: str) -> None:
        self.save(at=LATER, edits=(Edit(uid, None, {"remark": text}),))

    def handed(self, minutes: int = 0):
        part = Contribution.objects.select_related(*RELATED).get(pk=self.desk.part.pk)
        rows = hand_out(part, CURRENT, by=self.desk.by, at=NOW + timedelta(hours=1, minutes=minutes))
        toolkit.write_template(toolkit.find_form("1.1.7"), self.desk.folder / f"现有{minutes}.xlsx", rows)
        return self.desk.folder / f"现有{minutes}.xlsx"

    def brought(self, **remarks: str) -> Import:
        """The workbook with some remarks changed in it, by the name of the award."""
        book = openpyxl.load_workbook(self.book)
        sheet = book.worksheets[0]
        column = next(c.column for row in sheet.iter_rows(max_row=12) for c in row if c.value == "备注")
        for row in sheet.iter_rows():
            for name, text in remarks.items():
                if name in [cell.value for cell in row]:
                    sheet.cell(row[0].row, column, text)
        sheet.append([None])
        book.save(self.desk.folder / "改.xlsx")
        return previewed(self.desk.part, self.desk.folder / "改.xlsx", self.desk.by)

    def answered(self, brought: Import, told: dict[str, bool]) -> Import:
        return read(done(answer(brought.pk, told, by=self.desk.by, at=LATER)))

    def commit(self, brought: Import) -> list[str]:
        done(commit_import(brought.pk, remove_absent=False, by=self.desk.by, at=LATER, today=DAY))
        made = Return.objects.select_related("form__campaign").get(pk=self.desk.part.made_return_id)
        return working_rows(made, at=LATER).counted.sort("award_name")["remark"].to_list()


@pytest.fixture
def handed(desk) -> Desk:
    return Desk(desk)


def told(brought: Import) -> list[tuple[str, ...]]:
    changes = table_of(brought, "changes").filter(pl.col("rule") == BOTH)
    return changes.select("then", "after", "told", "before").rows() if changes.height else []


def test_what_nobody_touched_in_it_leaves_what_was_typed_since(handed):
    handed.type(ONE, "页面")
    one = handed.brought(示例荣誉2="文件")
    kept = table_of(one, "changes").filter(pl.col("rule") == KEPT)
    assert kept.select("before", "after").rows() == [("旧", "页面")]
    assert (one.counts["changed"], told(one)) == (1, [])
    assert handed.commit(one) == ["页面", "文件"]


def test_a_cell_changed_in_both_is_told_apart_with_who_changed_it_and_the_file_counts(handed):
    handed.type(ONE, "页面")
    one = handed.brought(示例荣誉1="文件")
    name = handed.desk.by.name
    assert told(one) == [("旧", "页面", f"{name} 9-04 12:00", "文件")]
    assert open_questions(one, met(one)) == 0
    assert handed.commit(one) == ["文件", "旧"]


def test_the_page_counts_where_somebody_says_so(handed):
    handed.type(ONE, "页面")
    one = handed.answered(handed.brought(示例荣誉1="文件", 示例荣誉2="新"), {BOTH: False})
    assert len(told(one)) == 1, "it is still told"
    assert handed.commit(one) == ["页面", "新"]


def test_it_counts_in_one_row_alone_where_that_is_said_until_all_are_answered(handed):
    handed.type(ONE, "页面")
    handed.type(TWO, "页面")
    one = handed.answered(handed.brought(示例荣誉1="文件", 示例荣誉2="文件"), {f"{BOTH}:{TWO}": False})
    assert one.counts["changed"] == 1
    again = handed.answered(one, {BOTH: True})
    assert (again.counts["changed"], again.answers) == (2, {BOTH: True})
    assert handed.commit(handed.answered(again, {f"{BOTH}:{ONE}": False})) == ["页面", "文件"]


def test_what_came_with_an_earlier_state_of_the_same_workbook_is_no_change_of_the_page(handed):
    handed.commit(handed.brought(示例荣誉1="文件"))
    assert told(handed.brought(示例荣誉1="又改")) == []


def test_what_is_mended_back_to_what_was_handed_out_is_taken(handed):
    handed.commit(handed.brought(示例荣誉1="错"))
    assert handed.commit(handed.brought(示例荣誉1="旧", 示例荣誉2="新")) == ["旧", "新"]


def test_what_was_left_as_on_the_page_stays_so_when_the_same_workbook_comes_a_third_time(handed):
    handed.type(ONE, "页面")
    handed.commit(handed.answered(handed.brought(示例荣誉1="文件", 示例荣誉2="新"), {BOTH: False}))
    assert handed.commit(handed.brought(示例荣誉1="文件", 示例荣誉2="再改")) == ["页面", "再改"]


def test_what_another_workbook_brought_stays_where_this_one_says_nothing_of_it(handed):
    book = handed.book
    handed.book = handed.handed(minutes=30)
    handed.commit(handed.brought(示例荣誉1="另一份"))
    handed.book = book
    assert handed.commit(handed.brought(示例荣誉2="新")) == ["另一份", "新"]


def test_what_was_typed_and_taken_back_is_no_change(handed):
    handed.type(ONE, "页面")
    handed.type(ONE, "旧")
    assert told(handed.brought(示例荣誉1="文件")) == []


def test_a_file_without_its_moment_is_laid_beside_the_file_before_it(handed):
    desk = handed.desk
    done(commit_import(previewed(desk.part, desk.book(award(3, remark="旧"), name="a.xlsx"), desk.by).pk,
                       remove_absent=False, by=desk.by, at=NOW, today=DAY))  # fmt: skip
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    handed.type(working_rows(made, at=LATER).frame.filter(award_name="示例荣誉3")["#uid"].item(), "页面")
    one = previewed(desk.part, desk.book(award(3, remark="又改"), name="b.xlsx"), desk.by)
    assert told(one) == [("旧", "页面", f"{desk.by.name} 9-04 12:00", "又改")]


def test_so_is_the_only_row_of_a_form_of_one_row(desk):
    form = toolkit.find_form("1.1.6")
    part = Contribution.objects.select_related(*RELATED).get(
        made_return__form__code=form.code, assignment__order=0
    )
    by = acting(desk.school.reporters[part.assignment.unit.title], DAY)
    number = next(f.name for f in form.fields if f.type in {"integer", "number"} and not f.derived)
    first = filled(form, desk.folder, {**right_row(form), number: 3}, name="a.xlsx")
    done(commit_import(previewed(part, first, by).pk, remove_absent=False, by=by, at=NOW, today=DAY))
    part.made_return.refresh_from_db()
    uid = working_rows(part.made_return, at=LATER).frame["#uid"].item()
    typed = Changes(client="c" * 32, seq=1, edits=(Edit(uid, None, {number: "4"}),))
    done(save(part.pk, typed, by=by, at=LATER, today=DAY))
    one = previewed(part, filled(form, desk.folder, {**right_row(form), number: 5}, name="b.xlsx"), by)
    assert told(one) == [("3", "4", f"{by.name} 9-04 12:00", "5")]
