"""A form of one row is filled as a form of fields."""

import re

import pytest

from tests.builders.filling import Reporter

FORM = "2.11.2"


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
