"""Rows in the lists of an import, told by their key and by what people call them."""

import pytest

from shucai.apps.filling.models import Import
from shucai.apps.filling.working import working_rows
from shucai.web.imports.telling import held_lines
from tests.builders.staging import AT, Desk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("code", "names"), [("1.5.4", ["student_no", "name"]), ("1.1.7", [])])
def test_a_row_is_told_by_its_key_and_the_name_of_the_person(code, names):
    desk = Desk(code)
    row, *_ = desk.right_rows(1)
    uid, *_ = desk.added([row])
    told = held_lines(desk.form, Import(held={uid: "2.1.1"}), working_rows(desk.made, at=AT))
    shown = told[0].key.split(" / ")
    assert [row[name] for name in names] == shown[: len(names)]
    assert len(shown) == max(len(names), len(desk.form.primary_key))
