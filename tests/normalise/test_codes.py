"""Rules C1 to C6 for coded cells, and E1 where a list has its own word for none."""

import pytest

from shucai.domain.catalogue import Code, CodeList
from shucai.toolkit.catalogue import catalogue
from tests.normalise.columns import ETHNICITY, cell, column, field_of, message

CODE, MULTI = field_of("code"), field_of("code", multi=True)
REGIONS = CodeList(
    "admin_division",
    "行政区划",
    (
        Code("320000", "江苏省"),
        Code("320500", "苏州市"),
        Code("320508", "姑苏区"),
        Code("320106", "鼓楼区"),
        Code("320100", "南京市"),
        Code("320300", "徐州市"),
        Code("320302", "鼓楼区"),
        Code("320503", "平江区", valid_to="2012"),
        Code("450000", "广西壮族自治区"),
    ),
    "GB/T 2260",
    "public",
)
MAJORS = CodeList(
    "major_catalogue",
    "专业目录",
    (
        Code("520101", "临床医学"),
        Code("510203", "软件技术"),
        Code("610203", "软件技术", valid_to="2021"),
        Code("510204", "数字媒体"),
        Code("510205", "数字媒体"),
    ),
    "目录",
    "public",
    open_pattern=r"^[67]\d{5}$",
)
TITLES = CodeList(
    "degree", "学位", (Code("0", "无"), Code("1", "博士"), Code("2", "无学位证")), "s", "public"
)
FAITH = CodeList("faith", "宗教", (Code("00", "无宗教信仰"), Code("10", "佛教")), "s", "public")
PARTIES = CodeList("party", "政治面貌", (Code("12", "无党派人士"), Code("13", "群众")), "s", "public")
PATENTS = CodeList("patent", "专利法律状态", (Code("1", "有效"), Code("2", "无效专利")), "s", "public")
UNEVEN = CodeList(
    "term", "学期", (Code("1", "第一学期"), Code("10", "第十学期"), Code("A", "其他/暑期")), "s", "public"
)


@pytest.mark.parametrize("typed", ["01", "汉族", "01 汉族"])
def test_a_code_and_a_label_as_the_list_writes_them_are_no_change(typed):
    assert cell(CODE, typed, ETHNICITY) == ("01", None, None)


@pytest.mark.parametrize(
    ("typed", "value", "rule", "level"),
    [
        ("01-汉族", "01", "C1", "SILENT"),
        ("01、汉族".replace("、", "."), "01", "C1", "SILENT"),
        ("01汉族", "01", "C1", "SILENT"),
        ("汉族（01）", "01", "T6+C1", "SILENT"),
        ("1", "01", "C2", "SILENT"),
        ("1.0", "01", "C2", "SILENT"),
        ("汉", "01", "C3", "SILENT"),
        ("毛难族", "36", "C3", "SILENT"),
        ("汉 族", "01", "C3", "SILENT"),
    ],
)
def test_other_ways_of_writing_a_code_are_listed(typed, value, rule, level):
    assert cell(CODE, typed, ETHNICITY) == (value, rule, level)


def test_a_code_and_a_label_that_disagree_are_refused_with_both():
    assert cell(CODE, "02-汉族", ETHNICITY) == (None, "C1", "REJECT")
    assert "02 是“蒙古族”" in message(CODE, "02-汉族", ETHNICITY)


def test_a_word_the_list_lacks_is_refused_with_the_nearest_labels():
    assert "毛南族" in message(CODE, "毛北族", ETHNICITY)
    assert "可填：汉族、蒙古族" in message(CODE, "地球人", ETHNICITY)


def test_a_label_one_edit_away_from_only_one_is_asked_about():
    assert cell(CODE, "软件技术员", MAJORS)[1:] == ("C3", "ASK")
    assert cell(CODE, "临床医生", MAJORS) == ("520101", "C3", "ASK")
    assert cell(CODE, "临庆医疗", MAJORS)[2] == "REJECT"
    assert cell(CODE, "软件技术人才", MAJORS)[2] == "REJECT"


def test_a_label_of_several_codes_is_refused_with_the_codes():
    """Ruling 18: such labels are never resolved silently; where one code alone is in force, it is proposed."""
    assert cell(CODE, "数字媒体", MAJORS) == (None, "C1", "REJECT")
    assert "510204 数字媒体、510205 数字媒体" in message(CODE, "数字媒体", MAJORS)
    assert cell(CODE, "软件技术", MAJORS) == ("510203", "C3", "ASK")
    assert cell(CODE, "510203 软件技术", MAJORS) == ("510203", None, None)


@pytest.mark.parametrize(
    ("typed", "value", "rule"),
    [
        ("江苏苏州姑苏", "320508", "C4"),
        ("江苏省苏州市姑苏区", "320508", "C4"),
        ("江苏省/苏州市/姑苏区", "320508", "C4"),
        ("江苏省姑苏区", "320508", "C4"),
        ("320508001000", "320508", "C4"),
        ("江苏", "320000", "C4"),
        ("广西", "450000", "C4"),
        ("江苏省平江区", "320503", "C4"),
    ],
)
def test_a_region_is_read_by_its_path(typed, value, rule):
    assert cell(CODE, typed, REGIONS) == (value, rule, "SILENT")


def test_a_region_that_is_not_certain_is_refused():
    assert cell(CODE, "江苏省鼓楼区", REGIONS) == (None, "C1", "REJECT")
    assert cell(CODE, "999999001000", REGIONS) == (None, "C1", "REJECT")
    assert cell(CODE, "江苏省未名区", REGIONS) == (None, "C1", "REJECT")


def test_the_flag_of_a_state_controlled_major_is_dropped():
    assert cell(CODE, "520101K", MAJORS) == ("520101", "C5", "SILENT")
    assert cell(CODE, "999999K", MAJORS)[2] == "REJECT"


def test_an_unknown_code_of_the_open_shape_is_kept_for_the_check_that_asks():
    assert cell(CODE, "710101", MAJORS) == ("710101", None, None)
    assert cell(CODE, "７１０１０１", MAJORS) == ("710101", "T6", "SILENT")


def test_the_lists_own_word_for_none_wins():
    assert cell(field_of("code", required=True), "无", TITLES) == ("0", None, None)
    assert cell(field_of("code", required=True), "无", FAITH) == ("00", "E1", "ASK")


@pytest.mark.parametrize("words", [PARTIES, PATENTS])
def test_a_word_that_only_begins_like_none_is_not_meant_by_it(words):
    assert cell(field_of("code", required=True), "无", words) == (None, "E1", "REJECT")
    assert cell(field_of("code"), "无", words) == ("NONE", None, None)


def test_codes_of_different_widths_are_padded_to_the_only_fit():
    assert cell(CODE, "1", UNEVEN) == ("1", None, None)
    assert cell(CODE, "01", UNEVEN)[2] == "REJECT"
    assert cell(CODE, "a", UNEVEN) == ("A", "C1", "SILENT")


@pytest.mark.parametrize(
    ("typed", "value", "rule"),
    [
        ("01", "01", None),
        ("01;02", "01;02", None),
        ("汉族、蒙古族", "01;02", "C6"),
        ("汉族,蒙古族", "01;02", "C6"),
        ("汉族/蒙古族", "01;02", "C6"),
        ("汉族|蒙古族", "01;02", "C6"),
        ("汉族\n蒙古族", "01;02", "C6"),
        ("汉族、汉族", "01", "C6"),
        ("1、2", "01;02", "C6+C2"),
    ],
)
def test_a_cell_of_several_codes_keeps_their_order_each_once(typed, value, rule):
    assert cell(MULTI, typed, ETHNICITY)[:2] == (value, rule)


def test_one_wrong_part_refuses_the_cell():
    assert cell(MULTI, "汉族、火星", ETHNICITY) == (None, "C1", "REJECT")


def test_a_label_with_a_separator_is_one_value():
    assert cell(MULTI, "其他/暑期", UNEVEN) == ("A", None, None)


def test_only_a_column_declared_so_is_split():
    assert cell(CODE, "汉族、蒙古族", ETHNICITY)[2] == "REJECT"
    several = field_of("reference", multi=True)
    assert cell(several, "T01、T02,T01") == ("T01;T02", "C6", "SILENT")
    assert cell(field_of("reference"), "T01、T02") == ("T01、T02", None, None)


def test_values_stay_in_their_rows():
    read = column(CODE, ["汉族", None, "火星", "1", "36"], ETHNICITY)
    assert read.values.to_list() == ["01", None, None, "01", "36"]
    assert read.rejects["index"].to_list() == [2]
    assert read.changes.rows() == [(3, "1", "01", "C2", "SILENT")]


YEARS = CodeList(
    "years",
    "学制",
    (Code("3", "三年", quantity=3), Code("5", "五年", quantity=5), Code("9", "其他")),
    "s",
    "public",
)


@pytest.mark.parametrize("typed", ["5年", "5 年", "5.0年"])
def test_a_number_in_the_unit_of_the_column_is_the_code_of_that_quantity(typed):
    assert cell(field_of("code", unit="年"), typed, YEARS) == ("5", "N8", "SILENT")


@pytest.mark.parametrize("typed", ["4年", "5个月", "9年", "5年多"])
def test_a_number_that_is_no_quantity_of_the_list_or_in_another_unit_is_refused(typed):
    assert message(field_of("code", unit="年"), typed, YEARS)


def test_where_the_column_has_no_unit_a_number_with_one_is_refused():
    assert message(CODE, "5年", YEARS)


def of_platform(name, typed):
    """What a text is read as by a list of years of schooling as the platform has it; its column names no unit."""
    return cell(CODE, typed, catalogue().code_lists[name])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("3年", "3"), ("３ 年", "3"), ("三年", "3"), ("3年制", "3"), ("2年", "1"), ("两年", "1"), ("二年制", "1"),
        ("2.5年", "2"), ("两年半", "2"), ("5年", "5"), ("五年", "5"), ("五年以上", "6"),
    ],
)  # fmt: skip
def test_years_of_schooling_are_read_however_they_are_written(typed, code):
    value, rule, level = of_platform("schooling_length", typed)
    assert (value, rule.split("+")[-1], level) == (code, "C3", "SILENT")


@pytest.mark.parametrize(("typed", "code"), [("三年制", "3"), ("两年", "2"), ("5年制", "5")])
def test_the_other_platform_takes_them_with_the_word_of_the_first(typed, code):
    assert of_platform("schooling_years", typed)[0] == code


@pytest.mark.parametrize("typed", ["6年", "三年半", "3个月", "3年2月"])
def test_years_that_no_code_stands_for_are_refused(typed):
    assert message(CODE, typed, catalogue().code_lists["schooling_length"])
