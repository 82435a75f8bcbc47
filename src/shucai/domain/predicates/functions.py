"""The functions of predicates: name, kinds of arguments, kind of result, expression. Blank in, blank out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from shucai.domain.identifiers import birth_of, gender_of, isbn_valid, issn_valid
from shucai.domain.predicates.columns import Column, Parameters, none_column
from shucai.domain.predicates.parsing import BadPredicate
from shucai.domain.predicates.terms import Kind, Term
from shucai.domain.predicates.units import in_unit

KIND_NAMES: Mapping[Kind, str] = {"text": "文字", "number": "数字", "truth": "真假", "date": "日期"}
TRUTHS = {"是": True, "否": False, "有": True, "无": False}


@dataclass(frozen=True, slots=True)
class Function:
    """kinds: of the arguments, in order; build: expressions -> expression."""

    kinds: tuple[Kind, ...]
    result: Kind
    build: Callable[..., pl.Expr]


def truth_of(label: str) -> bool:
    """Return what a yes/no label says. Raises BadPredicate for another word."""
    if label not in TRUTHS:
        raise BadPredicate(f"是否类字段只能写 '是' 或 '否'，不能写 '{label}'")
    return TRUTHS[label]


def codes_of(column: Column, label: str) -> tuple[str, ...]:
    """Return the codes a label of the column's list stands for.

    Raises BadPredicate naming the nearest labels where there is none of that name.
    """
    labels = column.labels or {}
    if label not in labels:
        near = "、".join(get_close_matches(label, labels, n=3)) or "、".join(list(labels)[:8])
        raise BadPredicate(f"{column.name} 的代码表没有“{label}”，可用：{near}")
    return labels[label]


def call(name: str, arguments: Sequence[Term], parameters: Parameters) -> Term:
    """Return the compiled call of a function. Raises BadPredicate for unknown names and wrong arguments."""
    if name in OF_COLUMN:
        return _call_of_column(name, arguments)
    if name in OF_COLLECTION:
        _count(name, arguments, 0)
        value = getattr(parameters, name)
        return Term(pl.lit(value), "number" if isinstance(value, int) else "date")
    function = FUNCTIONS.get(name)
    if function is None:
        raise BadPredicate(f"没有函数 {name}()")
    _count(name, arguments, len(function.kinds))
    for argument, kind in zip(arguments, function.kinds, strict=True):
        if argument.kind != kind:
            raise BadPredicate(f"{name}() 需要{KIND_NAMES[kind]}，得到{KIND_NAMES[argument.kind]}")
    expr = function.build(*(argument.expr for argument in arguments))
    return Term(expr, function.result, unit=arguments[0].unit if name in KEEPS_UNIT else None)


def _count(name: str, arguments: Sequence[Term], expected: int) -> None:
    if len(arguments) != expected:
        raise BadPredicate(f"{name}() 需要 {expected} 个参数，得到 {len(arguments)} 个")


def _call_of_column(name: str, arguments: Sequence[Term]) -> Term:
    if not arguments or arguments[0].column is None:
        raise BadPredicate(f"{name}() 的第一个参数必须是字段")
    column = arguments[0].column
    _count(name, arguments, 2 if name in {"includes", "in_unit"} else 1)
    if name == "in_unit":
        return in_unit(arguments[0], arguments[1].literal or "")
    if name == "is_none":
        return Term(pl.col(none_column(column.name)), "truth")
    if name != "item_count" and column.labels is None:
        raise BadPredicate(f"{name}()：{column.name} 没有代码表")
    if name == "includes":
        wanted = codes_of(column, arguments[1].literal or "")
        items = pl.col(column.name).str.split(";")
        return Term(pl.any_horizontal([items.list.contains(code) for code in wanted]), "truth")
    return _mapped(name, column)


def _mapped(name: str, column: Column) -> Term:
    if name == "item_count":
        return Term(pl.col(column.name).str.split(";").list.len().cast(pl.Float64), "number")
    mapping, kind, what = _meaning(name, column)
    if not mapping:
        raise BadPredicate(f"{name}()：{column.name} 的代码表没有{what}")
    result = pl.String if kind == "text" else pl.Float64
    expr = pl.col(column.name).replace_strict(dict(mapping), default=None, return_dtype=result)
    return Term(expr, kind)


def _meaning(name: str, column: Column) -> tuple[Mapping[str, str] | Mapping[str, float], Kind, str]:
    """Return what a function of a coded column reads its codes as."""
    if name == "quantity":
        return column.quantities, "number", "数值"
    return (
        (column.parents, "text", "上级")
        if name == "parent_label_of"
        else (column.code_labels, "text", "名称")
    )


def _folded(text: pl.Expr) -> pl.Expr:
    """Text as names are compared: full and half width, case, blanks and punctuation put aside."""
    return text.str.normalize("NFKC").str.to_lowercase().str.replace_all(r"[\s\p{P}\p{S}]", "")


def _numbers_in(text: pl.Expr) -> pl.Expr:
    """Numbers that stand in a text, such as both of 2200～4400 元; commas that group digits are left out."""
    plain = text.str.normalize("NFKC").str.replace_all(r"(\d),(\d{3})", "$1$2")
    return plain.str.extract_all(r"\d+(?:\.\d+)?").list.eval(pl.element().cast(pl.Float64))


def _years_between(first: pl.Expr, second: pl.Expr) -> pl.Expr:
    """Full years from the first day to the second, as an age is counted."""
    earlier_in_year = _place_in_year(second) < _place_in_year(first)
    return (second.dt.year() - first.dt.year() - earlier_in_year.cast(pl.Int32)).cast(pl.Float64)


def _place_in_year(day: pl.Expr) -> pl.Expr:
    """Month and day as one number. Polars keeps a month in 8 bits, which times 100 would overflow."""
    return day.dt.month().cast(pl.Int32) * 100 + day.dt.day()


def _months_between(first: pl.Expr, second: pl.Expr) -> pl.Expr:
    months = (
        (second.dt.year() - first.dt.year()) * 12
        + second.dt.month().cast(pl.Int32)
        - first.dt.month().cast(pl.Int32)
    )
    return (months - (second.dt.day() < first.dt.day()).cast(pl.Int32)).cast(pl.Float64)


def _shift(unit: str) -> Callable[[pl.Expr, pl.Expr], pl.Expr]:
    def build(day: pl.Expr, count: pl.Expr) -> pl.Expr:
        return day.dt.offset_by(count.cast(pl.Int64).cast(pl.String) + unit)

    return build


def _round(value: pl.Expr, places: pl.Expr) -> pl.Expr:
    """Half away from zero, as printed returns do."""
    scale = pl.lit(10.0).pow(places)
    return ((value.abs() * scale + 0.5 + 1e-9).floor() / scale) * value.sign()


def _all_or_blank(combine: Callable[..., pl.Expr]) -> Callable[..., pl.Expr]:
    def build(*parts: pl.Expr) -> pl.Expr:
        blank = pl.any_horizontal([part.is_null() for part in parts])
        return pl.when(~blank).then(combine(*parts))

    return build


OF_COLUMN = frozenset(
    {"label_of", "parent_label_of", "quantity", "includes", "item_count", "is_none", "in_unit"}
)
KEEPS_UNIT = frozenset({"abs", "round", "coalesce"})
OF_COLLECTION = frozenset({"period_start", "period_end", "report_year", "fiscal_year"})
FUNCTIONS: Mapping[str, Function] = {
    "year_of": Function(("date",), "number", lambda d: d.dt.year().cast(pl.Float64)),
    "month_of": Function(("date",), "number", lambda d: d.dt.month().cast(pl.Float64)),
    "years_between": Function(("date", "date"), "number", _years_between),
    "months_between": Function(("date", "date"), "number", _months_between),
    "days_between": Function(
        ("date", "date"), "number", lambda a, b: (b - a).dt.total_days().cast(pl.Float64)
    ),
    "add_years": Function(("date", "number"), "date", _shift("y")),
    "add_months": Function(("date", "number"), "date", _shift("mo")),
    "add_days": Function(("date", "number"), "date", _shift("d")),
    "length": Function(("text",), "number", lambda t: t.str.len_chars().cast(pl.Float64)),
    "prefix": Function(("text", "number"), "text", lambda t, n: t.str.head(n.cast(pl.Int64))),
    "suffix": Function(("text", "number"), "text", lambda t, n: t.str.tail(n.cast(pl.Int64))),
    "first_year_of": Function(
        ("text",), "number", lambda t: t.str.extract(r"^(\d{4})-\d{4}$").cast(pl.Float64)
    ),
    "concat": Function(("text", "text"), "text", lambda a, b: pl.concat_str(a, b, ignore_nulls=False)),
    "text_of": Function(("number",), "text", lambda n: n.round().cast(pl.Int64).cast(pl.String)),
    "folded": Function(("text",), "text", _folded),
    "contains": Function(("text", "text"), "truth", lambda t, part: t.str.contains(part, literal=True)),
    "matches": Function(("text", "text"), "truth", lambda t, pattern: t.str.contains(pattern)),
    "least_number_in": Function(("text",), "number", lambda t: _numbers_in(t).list.min()),
    "greatest_number_in": Function(("text",), "number", lambda t: _numbers_in(t).list.max()),
    "gender_of": Function(("text",), "text", gender_of),
    "birth_of": Function(("text",), "date", birth_of),
    "isbn_valid": Function(("text",), "truth", isbn_valid),
    "issn_valid": Function(("text",), "truth", issn_valid),
    "abs": Function(("number",), "number", lambda x: x.abs()),
    "round": Function(("number", "number"), "number", _round),
    "least": Function(("number", "number"), "number", _all_or_blank(pl.min_horizontal)),
    "greatest": Function(("number", "number"), "number", _all_or_blank(pl.max_horizontal)),
    "coalesce": Function(("number", "number"), "number", pl.coalesce),
}
