"""Whole columns that look wrong: one value down the column, or texts all cut at the same length."""

from collections.abc import Iterator

from shucai.domain.catalogue import Check, Field, Figure, Form, Severity, Source

MANY_ROWS = 20.0
LONG_TEXT = 15.0
HALF = 0.5
SHORT_FIELD = 30


def uniform_checks(form: Form) -> Iterator[Check]:
    """Return the checks of columns that differ from person to person: a default was filled down (NR-3.3)."""
    for field in form.fields:
        if field.varies and form.cardinality == "many":
            yield Check(
                id=f"{form.id}.{field.name}.uniform",
                limits={"many": MANY_ROWS},
                require=f"count_of(TRUE) < many OR distinct_of({field.name}) > 1",
                per=(),
                once=True,
                severity=Severity.CONFIRM,
                fields=(field.name,),
                message=f"「{field.title}」整列都是同一个值，可能是按默认值填下来的，请逐行核实",
                source="national_rules NR-3.3",
            )


def cut_checks(form: Form) -> Iterator[Check]:
    """Return the checks of columns of text: half of them end at the very same length, as where a system cut them."""
    for field in form.fields:
        if form.cardinality == "many" and _is_prose(field):
            name = field.name
            yield Check(
                id=f"{form.id}.{name}.cut",
                figures=(
                    Figure(
                        "longest",
                        Source(form.platform, form.code),
                        f"max(length({name}))",
                        where=f"{name} IS NOT NULL",
                        title="最长",
                    ),
                ),
                limits={"many": MANY_ROWS, "long": LONG_TEXT, "share": HALF},
                require=f"count_of({name} IS NOT NULL) < many OR longest < long OR "
                f"count_of({name} IS NOT NULL AND length({name}) = longest) <= share * count_of({name} IS NOT NULL)",
                per=(),
                once=True,
                severity=Severity.CONFIRM,
                fields=(name,),
                message=f"「{field.title}」半数以上恰好都是 {{longest}} 个字，可能在导出时被截断了，请对照原始资料核实",
                source="VAL-1",
            )


def _is_prose(field: Field) -> bool:
    """Return whether a column holds free text of people's own words, long enough to be cut."""
    room = field.max_length is None or field.max_length >= SHORT_FIELD
    return field.required and field.type == "string" and field.kind in {"text", "long_text"} and room
