"""The division leaves as a workbook and comes back; wrong cells are named and nothing is changed then (CAM-5)."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.campaigns.conftest import Visitor, words

pytestmark = pytest.mark.django_db


def fetched(visitor, path):
    answer = visitor.browser.get(path)
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def changed(book):
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("分工.xlsx", out.getvalue())


def row_of(sheet, code):
    return next(row for row in sheet.iter_rows(min_row=2) if row[0].value == code)


@pytest.fixture
def campaign(school):
    return school.draft()


def test_what_was_not_changed_changes_nothing(campaign, planner):
    book = fetched(planner, f"/campaigns/{campaign.pk}/division.xlsx")
    path = f"/campaigns/{campaign.pk}/plan/assignments/import/"
    page = planner.post(path, status=200, file=changed(book))
    assert "没有要改的" in page


@pytest.mark.parametrize("platform", ["talent", "national"])
def test_the_whole_division_comes_back_as_it_left(school, planner, platform):
    campaign = school.draft(platform) if platform == "national" else school.draft()
    book = fetched(planner, f"/campaigns/{campaign.pk}/division.xlsx")
    page = planner.post(f"/campaigns/{campaign.pk}/plan/assignments/import/", status=200, file=changed(book))
    assert "没有要改的" in page


def test_a_change_is_shown_before_and_made_after_it_is_confirmed(school, campaign, planner):
    book = fetched(planner, f"/campaigns/{campaign.pk}/division.xlsx")
    row_of(book["任务分工"], "2.7.1")[3].value = "团委"
    path = f"/campaigns/{campaign.pk}/plan/assignments/import/"
    page = planner.post(path, status=200, file=changed(book))
    assert "有 1 张表的分工会改变" in page
    form = campaign.forms.get(code="2.7.1")
    assert form.assignments.get().unit.title != "团委"
    parts = f'{{"{form.pk}": [[{school.units["团委"].pk}, "", []]]}}'
    planner.post(path, parts=parts)
    assert form.assignments.get().unit.title == "团委"


def test_wrong_cells_are_named_with_what_is_allowed(campaign, planner):
    book = fetched(planner, f"/campaigns/{campaign.pk}/division.xlsx")
    sheet = book["任务分工"]
    sheet["A2"].value = "9.9.9"
    sheet["D3"].value = "团委会"
    sheet["C4"].value = "第一"
    sheet["F5"].value = "没有的栏目"
    path = f"/campaigns/{campaign.pk}/plan/assignments/import/"
    page = words(planner.post(path, status=422, file=changed(book)))
    for cell, said in (("A2", "没有表“9.9.9”"), ("D3", "是不是团委"), ("C4", "不是次序"), ("F5", "没有栏目")):
        assert cell in page
        assert said in page
    assert "什么也没有改" in page


def test_a_file_that_is_no_division_is_refused_in_words(campaign, planner):
    path = f"/campaigns/{campaign.pk}/plan/assignments/import/"
    assert "请先选择" in planner.post(path, status=422)
    other = openpyxl.Workbook()
    other.active["A1"] = "别的表"
    assert "没有找到标题" in planner.post(path, status=422, file=changed(other))
    broken = SimpleUploadedFile("分工.xlsx", b"PK\x03\x04" + bytes(100))
    planner.post(path, status=422, file=broken)
    assert "没有带全内容" in planner.post(path, status=422, parts="[]")


def test_the_task_tables_leave_for_everybody(school, planner):
    campaign = school.published("national")
    book = fetched(Visitor(school.reporters["团委"]), f"/campaigns/{campaign.pk}/tasks.xlsx")
    assert book.sheetnames == ["任务分工表", "阶段安排表", "填报次序表"]
    assert book["任务分工表"].max_row == 120
    first = [cell.value for cell in book["填报次序表"][2]]
    assert first[:3] == ["1", "学校基本信息", "校长办公室"]
