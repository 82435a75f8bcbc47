"""Which row a row is: blank parts that may be blank count, blank parts that are needed leave no key."""

import polars as pl
import pytest

from shucai import toolkit
from shucai.domain.rows import (
    PART,
    POSITION,
    STATE,
    UID,
    VERSION,
    WorkingRows,
    blank_rows,
    key_of,
    key_of_row,
    keys_of,
)
from shucai.domain.rows.meeting import FOUND, Found, Share, meet
from shucai.toolkit.catalogue import catalogue

MAJORS = toolkit.find_form("0.1.1")
ONE_ROW = toolkit.find_form("2.10.2")
MAJOR = {
    "major_code": "530802", "program_level": "1", "schooling_years": "3", "training_mode": "0", "training_form": None,
    "student_source_type": "1",
}  # fmt: skip
NO_MARKS = pl.DataFrame(schema=dict.fromkeys(("uid", "field", "mark", "shown"), pl.String))


def texts(form, *rows):
    return pl.DataFrame(list(rows), schema=dict.fromkeys(form.by_name, pl.String))


def test_a_part_that_may_be_blank_is_part_of_the_key_when_blank():
    frame = texts(MAJORS, MAJOR, {**MAJOR, "training_form": "1"})
    keys = frame.select(key_of(MAJORS).alias("key"))["key"]
    assert keys.null_count() == 0
    assert keys.n_unique() == 2
    assert keys_of(MAJORS, frame).to_list()[0] == "530802 / 1 / 3 / 0 / 1"


@pytest.mark.parametrize("name", ["major_code", "program_level"])
def test_a_part_that_is_needed_leaves_no_key_when_blank(name):
    frame = texts(MAJORS, {**MAJOR, name: None})
    assert frame.select(key_of(MAJORS)).to_series().to_list() == [None]
    assert keys_of(MAJORS, frame).to_list() == [None]


def test_a_form_without_a_key_has_none():
    frame = texts(ONE_ROW, {}, {})
    assert keys_of(ONE_ROW, frame).to_list() == [None, None]
    assert key_of_row(ONE_ROW, frame.row(0, named=True)) is None


@pytest.mark.parametrize("form", [form for form in catalogue() if form.primary_key], ids=lambda form: form.id)
def test_the_key_of_one_row_is_that_of_the_column(form):
    filled = {name: f"{n}" for n, name in enumerate(form.primary_key)}
    needed = {name: text for name, text in filled.items() if form.by_name[name].required}
    frame = texts(form, filled, needed, {})
    column = frame.select(key_of(form)).to_series().to_list()
    assert column == [key_of_row(form, row) for row in frame.to_dicts()]
    assert column[0] is not None
    assert column[2] is None


def test_a_row_of_a_file_meets_its_row_though_an_optional_part_of_its_key_is_blank():
    stands = {**MAJOR, UID: "a", VERSION: 1, STATE: "formal", POSITION: 1.0, PART: 1}
    there = pl.DataFrame([stands], schema=blank_rows(MAJORS).schema)
    file = texts(MAJORS, MAJOR, {**MAJOR, "training_form": "1"}, {**MAJOR, "major_code": None})
    met = meet(file, pl.Series([2, 3, 4]), WorkingRows(MAJORS, there, NO_MARKS, 1), Share(1)).rows
    assert met[FOUND].to_list() == [Found.SAME.value, Found.NEW.value, Found.REFUSED.value]
