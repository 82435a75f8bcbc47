"""Repairs are offered only where a text can mean one value of its list."""

import polars as pl
import pytest

from shucai.domain.rows.repairs import repairs_of
from tests.builders.staff import CODE_LISTS, staff_form


def offered(field: str, text: str) -> list[str]:
    refused = {field: pl.DataFrame({"index": [0], "value": [text]})}
    return repairs_of(staff_form(), refused, CODE_LISTS)["after"].to_list()


@pytest.mark.parametrize(("text", "code"), [("居民身份证件", "1"), ("护照（因私）", "A"), ("身份证", "1")])
def test_a_text_around_one_name_or_a_part_of_one_is_repaired(text, code):
    assert offered("id_type", text) == [code]


@pytest.mark.parametrize("text", ["证", "军官证", "1 护照", "护照-1"])
def test_a_text_of_no_name_or_against_its_own_code_is_left_to_people(text):
    assert offered("id_type", text) == []


def test_a_name_with_its_own_code_is_repaired():
    assert offered("id_type", "A类护照") == ["A"]
