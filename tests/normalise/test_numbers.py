"""Rules N1 to N11 for numbers, and E3."""

import pytest

from tests.normalise.columns import cell, column, field_of, message

PEOPLE = field_of("count", unit="人")
YEARS = field_of("count", unit="年")
YUAN, WAN = field_of("money", unit="元"), field_of("money", unit="万元")
SHARE = field_of("percent", unit="%")
AREA = field_of("number", unit="平方米")
BARE = field_of("number")


@pytest.mark.parametrize(
    ("field", "typed", "value", "rule", "level"),
    [
        (PEOPLE, "12", 12, None, None),
        (PEOPLE, "-3", -3, None, None),
        (PEOPLE, "12.0", 12, "N6", "SILENT"),
        (PEOPLE, "012", 12, "N6", "SILENT"),
        (PEOPLE, "+5", 5, "N6", "SILENT"),
        (PEOPLE, "1,234", 1234, "N7", "SILENT"),
        (PEOPLE, "1，234", 1234, "T6+N7", "SILENT"),
        (PEOPLE, "1 234", 1234, "N7", "SILENT"),
        (PEOPLE, "12人", 12, "N8", "SILENT"),
        (PEOPLE, "12 名", 12, "N8", "SILENT"),
        (PEOPLE, "12个", 12, "N8", "SILENT"),
        (PEOPLE, "1.2万", 12000, "N8", "SILENT"),
        (PEOPLE, "1.2万人", 12000, "N8", "ASK"),
        (PEOPLE, "十二", 12, "N10", "SILENT"),
        (PEOPLE, "一百二十三", 123, "N10", "ASK"),
        (PEOPLE, "壹贰叁", 123, "N10", "ASK"),
        (PEOPLE, "二万三千零五", 23005, "N10", "ASK"),
        (PEOPLE, "五人", 5, "N10+N8", "SILENT"),
        (PEOPLE, "一百二十三人", 123, "N10+N8", "ASK"),
        (YEARS, "五年", 5, "N10+N8", "SILENT"),
        (YEARS, "5年", 5, "N8", "SILENT"),
        (PEOPLE, "1.2E+05", 120000, "N2", "ASK"),
        (field_of("count"), "12 岁", 12, "N8", "ASK"),
        (field_of("count", unit="千字"), "12千字", 12, "N8", "SILENT"),
        (YUAN, "12.50", 12.5, None, None),
        (YUAN, ".5", 0.5, "N6", "SILENT"),
        (YUAN, "￥1,234.5", 1234.5, "T6+N7+N8", "SILENT"),
        (YUAN, "RMB100", 100, "N8", "SILENT"),
        (YUAN, "1.2万", 12000, "N8", "SILENT"),
        (YUAN, "1.2万元", 12000, "N8", "ASK"),
        (YUAN, "3亿", 3e8, "N8", "SILENT"),
        (YUAN, "（123）", -123, "T6+N11", "SILENT"),
        (YUAN, "五百", 500, "N10", "ASK"),
        (field_of("money"), "300元", 300, "N8", "SILENT"),
        (field_of("money", unit="元/月"), "3000元", 3000, "N8", "SILENT"),
        (WAN, "1.2万", 1.2, "N8", "SILENT"),
        (WAN, "1.2万元", 1.2, "N8", "SILENT"),
        (WAN, "12000元", 1.2, "N8", "ASK"),
        (WAN, "1.2亿", 12000, "N8", "ASK"),
        (AREA, "100平方米", 100, "N8", "SILENT"),
        (AREA, "100㎡", 100, "T6+N8", "SILENT"),
        (AREA, "100m²", 100, "T6+N8", "SILENT"),
        (AREA, "100m2", 100, "N8", "SILENT"),
        (AREA, "3亩", 2000, "N8", "ASK"),
        (SHARE, "95", 95, None, None),
        (SHARE, "0", 0, None, None),
        (SHARE, "95%", 95, "N9", "SILENT"),
        (SHARE, "95％", 95, "T6+N9", "SILENT"),
        (SHARE, "0.95", 95, "N9", "ASK"),
        (SHARE, "0.5%", 0.5, None, None),
        (SHARE, "0.50%", 0.5, None, None),
        (BARE, "-0.0", 0, None, None),
        (BARE, "-0", 0, "N6", "SILENT"),
    ],
)
def test_a_number_is_read_in_the_unit_of_its_column(field, typed, value, rule, level):
    assert cell(field, typed) == (pytest.approx(value), rule, level)


@pytest.mark.parametrize(
    ("field", "typed", "rule"),
    [
        (PEOPLE, "12.5", "N7"),
        (PEOPLE, "约12", "N7"),
        (PEOPLE, "12-15", "N7"),
        (PEOPLE, "1,2", "N7"),
        (PEOPLE, "多", "N7"),
        (PEOPLE, "12元", "N8"),
        (PEOPLE, "（123）", "N7"),
        (PEOPLE, "95%", "N9"),
        (PEOPLE, "1234567890123456", "N1"),
        (YUAN, "12人", "N8"),
        (SHARE, "95元", "N9"),
        (SHARE, "99999999999999999999", "N1"),
        (SHARE, "1E30%", "N1"),
    ],
)
def test_what_is_no_number_of_the_column_is_refused_with_value_and_remedy(field, typed, rule):
    assert cell(field, typed) == (None, rule, "REJECT")
    assert typed.strip("（）") in message(field, typed)
    assert "栏" in message(field, typed)


def test_a_fraction_shown_as_percent_is_a_percentage():
    assert cell(SHARE, "0.95", mark="percent", shown="95%") == (95, "N9", "SILENT")
    assert cell(SHARE, "0.005", mark="percent", shown="0.5%") == (0.5, "N9", "SILENT")
    assert cell(BARE, "0.95", mark="percent", shown="95%") == (0.95, None, None)


def test_whole_columns_have_the_types_that_checks_expect():
    assert str(column(PEOPLE, ["1", None]).values.dtype) == "Int64"
    assert str(column(YUAN, ["1", "x"]).values.dtype) == "Float64"
    assert str(column(field_of("year"), ["2024"]).values.dtype) == "Int64"
    assert str(column(field_of("boolean"), []).values.dtype) == "Boolean"
    assert str(column(field_of("yearmonth"), ["2024-09"]).values.dtype) == "Date"
