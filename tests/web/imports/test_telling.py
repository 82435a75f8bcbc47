"""An import in words: codes with their names, and what a repair rests on."""

from dataclasses import replace

import polars as pl

from shucai import toolkit
from shucai.apps.filling.bringing.preparing import LEFT_OUT
from shucai.web.checks.findings import Group
from shucai.web.imports.telling import change_lines, finding_lines, named, questions, silent_groups

FORM = toolkit.find_form("0.1.5")
CHANGED = {"rule": "C3", "level": "SILENT", "field": "gender", "before": "M", "after": "1"}


def test_values_of_findings_are_told_with_the_names_of_their_codes():
    found = pl.DataFrame({"field": ["gender", "name", "gender"], "value": ["1", "1", None]})
    assert [line["value"] for line in finding_lines(FORM, found)] == ["1 男", "1", None]


def test_what_was_rewritten_is_told_with_the_names_of_codes():
    [group] = silent_groups(pl.DataFrame([CHANGED]), FORM)
    assert (group.before, group.after) == ("M", "1 男")
    [line] = change_lines(FORM, pl.DataFrame([CHANGED | {"before": "2"}]))
    assert (line["before"], line["after"]) == ("2 女", "1 男")


def test_a_repair_by_an_identity_number_says_what_it_rests_on_and_that_it_can_be_left():
    asked = {"cause": "FIX+other@gender", "rule": "FIX", "title": "性别", "count": 2, "field": "gender"}
    rows = pl.DataFrame([asked | {"before": "1", "after": "2", "is_repair": True, "answer": None}])
    [told] = questions(rows, FORM)
    assert "校验位对得上" in told.words
    assert "先不改" in told.words


def test_a_name_with_an_odd_sign_is_asked_about_as_it_stands():
    """Nothing would be changed: to agree is to say that it is written so."""
    asked = {"cause": "P6@name", "rule": "P6", "title": "姓名", "count": 1, "field": "name", "answer": None}
    rows = pl.DataFrame([asked | {"before": "0", "after": after, "is_repair": False} for after in "01"])
    assert [one.stays for one in questions(rows, FORM)] == [True, False]


def test_rows_that_were_left_out_for_one_reason_say_it_in_their_group():
    """Where all say the same the list below has no column for it."""
    why = "这一行由示例处填报"
    group = Group(LEFT_OUT, "error", why, "整行", 1, message="", message_varies=False, cases=1)
    told = named(group)
    assert (told.name, told.message) == ("这些行没有读入", why)
    assert named(replace(group, name="整行", message_varies=True)).message == ""
