"""Files of departments that share a form: templates of their columns or rows, read back without complaint (FIL-8, FIL-1)."""

import openpyxl
import pytest

from shucai import toolkit
from shucai.apps.campaigns.actions import PartWanted
from shucai.apps.campaigns.models import Prerequisite
from shucai.apps.filling.actions.handing import BLANK, CURRENT, excerpt_of, hand_out
from shucai.apps.filling.actions.importing import commit_import
from shucai.apps.filling.actions.reassigning import reassign
from shucai.apps.filling.bringing.opened import table_of
from shucai.apps.filling.models import Contribution, StagedRow
from shucai.apps.filling.working import working_rows
from shucai.toolkit.templates import write_excerpt
from tests.builders.brought import DAY, NOW, previewed
from tests.builders.organisation import done
from tests.builders.staffed import Staffed, acting
from tests.builders.staging import Desk
from tests.builders.workbooks import filled

pytestmark = pytest.mark.django_db
FORM, OWN = "1.4.2", "phone"
RELATED = ("assignment__unit", "made_return__form__campaign")


class Shared:
    """A form of two departments: the lead's rows, of which the second one supplies columns, or rows of its own."""

    def __init__(self, folder, fields, code=FORM) -> None:
        school = Staffed()
        school.published()
        Prerequisite.objects.update(lifted_at=NOW)
        self.lead, self.folder = Desk(code, school), folder
        if not self.lead.made.form.assignments.filter(order=1).exists():
            units = [self.lead.part.assignment.unit, school.units["财务处"]]
            parts = [PartWanted(unit.pk) for unit in units]
            reassign(self.lead.made.form_id, parts, by=acting(school.planner), at=NOW)
        self.second = Desk(code, school, order=1)
        assignment = self.second.part.assignment
        assignment.fields = fields
        assignment.save()
        self.rows = self.lead.right_rows(4)

    def template(self, desk, kind=CURRENT):
        part = Contribution.objects.select_related(*RELATED).get(pk=desk.part.pk)
        target = self.folder / f"{part.pk}-{kind}.xlsx"
        rows = hand_out(part, kind, by=acting(desk.reporter, DAY), at=NOW)
        excerpt = excerpt_of(part, kind)
        if excerpt is None:
            toolkit.write_template(desk.form, target, rows)
        else:
            write_excerpt(desk.form, target, excerpt, rows)
        return target

    def previewed(self, desk, path):
        return previewed(desk.part, path, acting(desk.reporter, DAY))

    def commit(self, desk, brought):
        by = acting(desk.reporter, DAY)
        return done(commit_import(brought.pk, remove_absent=False, by=by, at=NOW, today=DAY))

    def there(self):
        return working_rows(self.lead.made, at=NOW).frame


@pytest.fixture
def shared(db, tmp_path, settings):
    settings.IMPORTED_FILES = tmp_path / "imports"
    return lambda *fields: Shared(tmp_path, list(fields))


def typed_over(path, title, row, text):
    """Type over a cell of a workbook, found by the title of its column."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    [column] = [cell.column for cell in sheet[1] if str(cell.value).startswith(title)]
    sheet.cell(row, column).value = text
    book.save(path)
    return path


def test_a_template_of_columns_has_the_key_and_the_own_columns_and_is_the_same_when_it_comes_back(shared):
    one = shared(OWN)
    one.lead.added(one.rows)
    path = one.template(one.second)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    titles = [str(cell.value).split("\n")[0].removesuffix(" *") for cell in sheet[1]]
    form = one.lead.form
    assert titles == [f.title for f in form.fields if f.name in {OWN, *form.primary_key}]
    own = titles.index(form.by_name[OWN].title)
    assert [cell.protection.locked for cell in sheet[2]] == [place != own for place in range(len(titles))]
    brought = one.previewed(one.second, path)
    assert (brought.state, brought.counts["same"], brought.counts["changed"]) == ("ready", 4, 0)
    assert not brought.counts["refused"]
    assert not brought.counts["absent"]


def test_beside_the_key_stands_who_it_is_and_it_stays_as_it_is(db, tmp_path, settings):
    settings.IMPORTED_FILES = tmp_path / "imports"
    one = Shared(tmp_path, ["admission_score"], code="1.5.4")
    one.lead.added(one.rows)
    path = one.template(one.second)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    titles = [str(cell.value).split("\n")[0].removesuffix(" *") for cell in sheet[1]]
    assert titles == ["学号", "姓名", "录取总分"]
    assert [cell.protection.locked for cell in sheet[2]] == [True, True, False]
    assert one.previewed(one.second, path).counts["same"] == 4
    typed_over(path, "姓名", 2, "示例改名")
    brought = one.previewed(one.second, typed_over(path, "录取总分", 3, 600))
    names = one.there()["name"].to_list()
    assert (brought.state, brought.counts["changed"], brought.counts["cells"]) == ("ready", 1, 1)
    one.commit(one.second, brought)
    assert one.there()["name"].to_list() == names
    assert one.there()["admission_score"][1] == "600"
    blank = openpyxl.load_workbook(one.template(one.second, BLANK)).worksheets[0]
    assert str(blank["B1"].value).startswith("录取总分"), "a blank one is filled by key"


def test_a_column_comes_in_through_it_and_nothing_else_of_the_rows_moves(shared):
    one = shared(OWN)
    one.lead.added(one.rows)
    before = one.there()
    path = typed_over(one.template(one.second), one.lead.form.by_name[OWN].title, 3, "13900000001")
    brought = one.previewed(one.second, path)
    assert (brought.counts["changed"], brought.counts["cells"]) == (1, 1)
    one.commit(one.second, brought)
    after = one.there()
    assert after[OWN].to_list() == [
        "13900000001" if place == 1 else text for place, text in enumerate(before[OWN])
    ]
    others = [name for name in one.lead.form.by_name if name != OWN]
    assert after.select(others).equals(before.select(others))
    assert StagedRow.objects.get(contribution=one.second.part).kind == "changed"
    again = one.previewed(one.second, one.template(one.second))
    assert (again.counts["same"], again.counts["changed"]) == (4, 0)


def test_a_blank_template_of_columns_is_filled_by_key(shared):
    one = shared(OWN)
    one.lead.added(one.rows[:1])
    form = one.lead.form
    path = one.template(one.second, BLANK)
    for name in form.primary_key:
        typed_over(path, form.by_name[name].title, 2, one.rows[0][name])
        typed_over(path, form.by_name[name].title, 3, one.rows[1][name])
    typed_over(path, form.by_name[OWN].title, 2, "13900000002")
    typed_over(path, form.by_name[OWN].title, 3, "13900000003")
    brought = one.previewed(one.second, path)
    assert (brought.counts["changed"], brought.counts["refused"]) == (1, 1), "nobody else's row is made by it"


def test_the_leads_template_shows_the_columns_of_others_and_leaves_them_as_they_are(shared):
    one = shared(OWN)
    one.lead.added(one.rows)
    one.commit(
        one.second,
        one.previewed(
            one.second,
            typed_over(one.template(one.second), one.lead.form.by_name[OWN].title, 2, "13900000001"),
        ),
    )
    path = one.template(one.lead)
    brought = one.previewed(one.lead, path)
    assert (brought.counts["same"], brought.counts["refused"]) == (4, 0)
    cleared = typed_over(path, one.lead.form.by_name[OWN].title, 2, None)
    again = one.previewed(one.lead, cleared)
    assert (again.counts["same"], again.counts["refused"]) == (4, 0), (
        "a blank says nothing of what others fill"
    )


def test_a_template_of_rows_has_the_own_rows_only(shared):
    one = shared()
    one.lead.added(one.rows[:3])
    one.second.added(one.rows[3:])
    brought = one.previewed(one.second, one.template(one.second))
    assert (brought.counts["same"], brought.counts["refused"], brought.counts["absent"]) == (1, 0, 0)
    lead = one.previewed(one.lead, one.template(one.lead))
    assert (lead.counts["same"], lead.counts["absent"]) == (3, 0)


def test_a_row_that_another_department_has_too_comes_in_and_is_told_as_theirs(tmp_path):
    shared = Shared(tmp_path, [])
    [row] = shared.rows[:1]
    shared.lead.added([row])
    shared.second.added([row])
    shown = shared.previewed(shared.lead, shared.template(shared.lead))
    assert (shown.counts["same"], shown.counts["refused"]) == (1, 0)
    found = table_of(shown, "findings").filter(rule=f"talent.{FORM}.primary_key")
    [message] = found["message"].to_list()
    assert "与现有数据里的行重复" in message


def test_the_file_of_the_lead_is_not_told_of_columns_that_another_department_fills(shared):
    """It cannot fill them; they are told to who supplies them, and at the return as a whole."""
    it = shared("gender")
    rows = [row | {"gender": ""} for row in it.rows]
    path = filled(it.lead.form, it.folder, *rows, name="牵头.xlsx")
    found = table_of(it.previewed(it.lead, path), "findings")
    assert "gender" not in found["field"].to_list()
    it.commit(it.lead, it.previewed(it.lead, path))
    own = table_of(it.previewed(it.second, it.template(it.second)), "findings")
    assert set(own["field"]) == {"gender"}
