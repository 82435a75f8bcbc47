"""What a message says of the values of a row: codes in words, months as months, the rest as typed."""

from datetime import date

import polars as pl
import pytest

from shucai.domain.checks.messages import labelled, texts_of
from shucai.domain.predicates import Column

GENDER = Column("gender", "string", code_labels={"1": "男", "2": "女"})


def test_a_code_is_said_by_its_label_and_what_the_list_lacks_as_typed() -> None:
    assert labelled(["2", "女", "不详"], pl.Series(["2", "2", None]), GENDER) == ["女", "女", "不详"]


def test_a_choice_is_said_in_chinese() -> None:
    column = Column("is_core", "boolean")
    assert labelled(["Y", "0", "也许"], pl.Series([True, False, None]), column) == ["是", "否", "也许"]


@pytest.mark.parametrize(("kind", "text"), [("yearmonth", "2005-07"), ("date", "2005-07-01")])
def test_a_month_is_said_without_a_day(kind: str, text: str) -> None:
    column = Column("since", kind)  # type: ignore[arg-type]
    assert texts_of(pl.Series([date(2005, 7, 1), None]), column) == [text, "空"]
