"""The demo school: invented, of the size it claims, the same for the same seed, and clean where it is finished."""

from functools import cache

import pytest

from shucai.demo import SEED, demo_school
from shucai.demo.checking import check_forms
from shucai.demo.forms import form
from shucai.demo.tables import UnknownColumn, table_of

FINISHED = (
    "0.1.1", "0.1.2", "0.1.3", "0.1.4", "0.1.5", "1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.1.5", "1.1.6", "1.1.7", "1.1.8",
    "1.2.1", "1.2.2", "1.2.3", "1.3.1", "1.4.1", "1.4.2", "1.5.1", "1.5.3", "1.5.4", "1.6.1", "N-CJ-XQ-01",
    "N-ZH-XX-02", "N-ZH-BJ-01", "N-ZH-CD-01", "N-ZH-CD-02", "N-ZH-JS-02", "N-ZH-JS-05", "N-ZH-JS-07", "N-ZH-JS-15",
    "N-ZH-XS-03", "N-ZH-XS-07", "N-ZH-XS-08",
    "2.1.1", "2.1.3", "2.2.1", "2.3.1", "2.3.2", "2.4.3", "2.4.4", "2.5.1", "2.5.3", "2.7.1", "2.8.1", "2.8.2",
    "2.6.3", "2.6.6", "2.9.1", "2.9.2", "2.9.3", "2.9.4", "2.9.5", "2.9.6", "2.10.1", "2.10.2", "2.11.1", "2.11.2", "2.11.3",
    "2.11.4", "2.6.1", "2.6.2", "2.6.4", "2.6.5",
    "2.12.1", "2.12.2", "2.12.3", "2.12.4", "2.12.5", "2.12.6", "2.12.7", "2.13.1", "2.13.2", "2.14.1", "2.15.1",
    "2.15.2", "2.15.3", "2.15.4", "2.15.5", "2.15.6", "2.15.7", "2.15.8", "2.15.9", "2.15.10", "2.16.1", "2.17.1",
    "2.17.2", "2.17.3", "2.17.4", "2.18.1", "2.18.2", "2.19.1", "2.19.2", "2.19.3", "2.19.4", "2.19.5", "2.19.6", "2.19.7",
    "2.20.1", "2.21.1", "2.21.2",
    "N-ZH-XX-01", "N-ZH-JS-01", "N-ZH-JS-03", "N-ZH-JS-04", "N-ZH-JS-06", "N-ZH-JS-08", "N-ZH-JS-09", "N-ZH-JS-11",
    "N-ZH-JS-12", "N-ZH-JS-13", "N-ZH-JS-14", "N-ZH-XS-01", "N-ZH-XS-04", "N-ZH-XS-05", "N-ZH-XS-06", "N-ZH-ZY-01",
    "N-ZH-ZY-02", "N-ZH-YQ-01", "N-ZH-ZQ-01", "N-ZH-TJ-01", "N-ZH-TJ-02", "N-ZH-XH-01", "N-ZH-XH-02", "N-ZH-BF-01",
    "N-ZH-GJ-01", "N-ZH-GJ-02", "N-ZH-GJ-03", "N-ZH-GJ-04", "N-ZH-GJ-05", "N-ZH-GJ-06", "N-ZH-GJ-07",
    "N-AQ-AQ-01", "N-AQ-AQ-02", "N-AQ-AQ-03", "N-AQ-AQ-04", "N-AQ-AQ-05", "N-CJ-GT-01", "N-CJ-JT-01", "N-CJ-JT-02",
    "N-CJ-JT-03", "N-CJ-JT-04", "N-CJ-LH-01", "N-CJ-SJ-01", "N-CJ-XQ-02", "N-CJ-XT-01", "N-CJ-XT-02", "N-DJ-DJ-01",
    "N-DY-DB-01", "N-DY-HD-01", "N-DY-JG-01", "N-DY-KC-01", "N-DY-KC-02", "N-DY-ST-01", "N-DY-ST-02", "N-DY-TD-01",
    "N-DY-TD-02", "N-DY-TD-03", "N-DY-TD-04", "N-DY-TW-01", "N-DY-TW-02", "N-DY-ZD-01", "N-JX-HJ-01", "N-JX-KC-01",
    "N-JX-KC-02", "N-JX-KC-03", "N-JX-KC-04", "N-JX-PT-01", "N-JX-XM-01", "N-JX-YX-01", "N-JX-YX-02", "N-JX-YX-03",
    "N-JX-YX-04", "N-JX-YX-05", "N-JX-YX-06", "N-JX-YX-07", "N-JX-YX-08", "N-JX-YX-09", "N-JX-ZY-01", "N-JX-ZY-02",
    "N-JX-ZY-03", "N-JX-ZY-04", "N-JX-ZY-05", "N-PX-JD-01", "N-PX-KZ-01", "N-PX-XM-01", "N-SX-AP-01", "N-SX-AP-02",
    "N-SX-AP-03", "N-SX-GC-01", "N-SX-GC-02", "N-SX-GC-03", "N-SX-GC-04", "N-SX-GL-01", "N-SX-GL-02", "N-SX-GL-03",
    "N-SX-JG-01", "N-SX-JG-02", "N-XC-DW-01", "N-XC-HD-01", "N-XC-RC-01", "N-ZJ-JY-01", "N-ZJ-ZD-01", "N-ZJ-ZS-01",
    "N-ZH-JS-10", "N-ZH-XS-02", "N-ZH-JF-01", "N-ZH-JF-02",
)  # fmt: skip


@cache
def school():
    return demo_school(SEED)


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


def test_finished_forms_are_clean_and_all_their_checks_pass_somewhere():
    open_forms = [
        line
        for outcome in check_forms(school(), FINISHED)
        for line in outcome.lines()
        if not outcome.is_finished
    ]
    assert not open_forms


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
