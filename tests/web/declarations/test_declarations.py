"""The page of declarations: signed, contradicted, taken back; closing asks twice."""

import pytest

from shucai.apps.filling.checking import found_of
from shucai.apps.filling.models import Declaration
from shucai.web.declarations import views
from tests.builders.people import logged_in
from tests.builders.staging import AT, FILLING, Desk

pytestmark = pytest.mark.django_db
SIGNED = {"signed": "1"}


@pytest.fixture(autouse=True)
def on(monkeypatch):
    """Look at the pages in the week of filling."""
    monkeypatch.setattr(views, "today", lambda: FILLING)
    monkeypatch.setattr(views, "clock", lambda: AT)
    monkeypatch.setattr("shucai.web.actors.today", lambda: FILLING)


def test_nothing_is_declared_and_taken_back(desk):
    reporter, path = logged_in(desk.reporter), f"/declarations/{desk.part.pk}/"
    assert "声明无数据" in reporter.get(path).content.decode()
    reporter.post(f"{path}no-data/", SIGNED)
    shown = reporter.get(path).content.decode()
    assert "没有需要填报的数据" in shown
    assert f'href="/filling/{desk.part.pk}/check/"' in shown  # declared is not submitted
    assert "没有其他表的数据与这项声明矛盾" in reporter.get(f"{path}against/").content.decode()
    reporter.post(f"{path}take-back/")
    assert not Declaration.objects.filter(unsigned_at=None).exists()


def test_what_nobody_signs_is_not_declared(desk):
    answer = logged_in(desk.reporter).post(f"/declarations/{desk.part.pk}/no-data/")
    assert (answer.status_code, "由我签署”以后再提交" in answer.content.decode()) == (422, True)
    assert not Declaration.objects.exists()


def test_what_contradicts_a_declaration_is_asked_for_where_it_is_submitted_and_approved(desk):
    reporter, head = logged_in(desk.reporter), logged_in(desk.head)
    asked = f'hx-get="/declarations/{desk.part.pk}/against/"'
    assert asked not in reporter.get(f"/filling/{desk.part.pk}/check/").content.decode()
    reporter.post(f"/declarations/{desk.part.pk}/no-data/", SIGNED)
    check = reporter.get(f"/filling/{desk.part.pk}/check/").content.decode()
    assert asked in check
    assert "有了数据以后才能校验" not in check
    reviewed = head.get(f"/review/{desk.part.pk}/").content.decode()
    assert asked in reviewed
    assert "没有不能通过的问题" not in reviewed  # what others say is not known yet
    whole = logged_in(desk.school.member).get(f"/compliance/{desk.part.pk}/").content.decode()
    assert asked in whole
    assert "都对得上" not in whole
    assert head.get(f"/declarations/{desk.part.pk}/against/").status_code == 200


def test_closing_asks_a_second_time(desk):
    reporter, path = logged_in(desk.reporter), f"/declarations/{desk.part.pk}/close/"
    assert "再次确认" in reporter.get(path).content.decode()
    assert not Declaration.objects.exists()
    reporter.post(path)
    assert Declaration.objects.get().kind == "closed"


def test_rows_stand_in_the_way_and_the_page_says_how_many(desk):
    desk.added(desk.right_rows(2))
    reporter, path = logged_in(desk.reporter), f"/declarations/{desk.part.pk}/"
    assert "还有 2 行数据" in reporter.get(path).content.decode()
    answer = reporter.post(f"{path}no-data/", SIGNED)
    assert (answer.status_code, "还有 2 行" in answer.content.decode()) == (422, True)


def test_who_may_not_declare_reads_why(desk):
    shown = logged_in(desk.head).get(f"/declarations/{desk.part.pk}/").content.decode()
    assert "现在不能办理" in shown


def test_the_desk_of_whoever_declared_tells_what_speaks_against_it(school):
    school.published()
    majors, groups = Desk("1.2.1", school), Desk("1.2.2", school)
    reporter, path = logged_in(groups.reporter), f"/declarations/{groups.part.pk}/"
    reporter.post(f"{path}no-data/", SIGNED)
    assert "矛盾" not in reporter.get("/").content.decode()
    majors.added(majors.right_rows(1))
    found_of(majors.made, at=AT, today=FILLING)
    shown = reporter.get("/").content.decode()
    assert "别的表与它矛盾：1.2.1" in shown
    assert f'href="{path}"' in shown
