"""Which columns stay in sight while others pass: the key, and what people call a row by where it is not too far."""

from dataclasses import replace

import pytest

from shucai import toolkit
from shucai.web.filling.setup import frozen_of


@pytest.mark.parametrize(
    ("code", "last"),
    [
        ("2.19.1", "姓名"),
        ("1.4.1", "姓名"),
        ("0.1.1", "专业名称"),
        ("N-SX-AP-02", "姓名"),
        ("N-ZH-JS-08", "论著名称"),
    ],
)
def test_the_name_of_a_row_stays_in_sight(code, last):
    form = toolkit.find_form(code)
    assert form.fields[frozen_of(form) - 1].title == last


def test_a_name_too_far_away_does_not():
    form = toolkit.find_form("2.9.3")
    names = list(form.by_name)
    far = replace(form, fields=(*form.fields[3:], *form.fields[:3]), primary_key=(names[3],))
    assert frozen_of(far) == 1
