"""The page of the school's own rules, and that templates and checks follow them."""

import io
import time

import openpyxl
import pytest

from shucai.apps.catalogue.actions import override_rule
from shucai.apps.catalogue.models import Override as Kept
from shucai.domain.catalogue import Override
from tests.builders.staffed import AT, acting
from tests.web import students
from tests.web.campaigns.conftest import Visitor, words

pytestmark = pytest.mark.django_db
WHY = "上级平台已不再要求"
WITHIN_SECONDS = 60
FIELD, TITLE = "training_mode", "培养方式"


@pytest.fixture
def planner(school):
    return Visitor(school.planner)


def test_a_rule_is_overridden_shown_with_who_and_why_and_withdrawn(school, planner):
    assert "没有调整" in planner.get("/settings/rules/")
    planner.post("/settings/rules/1.4.1/", choice="required|gender", value="no", reason=WHY)
    page = words(planner.get("/settings/rules/"))
    assert "可以不填" in page
    assert f"{WHY}" in page
    assert school.planner.name in page
    planner.post(f"/settings/rules/{Kept.objects.get().pk}/withdraw/")
    assert "没有调整" in planner.get("/settings/rules/")


def test_a_limit_is_overridden_and_shown_beside_that_of_the_edition(planner):
    page = planner.get("/settings/rules/N-ZH-BJ-01/")
    choice = page.split('value="limit|')[1].split('"')[0]
    planner.post("/settings/rules/N-ZH-BJ-01/", choice=f"limit|{choice}", value="65", reason=WHY)
    assert "界限 65（年度版是" in words(planner.get("/settings/rules/"))


def test_a_rule_is_told_in_words_with_the_number_that_holds_now_and_is_withdrawn_from_its_form(planner):
    page = planner.get("/settings/rules/1.5.3/")
    choice = page.split('value="tolerance|')[1].split('"')[0]
    planner.post("/settings/rules/1.5.3/", choice=f"tolerance|{choice}", value="5", reason=WHY)
    for path in ("/settings/rules/", "/settings/rules/1.5.3/"):
        assert "{" not in words(planner.get(path))
    page = planner.get("/settings/rules/1.5.3/")
    assert "现在 5 人" in words(page)
    assert f"/settings/rules/{Kept.objects.get().pk}/withdraw/" in page


def test_a_field_is_shown_as_the_school_has_it(planner):
    planner.post("/settings/rules/1.4.1/", choice="required|gender", value="no", reason=WHY)
    assert "性别（现在不必填或有条件）" in planner.get("/settings/rules/1.4.1/")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"choice": "required|gender", "value": "no", "reason": "急"}, "至少 5 个字"),
        ({"choice": "required|staff_no", "value": "no", "reason": WHY}, "每一行的标识"),
        ({"choice": "limit|nowhere", "value": "1", "reason": WHY}, "没有可调整"),
        ({"choice": "limit|nowhere", "value": "很多", "reason": WHY}, "不能用"),
        ({"choice": "", "value": "", "reason": WHY}, "不能空着"),
    ],
)
def test_what_cannot_be_overridden_is_said(planner, fields, said):
    assert said in planner.post("/settings/rules/1.4.1/", status=422, **fields)
    assert not Kept.objects.exists()


def test_others_read_and_do_not_change(school):
    reporter = Visitor(school.reporters["团委"])
    assert "调整一张表" not in reporter.get("/settings/rules/")
    reporter.get("/settings/rules/1.4.1/", status=403)
    Visitor(school.planner).get("/settings/rules/9.9.9/", status=404)
    reporter.post("/settings/rules/987654/withdraw/", status=404)


def test_who_may_not_withdraw_reads_why_and_the_rule_stays(school, planner):
    planner.post("/settings/rules/1.4.1/", choice="required|gender", value="no", reason=WHY)
    path = f"/settings/rules/{Kept.objects.get().pk}/withdraw/"
    page = Visitor(school.reporters["团委"]).post(path, status=403)
    assert "没有权限做这件事" in page
    assert "调整本校的必填和容差" in page
    assert Kept.objects.get().withdrawn_at is None


def optional(school, name, form="talent.0.1.5"):
    made = override_rule(
        form, Override("required", name, value=False), reason=WHY, by=acting(school.planner), at=AT
    )
    assert isinstance(made, Kept), made


def checked(visitor, path):
    with path.open("rb") as stream:
        answer = visitor.browser.post("/checks/", {"file": stream})
    url = answer.headers["Location"]
    until = time.monotonic() + WITHIN_SECONDS
    while visitor.browser.get(url + "progress/").headers.get("HX-Refresh") != "true":
        assert time.monotonic() < until
        time.sleep(0.05)
    return words(visitor.get(url))


def test_checks_of_the_school_follow_its_rules(school, planner, tmp_path):
    path = tmp_path / "blank.xlsx"
    rows = [students.student(n) | {FIELD: None} for n in range(3)]
    students.workbook(path, rows)
    assert TITLE in checked(planner, path)
    optional(school, FIELD)
    assert TITLE not in checked(planner, path)


def test_templates_of_the_school_follow_its_rules(school, planner):
    before = fetched(planner)
    optional(school, FIELD)
    assert fetched(planner) != before


def fetched(visitor):
    answer = visitor.browser.get("/forms/0.1.5/template.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [[str(cell.value) for cell in row] for sheet in book for row in sheet.iter_rows()]


def test_a_refusal_leaves_what_was_typed(planner):
    asked = {"choice": "required|gender", "value": "no", "reason": "急"}
    page = planner.post("/settings/rules/1.4.1/", status=422, **asked)
    assert 'value="required|gender" selected' in page
    assert 'value="no" checked' in page
    assert page.count(">急</textarea>") == 1


def test_a_form_is_found_by_its_number_or_title(planner):
    assert 'data-filter=".pick-forms li"' in planner.get("/settings/rules/")
