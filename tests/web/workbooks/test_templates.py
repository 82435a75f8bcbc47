"""Templates of a part: blank, with what is there, with last year's rows; one form or the department's set (FIL-1)."""

import io
import zipfile
from urllib.parse import unquote

import openpyxl
import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.filling.actions.accepting import accept_rows
from shucai.domain.access import Role
from shucai.web.workbooks import views
from tests.builders.people import logged_in
from tests.builders.staging import AT, FILLING, Desk

pytestmark = pytest.mark.django_db
NAME = "award_name"


@pytest.fixture(autouse=True)
def on(monkeypatch):
    """Look at the pages in the week of filling."""
    monkeypatch.setattr(views, "clock", lambda: AT)
    monkeypatch.setattr("shucai.web.actors.today", lambda: FILLING)


def content(browser, path) -> bytes:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status_code
    return b"".join(answer.streaming_content)


def cells(raw: bytes) -> list[object]:
    sheet = openpyxl.load_workbook(io.BytesIO(raw), read_only=True).worksheets[0]
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def test_a_blank_template_is_offered_and_given(desk):
    reporter, path = logged_in(desk.reporter), f"/templates/{desk.part.pk}/"
    page = reporter.get(path).content.decode()
    assert "空白模板" in page
    assert "带现有数据</a>" not in page.split("本部门的")[0]
    assert cells(content(reporter, f"{path}blank.xlsx"))[0]


def test_the_guide_of_a_template_speaks_of_the_year_of_the_campaign(school):
    school.published(year=2025)
    desk = Desk("1.5.4", school, year=2025)
    raw = content(logged_in(desk.reporter), f"/templates/{desk.part.pk}/blank.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(raw))
    guide = [str(cell) for row in book["填写说明"].iter_rows(values_only=True) for cell in row if cell]
    text = "\n".join(guide)
    assert ("2025 年度" in text, "2024 年度" in text) == (True, False)
    assert any("如 2025-09" in cell for cell in guide)
    assert "2025-09" in guide
    assert book.properties.description == "2025 年度填报模板"


def test_the_rows_that_are_there_are_in_it_and_their_handing_out_is_recorded(desk):
    rows = desk.right_rows(2)
    desk.added([rows[0], rows[1] | {"award_level": "宇宙级"}])
    reporter, path = logged_in(desk.reporter), f"/templates/{desk.part.pk}/"
    assert "带现有数据" in reporter.get(path).content.decode()
    found = cells(content(reporter, f"{path}current.xlsx"))
    assert {rows[0][NAME], rows[1][NAME], "宇宙级"} <= set(found)
    entry = Entry.objects.order_by("number").last()
    assert (entry.facts["did"], entry.facts["rows"]) == ("下载带现有数据的模板", 2)


def test_rows_are_for_who_fills_or_reviews_only(desk):
    desk.added(desk.right_rows(1))
    path = f"/templates/{desk.part.pk}/current.xlsx"
    assert logged_in(desk.head).get(path).status_code == 200
    assert logged_in(desk.school.member).get(path).status_code == 404
    outsider = desk.school.holder("外部门", Role.REPORTER, desk.school.units["团委"])
    assert logged_in(outsider).get(f"/templates/{desk.part.pk}/").status_code == 404


def test_last_years_rows_are_the_start_of_a_form_that_carries_them_forward(school):
    code = "1.1.3"
    school.published(year=2024)
    before = Desk(code, school)
    assert before.form.inherits
    before.added(before.right_rows(2))
    accept_rows(before.part.pk, None, by=before.reviewer, at=AT, today=FILLING)
    school.published(year=2025)
    after = Desk(code, school, year=2025)
    found = cells(content(logged_in(after.reporter), f"/templates/{after.part.pk}/last.xlsx"))
    assert {row["dept_name"] for row in before.right_rows(2)} <= set(found)


def test_the_set_with_last_years_rows_is_offered_where_a_form_of_the_department_has_some(school):
    school.published(year=2024)
    before = Desk("1.1.3", school)
    before.added(before.right_rows(2))
    accept_rows(before.part.pk, None, by=before.reviewer, at=AT, today=FILLING)
    school.published(year=2025)
    offered = {}
    for code in ("1.1.3", "2.19.5"):
        after = Desk(code, school, year=2025)
        page = logged_in(after.reporter).get(f"/templates/{after.part.pk}/").content.decode()
        offered[code] = ("全部带上年数据" in page, "系统里没有本部门各表上年的行" in page)
    assert offered == {"1.1.3": (True, False), "2.19.5": (False, True)}


def test_a_template_is_of_the_year_and_the_period_of_its_campaign(school):
    school.published(year=2025)
    desk = Desk("2.6.4", school, year=2025)
    answer = logged_in(desk.reporter).get(f"/templates/{desk.part.pk}/blank.xlsx")
    assert "2025" in unquote(answer["Content-Disposition"])
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    guide = " ".join(
        str(cell) for row in book.worksheets[1].iter_rows(values_only=True) for cell in row if cell
    )
    ends_on = str(desk.part.made_return.form.campaign.academic_ends_on)
    assert ends_on > "2025"
    assert f"至 {ends_on}" in guide
    assert "2024-08-31" not in guide


def test_it_is_said_why_there_are_no_rows_to_take(desk):
    page = logged_in(desk.reporter).get(f"/templates/{desk.part.pk}/").content.decode()
    assert "这张表还没有数据" in page
    assert "系统里没有上年的任务" in page
    assert "全部带上年数据" not in page
    assert "没有“带上年数据”" in page


def test_rows_of_another_department_are_not_offered_as_those_that_are_there(school):
    school.published()
    lead, second = Desk("2.19.5", school), Desk("2.19.5", school, order=1)
    lead.staged("added", {"activity_name": "示例活动"})
    page = logged_in(second.reporter).get(f"/templates/{second.part.pk}/").content.decode()
    assert "带现有数据</a>" not in page.split("本部门的")[0]
    assert "您的部门在这张表里还没有填行" in page


def test_the_set_of_the_department_is_that_of_one_platform(desk):
    page = logged_in(desk.reporter).get(f"/templates/{desk.part.pk}/").content.decode()
    assert "人才平台里本部门的" in page


def test_the_set_of_the_department_is_one_archive(desk):
    raw = content(logged_in(desk.reporter), f"/templates/{desk.part.pk}/blank.zip")
    names = zipfile.ZipFile(io.BytesIO(raw)).namelist()
    assert any(name.startswith("1.1.7") for name in names)
    assert len(names) > 1
