"""What predicates mean: three-valued logic, labels, tolerance, dates, functions; and what they refuse."""

from datetime import date
from itertools import product

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shucai.domain.predicates import BadPredicate, Column, Parameters, compile_predicate, parse
from tests.oracle.interpret import evaluate

GENDER = {"男": ("1",), "女": ("2",), "编辑": ("A", "B")}
SCHEMA = {
    "a": Column("a", "boolean"),
    "b": Column("b", "boolean"),
    "n": Column("n", "number"),
    "m": Column("m", "integer"),
    "t": Column("t", "string"),
    "day": Column("day", "date"),
    "later": Column("later", "date"),
    "ym": Column("ym", "yearmonth"),
    "g": Column("g", "string", labels=GENDER, code_labels={"1": "男", "2": "女"}, quantities={"1": 3.0}),
    "many": Column("many", "string", multi=True, labels=GENDER),
}
PARAMETERS = Parameters(date(2023, 9, 1), date(2024, 8, 31), 2024)
TYPES = {
    "a": pl.Boolean, "b": pl.Boolean, "n": pl.Float64, "m": pl.Int64, "t": pl.String, "day": pl.Date,
    "later": pl.Date, "ym": pl.Date, "g": pl.String, "many": pl.String,
}  # fmt: skip


def answer(text: str, **row: object) -> bool | None:
    """Return the engine's verdict for one row; fields not named are blank."""
    none = {f"{name}#none": bool(row.pop(f"{name}_none", False)) for name in SCHEMA}
    frame = pl.DataFrame([{name: row.get(name) for name in SCHEMA}], schema=TYPES)
    frame = frame.with_columns(pl.lit(flag).alias(name) for name, flag in none.items())
    expression = compile_predicate(parse(text), SCHEMA, PARAMETERS)
    found = frame.select(expression.alias("x"))["x"][0]
    plain = {name: row.get(name) for name in SCHEMA} | none
    assert found == evaluate(parse(text).tree, plain, SCHEMA, PARAMETERS), "the plain reading differs"
    return found


KLEENE = {True: 1.0, None: 0.5, False: 0.0}
BACK = {value: truth for truth, value in KLEENE.items()}


@pytest.mark.parametrize(("a", "b"), list(product((True, False, None), repeat=2)))
def test_logic_is_three_valued(a: bool | None, b: bool | None) -> None:
    assert answer("a = '是' AND b = '是'", a=a, b=b) == BACK[min(KLEENE[a], KLEENE[b])]
    assert answer("a = '是' OR b = '是'", a=a, b=b) == BACK[max(KLEENE[a], KLEENE[b])]
    assert answer("NOT a = '是'", a=a) == BACK[1 - KLEENE[a]]


VERDICTS = [
    ("g = '男'", {"g": "1"}, True),
    ("g <> '男'", {"g": "1"}, False),
    ("g = '男'", {}, None),
    ("g = '编辑'", {"g": "B"}, True),
    ("g IN ('男', '女')", {"g": "A"}, False),
    ("g NOT IN ('男', '女')", {"g": "A"}, True),
    ("g IS NULL", {}, True),
    ("g IS NOT NULL", {}, False),
    ("quantity(g) = 3", {"g": "1"}, True),
    ("quantity(g) = 3", {"g": "2"}, None),
    ("label_of(g) = t", {"g": "2", "t": "女"}, True),
    ("includes(many, '女')", {"many": "1;2"}, True),
    ("includes(many, '女')", {"many": "12"}, False),
    ("item_count(many) >= 2", {"many": "1;2"}, True),
    ("n + m = 0.3", {"n": 0.1 + 0.2, "m": 0}, True),
    ("n = 100", {"n": 100.004}, True),
    ("n = 100", {"n": 100.02}, False),
    ("n <= 100", {"n": 100.004}, True),
    ("n < 100", {"n": 100.0}, False),
    ("n > 100", {"n": 100.0}, False),
    ("n <> 100", {"n": 100.004}, False),
    ("n >= 100", {"n": 99.996}, True),
    ("n IN (1, 2)", {"n": 2.0}, True),
    ("n IN (1, 2)", {"n": 3.0}, False),
    ("t IN ('甲', '乙')", {"t": "乙"}, True),
    ("a IN ('是', '否')", {"a": False}, True),
    ("a IN ('是', '否')", {}, None),
    ("a IN ('是')", {"a": False}, False),
    ("a <> '是'", {"a": False}, True),
    ("'男' = g", {"g": "1"}, True),
    ("a = '有'", {"a": True}, True),
    ("a = '无'", {"a": False}, True),
    ("t = '男'", {"t": "男"}, True),
    ("t > '甲'", {"t": "男"}, True),
    ("NOT (a = '是' OR b = '是')", {"a": False, "b": False}, True),
    ("n / m > 1", {"n": 3.0, "m": 0}, None),
    ("n BETWEEN 1 AND 3", {"n": 3.0}, True),
    ("n BETWEEN 1 AND m", {"n": 0.5}, False),
    ("coalesce(n, 0) >= m", {"m": 0}, True),
    ("greatest(n, m) = 4", {"n": 1.0, "m": 4}, True),
    ("least(n, m) = 1", {"n": 1.0}, None),
    ("round(n, 1) = 2.3", {"n": 2.25}, True),
    ("round(n, 0) = -3", {"n": -2.5}, True),
    ("round(n, 1) = 0", {"n": 0.0}, True),
    ("round(n, 2) = 1.01", {"n": 1.005}, True),
    ("least(n, m) = 1", {"n": 1.0, "m": 4}, True),
    ("greatest(n, m) = 1", {"m": 1}, None),
    ("greatest(n, m) = 1", {"n": 1.0}, None),
    ("abs(n) = 2", {"n": -2.0}, True),
    ("-n = 2", {"n": -2.0}, True),
    ("day <= later", {"day": date(2024, 1, 1), "later": date(2024, 1, 1)}, True),
    ("day <= period_end()", {"day": date(2024, 9, 1)}, False),
    ("day BETWEEN period_start() AND period_end()", {"day": date(2023, 9, 1)}, True),
    ("year_of(day) = report_year()", {"day": date(2024, 1, 1)}, True),
    ("year_of(day) = fiscal_year()", {"day": date(2023, 1, 1)}, True),
    ("month_of(ym) = 9", {"ym": date(2023, 9, 1)}, True),
    ("years_between(day, later) = 18", {"day": date(2006, 3, 2), "later": date(2025, 3, 1)}, True),
    ("years_between(day, later) = 0", {"day": date(2004, 2, 29), "later": date(2005, 2, 28)}, True),
    ("years_between(day, later) = 1", {"day": date(2004, 3, 1), "later": date(2005, 3, 1)}, True),
    ("years_between(day, later) = 0", {"day": date(2004, 3, 2), "later": date(2005, 3, 1)}, True),
    ("years_between(day, later) = 0", {"day": date(2004, 4, 1), "later": date(2005, 3, 30)}, True),
    ("years_between(day, later) = 1", {"day": date(2004, 3, 31), "later": date(2005, 4, 1)}, True),
    ("months_between(day, later) = 1", {"day": date(2024, 1, 31), "later": date(2024, 2, 29)}, False),
    ("months_between(day, later) = 1", {"day": date(2024, 1, 29), "later": date(2024, 2, 29)}, True),
    ("months_between(day, later) = 0", {"day": date(2024, 1, 31), "later": date(2024, 2, 29)}, True),
    ("months_between(day, later) = 14", {"day": date(2022, 11, 5), "later": date(2024, 1, 6)}, True),
    ("days_between(day, later) = 366", {"day": date(2024, 1, 1), "later": date(2025, 1, 1)}, True),
    ("add_years(day, 1) = later", {"day": date(2024, 2, 29), "later": date(2025, 2, 28)}, True),
    ("add_months(day, 1) = later", {"day": date(2024, 1, 31), "later": date(2024, 2, 29)}, True),
    ("add_days(day, -1) = later", {"day": date(2024, 3, 1), "later": date(2024, 2, 29)}, True),
    ("length(t) = 3", {"t": "江苏省"}, True),
    ("prefix(t, 2) = '江苏'", {"t": "江苏省"}, True),
    ("concat(t, '省') = '江苏省'", {"t": "江苏"}, True),
    ("concat(t, '省') = '省'", {}, None),
    ("folded(t) = 'ab甲'", {"t": "Ａ·B （甲）"}, True),
    ("text_of(n) = '3'", {"n": 2.6}, True),
    ("first_year_of(t) = 2023", {"t": "2023-2024"}, True),
    ("first_year_of(t) = 2023", {"t": "2023"}, None),
    ("suffix(t, 1) = '省'", {"t": "江苏省"}, True),
    ("contains(t, '(')", {"t": "专业(方向)"}, True),
    ("matches(t, '^[0-9]{6}$')", {"t": "320102"}, True),
    ("least_number_in(t) = 2200", {"t": "2,200～４４００ 元/人·年"}, True),
    ("greatest_number_in(t) = 4400", {"t": "2,200～４４００ 元/人·年"}, True),
    ("least_number_in(t) = greatest_number_in(t)", {"t": "1500.5"}, True),
    ("least_number_in(t) > 0", {"t": "按文件执行"}, None),
    ("gender_of(t) = '男'", {"t": "32010220060101001X"}, True),
    ("birth_of(t) = day", {"t": "32010220060101001X", "day": date(2006, 1, 1)}, True),
    ("isbn_valid(t)", {"t": "978-7-04-050694-5"}, True),
    ("isbn_valid(t)", {"t": "ISBN 978-7-04-050694-6"}, False),
    ("isbn_valid(t)", {"t": "书号不详"}, False),
    ("isbn_valid(t)", {}, None),
    ("issn_valid(t)", {"t": "1000-0054"}, True),
    ("issn_valid(t)", {"t": "1672-5720"}, False),
    ("issn_valid(t)", {"t": "issn 2434-561x"}, True),
    ("birth_of(t) = day", {"t": "护照E123", "day": date(2006, 1, 1)}, None),
    ("is_none(t)", {"t_none": True}, True),
    ("is_none(t)", {"t": "x"}, False),
    ("CASE WHEN a = '是' THEN n > 1 ELSE m > 1 END", {"a": False, "m": 2}, True),
    ("CASE WHEN a = '是' THEN n > 1 ELSE m > 1 END", {"m": 2}, None),
    ("CASE WHEN a = '是' THEN n WHEN b = '是' THEN 5 ELSE m END = 5", {"a": False, "b": True}, True),
    ("CASE WHEN a = '是' THEN n WHEN b = '是' THEN 5 ELSE m END = 7", {"a": True, "b": True, "n": 7.0}, True),
    ("CASE WHEN a = '是' THEN n > 1 END", {"a": False}, None),
    ("CASE WHEN a = '是' THEN n > 1 END", {"a": True, "n": 2.0}, True),
    ("TRUE", {}, True),
    ("FALSE", {}, False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "row", "expected"), VERDICTS)
def test_a_predicate_means(text: str, row: dict[str, object], expected: bool | None) -> None:
    assert answer(text, **row) is expected


REFUSED = [
    ("x = 1", "没有字段 x"),
    ("g = '妇女'", "代码表没有“妇女”，可用：女"),
    ("a = '对'", "只能写 '是' 或 '否'"),
    ("g > '男'", "请用 quantity()"),
    ("many = '男'", "请用 includes"),
    ("n = t", "数字不能与文字比较"),
    ("day = '2024-01-01'", "日期不能与文字比较"),
    ("n", "结果不是真假"),
    ("n + t = 1", "这里需要数字"),
    ("len(t) = 1", "没有函数 len()"),
    ("upper(t) = 'A'", "没有函数 upper()"),
    ("sum(n) = 1", "没有函数 sum()"),
    ("length(t, 1) = 1", "需要 1 个参数，得到 2 个"),
    ("length(n) = 1", "length() 需要文字，得到数字"),
    ("quantity(t) = 1", "没有代码表"),
    ("quantity(many) = 1", "没有数值"),
    ("includes(3, '男')", "第一个参数必须是字段"),
    ("g IN (SELECT 1)", "IN 后面是文字或数字"),
    ("t IN (SELECT 1)", "IN 后面是文字或数字"),
    ("t LIKE 'a%'", "不允许使用"),
    ("CAST(t AS INT) = 1", "不允许使用"),
    ("a = '是'; b = '是'", "必须恰好是一个表达式"),
    ("n =", "不是有效的表达式"),
    ("n IS TRUE", "IS 后只能是 NULL"),
    ("n BETWEEN 1 AND t", "数字不能与文字比较"),
    ("t IN (1, 2)", "文字不能与数字比较"),
    ("n IN (1, t)", "IN 后面是文字或数字"),
    ("many IN ('男')", "请用 includes"),
    ("g IN ('男', 1)", "文字不能与数字比较"),
    ("a IN ('是', '对')", "只能写 '是' 或 '否'，不能写 '对'"),
    ("a > '是'", "请用 quantity()"),
    ("NOT n", "这里需要真假"),
    ("n AND a = '是'", "这里需要真假"),
    ("a = '是' OR n", "这里需要真假"),
    ("-t = 1", "这里需要数字"),
    ("1 + t = 1", "这里需要数字"),
    ("includes() ", "第一个参数必须是字段"),
    ("includes(many) ", "需要 2 个参数，得到 1 个"),
    ("item_count(many, '男') = 1", "需要 1 个参数，得到 2 个"),
    ("includes(t, '男')", "t 没有代码表"),
    ("includes(many, '妇')", "代码表没有“妇”，可用：男、女、编辑"),
    ("parent_label_of(g) = '甲'", "没有上级"),
    ("label_of(many) = '甲'", "没有名称"),
    ("report_year(1) = 1", "需要 0 个参数，得到 1 个"),
    ("CASE WHEN a = '是' THEN n ELSE '甲' END = 1", "各分支的结果必须同类"),
    ("CASE WHEN n THEN 1 ELSE 2 END = 1", "这里需要真假"),
    ("CASE WHEN a = '是' THEN n ELSE t END = 1", "各分支的结果必须同类"),
]


@pytest.mark.parametrize(("text", "told"), REFUSED)
def test_what_has_no_meaning_is_refused(text: str, told: str) -> None:
    with pytest.raises(BadPredicate) as caught:
        compile_predicate(parse(text), SCHEMA, PARAMETERS)
    assert told in str(caught.value)


def test_a_wrong_label_is_told_the_three_nearest_or_the_first_eight() -> None:
    def told(label: str, *labels: str) -> str:
        column = Column("c", "string", labels={one: (one,) for one in labels})
        with pytest.raises(BadPredicate) as caught:
            compile_predicate(parse(f"c = '{label}'"), {"c": column}, PARAMETERS)
        return str(caught.value).partition("可用：")[2]

    assert told("公办学校", "公办学校甲", "公办学校乙", "公办学校丙", "公办学校丁").count("、") == 2
    assert told("x", *"甲乙丙丁戊己庚辛壬") == "甲、乙、丙、丁、戊、己、庚、辛"


def test_a_text_that_is_no_expression_is_told_in_one_line() -> None:
    with pytest.raises(BadPredicate) as caught:
        parse("n = = 1")
    assert str(caught.value).startswith("不是有效的表达式：")
    assert "Line 1" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", ";"])
def test_nothing_is_no_expression(text: str) -> None:
    with pytest.raises(BadPredicate, match="必须恰好是一个表达式"):
        parse(text)


def test_numbers_count_as_equal_within_what_a_check_tolerates() -> None:
    frame = pl.DataFrame({"n": [100.5]})

    def holds(text: str, tolerance: float) -> bool:
        return frame.select(compile_predicate(parse(text), SCHEMA, PARAMETERS, tolerance=tolerance)).item()

    for text in (
        "n = 100",
        "n <= 100",
        "n >= 101",
        "n BETWEEN 101 AND 102",
        "n BETWEEN 99 AND 100",
        "n IN (7, 100)",
    ):
        assert holds(text, 0.5), text
        assert not holds(text, 0.4), text
    assert holds("n <> 100", 0.4)
    assert not holds("n <> 100", 0.5)


def test_a_named_number_goes_before_a_field_of_its_name() -> None:
    frame = pl.DataFrame({"n": [1.0]})
    compiled = compile_predicate(parse("n = most - 1"), SCHEMA, PARAMETERS, constants={"most": 2.0})
    assert frame.select(compiled).item()
    own = {"own.n": Column("own.n", "number"), **SCHEMA}
    frame = pl.DataFrame({"n": [1.0], "own.n": [2.0]})
    assert frame.select(compile_predicate(parse("own.n = n + 1"), own, PARAMETERS)).item()


numbers = st.one_of(st.none(), st.integers(-5, 5).map(float))
days = st.one_of(st.none(), st.dates(date(1999, 12, 25), date(2030, 1, 5)))


@given(n=numbers, m=st.one_of(st.none(), st.integers(-5, 5)), a=st.sampled_from([True, False, None]))
def test_arithmetic_agrees_with_the_plain_reading(n: float | None, m: int | None, a: bool | None) -> None:
    answer("(n * 2 - m >= 1 OR a = '是') AND NOT n / m = 1", n=n, m=m, a=a)


@given(day=days, later=days, n=st.integers(-30, 30).map(float))
def test_dates_agree_with_the_plain_reading(day: date | None, later: date | None, n: float) -> None:
    answer("years_between(day, later) >= 1 OR months_between(day, later) < 3", day=day, later=later)
    answer("add_months(day, n) < later OR add_years(day, n) > later", day=day, later=later, n=n)
