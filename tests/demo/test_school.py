"""The demo school: invented, of the size it claims, the same for the same seed, and clean where it is finished."""

import pytest

from shucai.demo import SEED, demo_school
from shucai.demo.checking import check_forms
from shucai.demo.forms import form
from shucai.demo.tables import UnknownColumn, table_of
from tests.builders.school import school


def test_it_has_the_size_of_a_vocational_school():
    at = school()
    assert 5_700 <= len(at.rows("0.1.5")) <= 6_300
    assert 380 <= len(at.rows("0.1.3")) <= 430
    assert 5_700 <= len(at.last.rows("0.1.5")) <= 6_300


def test_the_same_seed_gives_the_same_rows_and_another_one_others():
    codes = ("0.1.3", "0.1.5", "1.1.2")
    rows = [school().rows(code) for code in codes]
    assert [demo_school(SEED).rows(code) for code in codes] == rows
    assert [demo_school(SEED + 1).rows(code) for code in codes] != rows


def test_rows_do_not_depend_on_who_asks_first():
    early, late = demo_school(SEED), demo_school(SEED)
    late.rows("1.5.3")
    assert early.rows("0.1.3") == late.rows("0.1.3")


def test_people_move_up_a_grade_and_keep_their_numbers():
    at = school()
    before = {row["student_no"]: row for row in at.last.rows("0.1.5")}
    both = [row for row in at.rows("0.1.5") if row["student_no"] in before]
    assert len(both) > 4_000
    assert all(row["id_no"] == before[row["student_no"]]["id_no"] for row in both)


def test_everybody_says_in_the_name_that_he_is_invented():
    at = school()
    assert all(row["name"][1] == "例" for code in ("0.1.3", "0.1.4", "0.1.5") for row in at.rows(code))
    assert all("示例" in row["enterprise_name"] for row in at.rows("1.6.1"))


@pytest.mark.slow
def test_every_form_is_without_a_finding_and_every_check_passes_somewhere():
    """No 强制, 解释, 核实 or 提示 in any form, nothing skipped, and no check that is true for no row."""
    outcomes = check_forms(school())
    assert len(outcomes) == 209
    assert not [line for o in outcomes if o.found or not o.is_finished for line in o.lines()]


def test_a_column_that_a_form_lacks_is_refused():
    with pytest.raises(UnknownColumn, match="no_such_column"):
        table_of(school().form("1.6.1"), [{"no_such_column": 1}])


def test_builders_that_ask_each_other_in_a_circle_are_named(monkeypatch):
    at = demo_school(SEED)
    monkeypatch.setitem(at._builders, "1.1.6", lambda at: at.rows("1.1.7"))
    monkeypatch.setitem(at._builders, "1.1.7", lambda at: at.rows("1.1.6"))
    with pytest.raises(RecursionError, match=r"1\.1\.6 -> 1\.1\.7 -> 1\.1\.6"):
        at.rows("1.1.6")


def test_a_form_has_one_builder():
    with pytest.raises(ValueError, match="two builders"):
        form("0.1.1")(lambda at: [])
