"""Continuity with last year (VAL-4; talent_rules G11–G14): units, jumps, vanished figures, rows handed in once more."""

from collections.abc import Iterator
from dataclasses import replace

from shucai.domain.catalogue import Check, Field, Figure, Form, Severity, Source
from shucai.domain.predicates.units import family_of

MAGNITUDE = 100.0  # G11: a hundred times as much or as little is a slip of the unit
SCALE, AREA_AND_ASSETS, POINTS = 0.2, 0.05, 10.0  # G13: by the kind of figure
FEW_ROWS = 5.0  # up to so many rows more or less are no jump
MEASURED = frozenset({"money", "area", "books"})
ASSETS = ("资产", "设备值", "设备总值")


def before(form: Form, take: str, *, where: str | None = None) -> Figure:
    """Return the figure ``before``: what the form said last year."""
    source = Source(form.platform, form.code, last_year=True)
    return Figure("before", source, take, where=where, title="上年")


def now(form: Form, take: str, *, where: str | None = None) -> Figure:
    """Return the figure ``now``: what all rows of the form say."""
    return Figure("now", Source(form.platform, form.code), take, where=where, title="本年")


def _figures(form: Form, field: Field, many: str, where: str | None = None) -> tuple[Figure, ...]:
    """Return both years' figure of a field: its value in a form of one row, else taken over the rows."""
    take = f"{many}({field.name})" if form.cardinality == "many" else f"max({field.name})"
    return now(form, take, where=where), before(form, take, where=where)


def magnitude_checks(form: Form) -> Iterator[Check]:
    """Return G11: amounts, areas and volumes whose size changed a hundredfold are probably in another unit."""
    for field in form.fields:
        if field.is_numeric and (field.kind == "money" or family_of(field.unit) in MEASURED):
            yield _magnitude_check(form, field)


def _magnitude_check(form: Form, field: Field) -> Check:
    """Return G11 of a field: over many rows the average of those that have an amount; nothing tells no size."""
    many, name = form.cardinality == "many", field.name
    what, unit = "平均值" if many else "数", f" {field.unit}" if field.unit else ""
    figures, nothing = _figures(form, field, "max"), "now <= 0 OR before <= 0"
    if many:
        last, filled = Source(form.platform, form.code, last_year=True), f"{name} IS NOT NULL"
        figures = (
            *_figures(form, field, "mean", f"coalesce({name}, 0) > 0"),
            Figure("most", replace(last, last_year=False), f"max({name})", where=filled, title="本年最大"),
            Figure("most_before", last, f"max({name})", where=filled, title="上年最大"),
        )
        nothing = "most <= 0 OR most_before <= 0"
    return Check(
        id=f"{form.id}.{name}.G11",
        figures=figures,
        limits={"magnitude": MAGNITUDE},
        require=f"{nothing} OR (now < before * magnitude AND before < now * magnitude)",
        once=True,
        severity=Severity.EXPLAIN,
        fields=(name,),
        message=f"「{field.title}」本年的{what}是 {{now}}{unit}，上年是 {{before}}{unit}，相差 {{magnitude}} 倍以上，"
        "可能填错了单位，请核对；确实如此的请说明原因",
        source="talent_rules G11",
    )


def range_checks(form: Form) -> Iterator[Check]:
    """Return G13 for forms of one row: a figure that jumped against last year wants an explanation.

    Financial forms are left to Y10, and a field to its own predicate where one compares it with last year.
    """
    if form.platform != "talent" or form.cardinality != "one" or form.period == "calendar_year":
        return
    for field in form.fields:
        if field.is_numeric and not _compared(form, field):
            share = AREA_AND_ASSETS if _is_asset_or_area(field) else SCALE
            points = field.kind == "percent"
            yield Check(
                id=f"{form.id}.{field.name}.G13",
                figures=(before(form, f"value({field.name})"),),
                limits={"points": POINTS} if points else {"share": share},
                require=f"abs({field.name} - before) <= " + ("points" if points else "share * before"),
                severity=Severity.EXPLAIN,
                fields=(field.name,),
                message=f"「{field.title}」是 {{{field.name}}}，上年是 {{before}}，变化超过"
                + (" {points} 个百分点" if points else f" {share:.0%}")
                + "，请核对；确实如此的请说明原因",
                source="talent_rules G13",
            )


def _is_asset_or_area(field: Field) -> bool:
    return family_of(field.unit) == "area" or (
        field.kind == "money" and any(word in field.title for word in ASSETS)
    )


def _compared(form: Form, field: Field) -> bool:
    """Return whether a predicate of the form compares the field with last year already."""
    figures = (figure for check in form.checks if field.name in check.fields for figure in check.figures)
    return any(figure.source.last_year and figure.source.code == form.code for figure in figures)


def rows_check(form: Form) -> Iterator[Check]:
    """Return G13 for forms of many rows: their number jumped against last year."""
    if form.cardinality == "many":
        yield Check(
            id=f"{form.id}.rows.G13",
            figures=(now(form, "count()"), before(form, "count()")),
            limits={"share": SCALE, "few": FEW_ROWS},
            require="abs(now - before) <= greatest(share * before, few)",
            once=True,
            severity=Severity.EXPLAIN,
            fields=form.primary_key[:1],
            message=f"{_place(form)}本年 {{now}} 行，上年 {{before}} 行，变化超过 {SCALE:.0%}，"
            "请核对有没有漏行或重复；确实如此的请说明原因",
            source="talent_rules G13",
        )


def vanished_checks(form: Form) -> Iterator[Check]:
    """Return G14: there was something last year, and this year there is nothing."""
    for field in form.fields:
        if field.is_numeric:
            take = f"sum(coalesce({field.name}, 0))"
            yield Check(
                id=f"{form.id}.{field.name}.G14",
                figures=(now(form, take), before(form, take)),
                require="before = 0 OR now <> 0",
                once=True,
                severity=Severity.EXPLAIN,
                fields=(field.name,),
                message=f"「{field.title}」上年有数（合计 {{before}}），本年全是 0 或空着，请核对有没有漏填；"
                "确实没有的请说明原因",
                source="talent_rules G14",
            )


def compared_fields(form: Form) -> list[Field]:
    """Return what tells a row from one of last year's: columns that must be filled, but for years."""
    return [field for field in form.fields if field.required and field.kind not in {"year", "academic_year"}]


def identical_check(form: Form) -> Iterator[Check]:
    """Return G12: every row is to the letter one of last year's. Years may differ, and columns that may be blank."""
    fields = compared_fields(form)
    if form.cardinality == "many" and fields:
        source = Source(form.platform, form.code, last_year=True)
        match = tuple((text, text) for text in (_as_said(field, form) for field in fields))
        yield Check(
            id=f"{form.id}.rows.G12",
            figures=(Figure("twins", source, match=match, title="上年相同的行"),),
            require="count_of(twins > 0) < count_of(TRUE)",
            per=(),
            once=True,
            severity=Severity.CONFIRM,
            fields=form.primary_key[:1],
            message=f"{_place(form)}各行与上年完全相同，请核实是否只是把上年的数据又交了一遍",
            source="talent_rules G12",
        )


def _as_said(field: Field, form: Form) -> str:
    """Return a field so that 「无」 is like 「无」, where it may be said; a key that is blank leaves the row open."""
    may_say_none = field.kind in {"text", "long_text"} and field.name not in form.primary_key
    return f"CASE WHEN {field.name} IS NULL THEN '' ELSE {field.name} END" if may_say_none else field.name


def _place(form: Form) -> str:
    """Return the form by the column a finding about all of it is shown at."""
    return f"本表（标在「{form.by_name[form.primary_key[0]].title}」）"
