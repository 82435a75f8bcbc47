"""The pages of the audit: found, handed out, looked through, by those alone who may."""

import csv
import io
from datetime import timedelta

import pytest

from shucai.apps.audit.actions import Subject, record
from shucai.apps.audit.models import Entry
from shucai.apps.organisation.actions import rename_unit
from shucai.domain.access import Role, Verb
from tests.apps.audit.writing import AT, write, write_some
from tests.builders.organisation import AT as HOUSE_AT
from tests.builders.organisation import STUDENTS, TEACHING, House, done
from tests.web.organisation.conftest import browser_of, words

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def lead(house):
    return browser_of(house.lead)


@pytest.mark.parametrize("path", ["/audit/", "/audit/chain/", "/audit/entries.csv"])
def test_lead_office_administrator_and_auditor_read_it_and_nobody_else(house, path):
    auditor = house.person()
    house.grant(auditor, Role.AUDITOR)
    for person in (house.lead, house.administrator, auditor):
        assert browser_of(person).get(path).status_code == 200
    for person in (house.reporter(STUDENTS), house.head(TEACHING), house.person()):
        assert browser_of(person).get(path).status_code == 403


def test_a_refused_reader_is_told_who_may(house):
    assert "您的角色（填报人）不能查看审计记录" in words(browser_of(house.reporter(STUDENTS)).get("/audit/"))


def test_the_entries_of_another_school_are_not_there(house, lead):
    write(1, school=House().school.pk)
    assert "示例部门1" not in words(lead.get("/audit/"))
    assert "示例部门1" not in b"".join(lead.get("/audit/entries.csv")).decode()


def test_an_entry_tells_who_did_what_with_old_and_new(house, lead, django_assert_max_num_queries):
    done(rename_unit(house.unit("团委").pk, name="青年工作部", other_name="", by=house.by_lead, at=HOUSE_AT))
    with django_assert_max_num_queries(MOST_QUERIES):
        page = words(lead.get("/audit/"))
    assert f"2024-08-20 09:00 {house.lead.name} 改名 名称 团委 改为 青年工作部" in page


def test_a_delegated_role_is_told_with_both_names(house, lead):
    write_delegated(house)
    assert f"代 {house.lead.name}" in words(lead.get("/audit/"))
    assert house.lead.name in exported(lead)[-1]["代谁办理"]


def write_delegated(house) -> None:
    deputy = house.by(house.person())
    from django.db import transaction

    with transaction.atomic():
        subject = Subject(house.school.pk, "unit", "1", "示例部门")
        record(Verb.MANAGE_UNITS, subject, by=deputy, at=AT, on_behalf_of=house.lead.pk)


def exported(browser, **query: str) -> list[dict[str, str]]:
    text = b"".join(browser.get("/audit/entries.csv", query)).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def numbers(browser, **query: object) -> list[str]:
    return [line["序号"] for line in exported(browser, **query)]


def test_the_filters_narrow_page_and_table_alike(house, lead):
    school = house.school.pk
    before = len(exported(lead))
    write(1, school=school, by=house.by_administrator)
    write(2, school=school, by=house.by_lead)
    newest = str(before + 2)
    for query in (
        {"q": "示例部门2"},
        {"person": str(house.lead.pk), "kind": "unit"},
        {"kind": "unit", "of": "2"},
        {"action": "manage_units", "q": "部门2"},
    ):
        assert numbers(lead, **query) == [newest], query
        found = words(lead.get("/audit/", query, headers=FRAGMENT))
        assert "1 条" in found, query
        assert "示例部门1" not in found


def test_days_are_those_of_the_school_and_both_included(house, lead):
    for hours in (-9, -8, 15, 16):  # around the ends of 3 September in Shanghai
        entry = write(1, school=house.school.pk)
        at = AT.replace(hour=0, minute=0) + timedelta(hours=hours)
        Entry.objects.filter(pk=entry.pk).update(at=at, subject=f"时刻{hours}")
    found = [line["对象"] for line in exported(lead, **{"from": "2024-09-03", "until": "2024-09-03"})]
    assert found == ["时刻-8", "时刻15"]


@pytest.mark.parametrize("query", [{"from": "昨天"}, {"person": "x"}, {"page": "99"}, {"q": "甲" * 500}])
def test_what_cannot_be_read_is_no_error(lead, query):
    assert lead.get("/audit/", query).status_code == 200


def test_fifty_stand_on_a_page_the_newest_first(house, lead, django_assert_max_num_queries):
    write_some(60, school=house.school.pk)
    with django_assert_max_num_queries(MOST_QUERIES):
        first = lead.get("/audit/", {"q": "示例部门"}).content.decode()
    assert first.index("示例部门60") < first.index("示例部门59")
    assert "第 1–50 条，共 60 条" in first
    assert "第 51–60 条" in lead.get("/audit/", {"q": "示例部门", "page": "2"}).content.decode()


def test_nothing_found_says_what_to_do(lead):
    assert "没有这样的记录" in words(lead.get("/audit/", {"q": "没有这个部门"}))


def test_the_table_runs_no_formula(house, lead):
    entry = write(1, school=house.school.pk)
    Entry.objects.filter(pk=entry.pk).update(subject="=1+1")
    assert exported(lead)[-1]["对象"] == "'=1+1"


def test_a_whole_chain_is_shown_whole_with_its_last_hash(house, lead):
    write_some(3, school=house.school.pk)
    shown = words(lead.get("/audit/chain/", headers=FRAGMENT))
    assert "记录完整" in shown
    assert Entry.objects.filter(school=house.school.pk).order_by("-number").first().hash in shown


def test_a_broken_chain_is_shown_with_its_place(house, lead):
    write_some(5, school=house.school.pk)
    last = Entry.objects.filter(school=house.school.pk).order_by("-number").first().number
    Entry.objects.filter(school=house.school.pk, number=last - 1).delete()
    assert f"第 {last - 1} 至 {last - 1} 条不见了" in words(lead.get("/audit/chain/"))
