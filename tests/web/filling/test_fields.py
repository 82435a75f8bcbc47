"""A form of one row is filled as a form of fields."""

import re
from datetime import date

import pytest

from shucai.apps.campaigns.models import Assignment, Prerequisite
from shucai.apps.filling.models import Contribution
from shucai.apps.organisation.models import Unit
from shucai.web.filling import asked
from tests.builders.filling import NOW, Reporter
from tests.builders.schools import staffed_school as staffed

__all__ = ["staffed"]
FORM = "2.11.2"
NATIONAL = date(2024, 9, 23)  # in the week in which the first forms of the national system are filled


@pytest.fixture
def one_row(school):
    return Reporter(school, FORM)


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def send(desk, page, **cells):
    sent = {name: hidden(page, name) for name in ("uid", "version", "client")}
    sent |= {f"f-{name}": text for name, text in cells.items()}
    return desk.browser.post(desk.base + "fields/", sent)


def test_fields_are_saved_and_shown_again_with_their_problems(one_row, at):
    desk = at(one_row.person, one_row.part)
    page = desk.get()
    number = next(f.name for f in one_row.rows().form.fields if f.is_numeric)
    assert send(desk, page, **{number: "12"}).status_code == 303
    again = desk.get()
    assert f'name="f-{number}" type="text" value="12"' in again
    assert 'class="problem' in again
    assert one_row.rows().frame[number].to_list() == ["12"]


def test_somebody_else_in_between_is_told_and_nothing_is_lost(one_row, at):
    desk = at(one_row.person, one_row.part)
    number = next(f.name for f in one_row.rows().form.fields if f.is_numeric)
    send(desk, desk.get(), **{number: "12"})
    old = desk.get()
    send(desk, desk.get(), **{number: "13"})
    answer = send(desk, old, **{number: "14"})
    assert answer.status_code == 422
    assert "还没有保存" in answer.content.decode()
    assert 'value="14"' in answer.content.decode()
    assert send(desk, answer.content.decode(), **{number: "14"}).status_code == 303
    assert one_row.rows().frame[number].to_list() == ["14"]


def test_who_supplies_columns_is_told_to_wait_until_there_is_a_row(one_row, school, at):
    numbers = [f.name for f in one_row.rows().form.fields if f.is_numeric]
    unit = Unit.objects.get(school=school.school, name="教学管理处")
    supplied = Assignment.objects.create(
        form=one_row.part.made_return.form, unit=unit, order=1, fields=numbers[:1]
    )
    part = Contribution.objects.create(
        school=school.school, made_return=one_row.part.made_return, assignment=supplied, state_at=NOW
    )
    desk = at(school.reporters["教学管理处"], part)
    page = desk.get()
    assert "现在还没有数据，等那里保存以后再填" in page
    assert "保存后由部门负责人复核" not in page
    send(at(one_row.person, one_row.part), at(one_row.person, one_row.part).get(), **{numbers[1]: "12"})
    page = desk.get()
    assert "等那里保存以后再填" not in page
    assert send(desk, page, **{numbers[0]: "7"}).status_code == 303
    assert one_row.rows().frame[numbers[0]].to_list() == ["7"]


def test_a_computed_field_is_not_said_to_be_filled_by_another_department(staffed, at, monkeypatch):
    monkeypatch.setattr(asked, "today", lambda: NATIONAL)
    staffed.published("national")
    Prerequisite.objects.update(lifted_at=NOW)
    part = Reporter(staffed, "N-ZH-YQ-01", order=1)
    shown = at(part.person, part.part).get()
    line = shown.split('<label for="f-books_per_student">')[1].split('<label for="f-equip_per_student">')[0]
    assert "系统计算" in line
    assert "填报</p>" not in line
    assert "由后勤处填报" in shown
