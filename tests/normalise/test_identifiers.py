"""Section 6, N1 to N6 and E4: identifiers made plain, and digits that a spreadsheet lost."""

import pytest

from shucai.domain.identifiers import resident_check
from shucai.domain.normalise.identifiers import FORMS, plain_identifier
from tests.normalise.columns import cell, column, field_of, message

ID, CERT, PHONE, NUMBER = (
    field_of("id_number"),
    field_of("teacher_cert"),
    field_of("phone"),
    field_of("identifier"),
)
REFERENCE = field_of("reference")
CARD = "11010519491231002X"


@pytest.mark.parametrize(
    ("field", "typed", "value", "rule"),
    [
        (ID, CARD, CARD, None),
        (ID, CARD.lower(), CARD, "S6"),
        (ID, "110105 19491231 002X", CARD, "S6"),
        (ID, "110105-19491231-002X", CARD, "S6"),
        (field_of("uscc"), "12320000466006957d", "12320000466006957D", "S6"),
        (field_of("isbn"), "ISBN 978-7-04-030444-2", "978-7-04-030444-2", "S6"),
        (field_of("isbn"), "ISBN：9787040304442", "9787040304442", "T6+S6"),
        (PHONE, "13800138000", "13800138000", None),
        (PHONE, "+86 138-0013-8000", "13800138000", "S6"),
        (PHONE, "008613800138000", "13800138000", "S6"),
        (PHONE, "8613800138000", "13800138000", "S6"),
        (PHONE, "13800138000.0", "13800138000", "N6"),
        (PHONE, "0512-65238888", "0512-65238888", None),
        (PHONE, "051265238888", "0512-65238888", "S6"),
        (PHONE, "(0512)65238888", "0512-65238888", "S6"),
        (PHONE, "0512－65238888转8001", "0512-65238888-8001", "T7+S6"),
        (PHONE, "01065238888", "010-65238888", "S6"),
        (PHONE, "65238888", "65238888", None),
        (field_of("email"), "ａ@example.com ", "a@example.com", "T3+T6"),
        (field_of("url"), "https：//example.com", "https://example.com", "T6"),
        (NUMBER, "T 001", "T001", "S6"),
        (NUMBER, "12.0", "12", "N6"),
        (NUMBER, "ＡＢ－１", "AB-1", "T6+T7"),
        (NUMBER, "苏教办（2024）1号", "苏教办（2024）1号", None),
        (NUMBER, "5E10", "5E10", None),
        (REFERENCE, "Ｔ—1", "T-1", "T6+T7"),
        (REFERENCE, "AB－1（2）", "AB-1(2)", "T7"),
        (REFERENCE, "教务处（科研处）", "教务处（科研处）", None),
        (REFERENCE, "12.0", "12", "N6"),
        (REFERENCE, "'0012", "0012", "N5"),
        (REFERENCE, "SMITH JOHN", "SMITH JOHN", None),
    ],
)
def test_an_identifier_has_one_spelling(field, typed, value, rule):
    assert cell(field, typed) == (value, rule, None if rule is None else "SILENT")


@pytest.mark.parametrize("field", [ID, CERT, PHONE, NUMBER, REFERENCE])
def test_an_exponent_is_a_loss_that_nobody_can_undo(field):
    assert cell(field, "1.23457E+17") == (None, "N2", "REJECT")
    assert "文本格式" in message(field, "1.23457E+17")


@pytest.mark.parametrize("field", [ID, CERT, PHONE, NUMBER, REFERENCE, field_of("text"), field_of("name")])
def test_a_long_number_has_lost_its_last_digits(field):
    assert cell(field, "320508200901011000", mark="long_number", shown="3.20508E+17") == (
        None,
        "N1",
        "REJECT",
    )
    assert "3.20508E+17" in message(field, "320508200901011000", mark="long_number", shown="3.20508E+17")


def test_a_long_number_is_no_loss_where_a_number_is_wanted():
    assert cell(field_of("number"), "0.00001", mark="long_number") == (0.00001, None, None)


def test_a_truncated_identity_number_is_refused_by_its_check_digit():
    assert cell(ID, "320508200901011000") == (None, "N3", "REJECT")
    assert resident_check("32050820090109500") == "0"
    assert cell(ID, "320508200901095000") == ("320508200901095000", None, None)


def test_a_column_truncated_as_a_whole_is_refused_even_where_check_digits_hold():
    bodies = [f"3205082009{m:02}{d:02}{n}00" for m in range(1, 9) for d in (1, 9) for n in range(1, 9)]
    holding = [f"{b}0" for b in bodies if resident_check(b) == "0"][:6]
    read = column(ID, [*holding, CARD])
    assert read.rejects["rule"].to_list() == ["N4"] * 6
    assert read.values.to_list() == [None] * 6 + [CARD]
    assert "整列已被 Excel 截断" in read.rejects["message"][0]
    assert column(ID, holding[:4]).rejects.height == 0


def test_a_column_of_certificates_truncated_as_a_whole_is_refused():
    rounded = [f"201832505520{n:03}00" for n in range(6)]
    assert column(CERT, rounded).rejects["rule"].to_list() == ["N4"] * 6
    assert column(CERT, [f"201832505520{n:05}" for n in range(1, 20)] + rounded).rejects.height == 0


def test_a_placeholder_is_not_refused_with_a_truncated_column():
    read = column(CERT, ["20183250552000100"] * 5 + ["00000000000000000"])
    assert read.rejects["index"].to_list() == [0, 1, 2, 3, 4]
    assert read.changes["rule"].to_list() == ["E4"]


@pytest.mark.parametrize("kind", [*FORMS, "identifier"])
def test_every_form_keeps_what_is_plain(kind):
    assert plain_identifier(kind, plain_identifier(kind, " 1Ａ－2 ")) == plain_identifier(kind, " 1Ａ－2 ")
