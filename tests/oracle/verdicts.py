"""The verdict of every item, predicate and key check for every row, by loops over plain values."""

import re
from collections import Counter

from shucai.domain.catalogue.schema import schema_of
from shucai.domain.predicates import parse
from tests.oracle.interpret import evaluate


def verdicts(form, code_lists, parameters, rows):
    """Return {(rule, row number from 0): True | False | None} for rows given as dicts of plain values.

    A row holds, beside each field, ``field#none`` and ``field#refused``.
    """
    schema = schema_of(form, code_lists)
    found = {}
    for number, row in enumerate(rows):
        for field in form.fields:
            for name, verdict in _items(field, row, schema, code_lists, parameters):
                found[f"{form.id}.{field.name}.{name}", number] = verdict
        for check in (check for check in form.checks if not check.figures and not check.once):
            group = _group(check, row, rows)
            found[check.id, number] = _predicate(check, row, schema, parameters, group)
    if form.cardinality == "one":
        found.update({(f"{form.id}.one_row", number): number == 0 for number in range(len(rows))})
    found.update(_keys(form, rows))
    return found


def across_verdicts(check, schema, asker, rows):
    """Return the verdict of a check that looks across for every row, of the first row alone where it speaks once.

    rows: those of the form, each with its ``#place``.
    """
    known = dict(schema)
    for figure in check.figures:
        known[figure.name] = asker.column(figure, known)
    found = [asker.with_figures(row, check.figures, schema, asker.column) for row in rows]
    asked = found[:1] if check.once else found
    return [_predicate(check, row, known, asker.parameters, _group(check, row, found)) for row in asked]


def _implied(condition, answer):
    values = (None if condition is None else not condition, answer)
    return True if True in values else (None if None in values else False)


def _group(check, row, rows):
    """Return the rows that share what a check says they share, or None where one of those values is blank."""
    key = [row[name] for name in check.per or ()]
    return None if None in key else [other for other in rows if [other[n] for n in check.per or ()] == key]


def _predicate(check, row, schema, parameters, group):
    limits = check.limits
    answer = evaluate(
        parse(check.require).tree, row, schema, parameters, check.tolerance, group=group, constants=limits
    )
    if check.when is None:
        return answer
    return _implied(evaluate(parse(check.when).tree, row, schema, parameters, constants=limits), answer)


def _items(field, row, schema, code_lists, parameters):
    value = row[field.name]
    present = value is not None or row[f"{field.name}#none"] or row[f"{field.name}#refused"]
    if field.required and not field.derived:
        yield "required", present
    if field.required_when is not None:
        needed = evaluate(parse(field.required_when).tree, row, schema, parameters)
        yield "required_when", _implied(needed, present)
        if field.blank_unless_required:
            yield "blank_unless_required", _implied(None if needed is None else not needed, value is None)
    yield from _limits(field, value)
    if field.event_date:
        start = parameters.period_start
        first = start.replace(day=1) if field.type == "yearmonth" else start
        yield "event_date", None if value is None else first <= value <= parameters.period_end
    if field.code_list is not None and field.type == "string" and not field.multi:
        yield from _codes(value, code_lists[field.code_list])


def _limits(field, value):
    if field.type == "string" and (field.min_length is not None or field.max_length is not None):
        low, high = field.min_length or 0, field.max_length or 10**9
        yield "length", None if value is None else low <= len(value) <= high
    if (field.is_numeric or field.type == "year") and (
        field.minimum is not None or field.maximum is not None
    ):
        low = float("-inf") if field.minimum is None else field.minimum
        high = float("inf") if field.maximum is None else field.maximum
        yield "range", None if value is None else low <= value <= high
    if field.pattern is not None and field.type == "string" and field.kind != "academic_year":
        yield "pattern", None if value is None else re.fullmatch(field.pattern, value, re.ASCII) is not None


def _codes(value, code_list):
    codes = [code for code in code_list.codes if code.code == value]
    if code_list.open_pattern is not None:
        yield "known_code", None if value is None else bool(codes)
    if any(code.valid_to for code in code_list.codes):
        withdrawn = bool(codes) and all(code.valid_to for code in codes)
        yield "current_code", None if value is None else not withdrawn


def _keys(form, rows):
    keys = [(f"{form.id}.{f.name}.unique", (f.name,)) for f in form.fields if f.unique]
    keys += [(f"{form.id}.{'+'.join(key)}.unique", key) for key in form.unique_keys]
    if form.cardinality == "many":
        keys.append((f"{form.id}.primary_key", form.primary_key))
    for rule, names in keys:
        values = [_key(form, row, names) for row in rows]
        counts = Counter(values)
        for number, value in enumerate(values):
            yield (rule, number), None if value is None else counts[value] == 1


def _key(form, row, names):
    """Return what may not repeat, or None where the row cannot be told apart yet."""
    value = tuple(row[name] for name in names)
    open_part = any(
        row[name] is None and (form.by_name[name].required or row[f"{name}#refused"]) for name in names
    )
    return None if open_part or not any(part is not None for part in value) else value
