"""What identity numbers tell and whether numbers hold, as expressions over columns."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from shucai.domain.identifiers import birth_of, flaw_of, gender_of, id_number_valid, uscc_valid
from shucai.domain.identifiers.checksums import CREDIT_ALPHABET, credit_check, organisation_check

CARD = "11010519491231002X"


def of(expression, *values):
    return (
        pl.DataFrame({"v": values}, schema={"v": pl.String})
        .select(expression(pl.col("v")))
        .to_series()
        .to_list()
    )


def test_the_day_of_birth_stands_in_digits_seven_to_fourteen():
    assert of(birth_of, CARD, "11010519491231002x") == [date(1949, 12, 31)] * 2
    assert (
        of(birth_of, "110105190002290017", "110105000001010017", "110105491231002", "USA110000010112", None)
        == [None] * 5
    )


def test_an_odd_order_is_a_man_and_an_even_one_a_woman():
    assert of(gender_of, CARD, "110105194912310013", "110105491231002", None) == ["女", "男", None, None]


def test_an_identity_number_holds_by_province_date_order_and_check_digit():
    assert of(id_number_valid, CARD, "110105194912310021", "100105194912310021", "110105491231002", "", None) == [
        True, False, False, False, False, None,
    ]  # fmt: skip
    assert of(id_number_valid, "320508190001010001", "110105190002290017", "911840190001010017") == [
        False,
        False,
        True,
    ]


def test_a_birth_after_today_does_not_hold():
    number = "320508203501010014"
    assert of(id_number_valid, number) == [flaw_of("id_number", number, date(2036, 1, 1)) is None]
    assert of(lambda v: id_number_valid(v, date(2024, 9, 1)), number, CARD) == [False, True]


def test_a_credit_code_holds_by_its_characters_and_check():
    assert of(uscc_valid, "12320000466006957D", "N23205081234567884", "12320000466006957E", "9132050012345678IX", None) == [
        True, True, False, False, None,
    ]  # fmt: skip


@settings(max_examples=200)
@given(
    region=st.text("0123456789", min_size=6, max_size=6),
    organisation=st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8),
    last=st.sampled_from(CREDIT_ALPHABET),
)
def test_credit_codes_are_judged_as_another_library_judges_them(region, organisation, last):
    """python-stdnum is held as a second opinion; it knows codes that begin with digits only."""
    body = f"91{region}{organisation}{organisation_check(organisation)}"
    for code in (body + credit_check(body), body + last):
        assert of(uscc_valid, code) == [uscc.is_valid(code)]
        assert (flaw_of("uscc", code, date(2024, 9, 1)) is None) == uscc.is_valid(code)
