"""Texts in their one spelling: read again they give the same values, and nothing of them changes any more."""

import polars as pl
import pytest

from shucai.demo.tables import table_of
from shucai.toolkit.catalogue import catalogue
from shucai.toolkit.normalising import NO_MARKS, canonical_texts, table_of_texts
from tests.builders.school import school

CODES = [form.code for form in catalogue() if form.edition == 2024]


def spelt(form, texts, marks=NO_MARKS):
    return canonical_texts(*table_of_texts(form, texts, marks))


@pytest.mark.parametrize("code", CODES)
def test_the_rows_of_every_form_read_the_same_from_their_one_spelling(code):
    form, rows = school().form(code), school().rows(code)
    typed = table_of(form, rows).typed
    first, _ = table_of_texts(form, typed)
    again, columns = table_of_texts(form, spelt(form, typed))
    assert again.values.equals(first.values)
    assert {name: list(s) for name, s in again.none.items()} == {
        name: list(s) for name, s in first.none.items()
    }
    assert columns.changes.is_empty()


def one(code, **cells):
    form = school().form(code)
    texts = pl.DataFrame(
        {name: [text] for name, text in cells.items()}, schema=dict.fromkeys(cells, pl.String)
    )
    return spelt(form, texts).row(0, named=True)


def test_labels_become_codes_and_dates_one_form():
    said = one("1.5.1", gender=" 男 ", birth_date="2007/3/5")
    assert (said["gender"], said["birth_date"]) == ("1", "2007-03-05")


def test_what_cannot_be_read_stays_as_it_was_typed_and_none_is_said():
    said = one("1.5.1", gender="不详吗", birth_date="去年", direction_name="没有")
    assert (said["gender"], said["birth_date"], said["direction_name"]) == ("不详吗", "去年", "无")
