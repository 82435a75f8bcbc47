"""Whole columns of identifiers: one row a failing value, and the fast test agrees with the explanation."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shucai.domain.identifiers import FLAWS, PROBLEMS_SCHEMA, flaw_of, problems_of, resident_check
from shucai.domain.identifiers.columns import EXPLAIN, FEW

TODAY = date(2024, 9, 1)
REGIONS = frozenset({"320508", "110105", "810000"})
DIGITS = "0123456789"

# One value for every flaw of the register, so that each sentence is reached.
FLAWED = {
    "id_number.exponent": "1.10105E+17",
    "id_number.truncated": "110105194912310000",
    "id_number.round": "320508200901095000",
    "id_number.old": "110105491231002",
    "id_number.length": "1101051949123",
    "id_number.characters": "1101051949123100AX",
    "id_number.province": "100105194912310021",
    "id_number.birth_date": "110105190002290017",
    "id_number.future": "320508203501010014",
    "id_number.order": "320508190001010001",
    "id_number.check_digit": "110105194912310021",
    "id_number.age": "440524188001010014",
    "id_number.region": "320594200001010015",
    "id_number.other_paper": "E12345678",
    "uscc.length": "1232",
    "uscc.characters": "9132050012345678IX",
    "uscc.check_digit": "12320000466006957E",
    "uscc.organisation": "91320508123456780U",
    "org_code.form": "4660069",
    "org_code.check_digit": "46600695-8",
    "isbn.length": "97870403044",
    "isbn.characters": "978704030444X",
    "isbn.prefix": "9777040304442",
    "isbn.check_digit": "978-7-04-030444-3",
    "isbn.old": "7-04-030444-9",
    "issn.form": "10001239A",
    "issn.check_digit": "1000-1230",
    "cn_serial.form": "11-1777",
    "cn_serial.region": "CN99-1234",
    "patent.form": "ZL2017",
    "patent.check_digit": "ZL201710601862.4",
    "teacher_cert.length": "2018325055200012",
    "teacher_cert.characters": "2018325055200012X",
    "teacher_cert.year": "20253250552000123",
    "teacher_cert.province": "20181050551000123",
    "teacher_cert.type": "20183250581000123",
    "teacher_cert.sex": "20183250553000123",
    "school_code.form": "363200001",
    "school_code.class": "9932000001",
    "school_code.province": "3699000001",
    "student_code.form": "A110105194912310021",
    "student_code.birth_date": "L320508190002301234",
    "student_code.check_digit": "G110105194912310021",
    "mobile.form": "12345678901",
    "landline.area": "65238888",
    "landline.form": "0512-1",
    "phone.several": "13800138000/13900139000",
    "phone.form": "办公室",
    "email.form": "a@b",
    "url.form": "www.example.com",
}


def kind_of(code):
    return code.partition(".")[0]


def problems(kind, values, today, regions):
    """Return the problems of a column; a few values are explained as they are where there are many."""
    few = problems_of(kind, values, today, regions)
    blanks = pl.Series([None] * FEW, dtype=pl.String)
    many = problems_of(
        kind, pl.concat([values.cast(pl.String), blanks, values.cast(pl.String)]), today, regions
    )
    again = few.with_columns(pl.col("index") + values.len() + FEW).cast(PROBLEMS_SCHEMA)
    assert many.equals(pl.concat([few, again]))
    return few


def test_every_flaw_of_the_register_has_its_value():
    assert set(FLAWED) == set(FLAWS)


@pytest.mark.parametrize("code", FLAWS)
def test_a_flaw_is_found_with_its_sentence_and_weight(code):
    found = problems(kind_of(code), pl.Series([None, FLAWED[code]]), TODAY, REGIONS)
    assert found.schema == pl.Schema(PROBLEMS_SCHEMA)
    assert found.rows()[0][:3] == (1, code, FLAWS[code][0])
    assert "{" not in found["message"][0]
    assert any(remedy in found["message"][0] for remedy in ("请", "应"))


def test_a_phone_without_an_area_code_is_asked_about():
    assert flaw_of("phone", "65238888", TODAY).severity == "confirm"


def test_sentences_about_people_do_not_repeat_their_number():
    for code, value in FLAWED.items():
        if kind_of(code) in {"id_number", "teacher_cert", "student_code", "phone", "mobile", "email"}:
            assert value not in flaw_of(kind_of(code), value, TODAY, REGIONS).message


@pytest.mark.parametrize("kind", EXPLAIN)
def test_a_blank_has_no_flaw(kind):
    assert problems(kind, pl.Series([None], dtype=pl.String), TODAY, REGIONS).height == 0
    assert problems(kind, pl.Series([], dtype=pl.String), TODAY, REGIONS).height == 0


def test_a_repeated_value_is_reported_in_each_of_its_rows_in_order():
    found = problems("mobile", pl.Series(["1", "13800138000", "2", "1"]), TODAY, frozenset())
    assert found["index"].to_list() == [0, 2, 3]


def test_without_known_regions_none_is_unknown():
    values = pl.Series([FLAWED["id_number.region"]])
    assert problems("id_number", values, TODAY, frozenset()).height == 0


def test_a_number_from_abroad_has_no_region():
    body = "91184020000101001"
    assert problems("id_number", pl.Series([body + resident_check(body)]), TODAY, REGIONS).height == 0


def test_a_person_of_just_a_hundred_years_is_not_asked_about():
    for born, asked in (("19240901", False), ("19240831", True), ("20240901", False)):
        body = f"320508{born}001"
        assert (
            bool(problems("id_number", pl.Series([body + resident_check(body)]), TODAY, REGIONS).height)
            is asked
        )


def test_an_unknown_kind_is_a_bug():
    with pytest.raises(KeyError):
        problems("passport", pl.Series(["E12345678"]), TODAY, REGIONS)


def near_id_numbers():
    body = st.tuples(
        st.sampled_from(["320508", "810000", "320594", "100105", "911840"]),
        st.dates(date(1900, 1, 1), date(2030, 1, 1)).map(lambda day: day.strftime("%Y%m%d")),
        st.integers(0, 999).map(lambda order: f"{order:03}"),
    ).map("".join)
    return body.flatmap(
        lambda b: st.sampled_from([b + resident_check(b), b + "0", b + "X", b + "x", b[:14] + "0000"])
    )


ANY_VALUE = st.one_of(
    near_id_numbers(),
    st.sampled_from(list(FLAWED.values())),
    st.text("0123456789X-@.abhtps:/ENZL", max_size=20),
    st.from_regex(r"0[1-9][0-9]{1,2}-?[2-9][0-9]{6,7}(-[0-9]{1,3})?", fullmatch=True),
)


@settings(max_examples=400)
@given(value=ANY_VALUE)
def test_the_fast_test_of_a_column_agrees_with_the_explanation(value):
    for kind in EXPLAIN:
        flaw = flaw_of(kind, value, TODAY, REGIONS)
        found = problems(kind, pl.Series([value]), TODAY, REGIONS)
        assert found["code"].to_list() == ([flaw.code] if flaw else []), kind
