"""Finding a fault for a check: candidates are tried until the check, as the engine runs it, fails."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from shucai.domain.catalogue import Check, Form, Source
from shucai.domain.checks import Rule
from shucai.domain.checks.general.columns import MANY_ROWS
from shucai.domain.examples import Example, Verdict
from shucai.toolkit.catalogue import catalogue
from shucai.toolkit.checks import examples_of
from tests.mutants.fault import APPEND, COLUMN, REPLACE, SET, Fault
from tests.mutants.following import Following
from tests.mutants.other_texts import other_numbers, other_texts
from tests.mutants.school import School, words_of
from tests.mutants.totals import within_totals

TRIED_ROWS = 12
NOWHERE = "示例不存在"
TRIES, FURTHER_TRIES = 400, 2000


def faults_for(rule: Rule, form: Form, school: School) -> Iterator[Fault]:
    """Return what may make a check fail, the likeliest first."""
    return chain(
        islice(_likely(rule, form, school), TRIES), islice(_further(rule, form, school), FURTHER_TRIES)
    )


def _further(rule: Rule, form: Form, school: School) -> Iterator[Fault]:
    """Return faults of larger reach: rows more and fewer, other forms, whole columns."""
    if rule.check is not None:
        if rule.check.once:
            yield from _more_and_fewer(rule, Source(form.platform, form.code), school)
        yield from Following(rule, rule.check, form, school).faults()


def _likely(rule: Rule, form: Form, school: School) -> Iterator[Fault]:
    source = Source(form.platform, form.code)
    height = school.table(source).height
    ending = rule.id.rpartition(".")[2]
    if ending == "one_row":
        yield Fault(rule.id, source, APPEND, 0, {"copies": [{}]})
    elif ending in {"unique", "primary_key"}:
        yield from _repeated(rule, source, school, height)
    elif ending in GENERAL and rule.check not in form.checks:
        yield from within_totals(GENERAL[ending](rule, form, source, school), form, school)
    elif ending == "range":
        yield from within_totals(_in_rows(rule, form, source, school), form, school)
    else:
        yield from _in_rows(rule, form, source, school)


def _in_rows(rule: Rule, form: Form, source: Source, school: School) -> Iterator[Fault]:
    """Return faults of single rows: from the examples of the check, then by changing what it looks at."""
    rows = _rows(rule.id, school.table(source).height)
    examples = examples_of(form).get(rule.id, ())
    for row in rows:
        for example in examples:
            yield from _of_example(rule, example, source, row)
    if ".reference" in rule.id:
        yield from (Fault(rule.id, source, SET, row, dict.fromkeys(rule.fields, NOWHERE)) for row in rows)
    if rule.check is not None:
        yield from _perturbed(rule, rule.check, form, source, school, rows)


def _rows(rule: str, height: int) -> list[int]:
    """Return rows to try: other ones for every check, so that many faults find room in one school."""
    if not height:
        return []
    first = sum(map(ord, rule)) % height
    step = max(height // TRIED_ROWS, 1)
    return list(dict.fromkeys((first + step * number) % height for number in range(min(height, TRIED_ROWS))))


def _of_example(rule: Rule, example: Example, source: Source, row: int) -> Iterator[Fault]:
    """Return the failing row of an example laid over a row; fields the check is about and the row leaves out, blank."""
    if example.verdict is not Verdict.FAIL:
        return
    values = dict.fromkeys(rule.fields) | {n: _text(v) for n, v in example.rows[0].items()}
    if rule.check is None:
        yield Fault(rule.id, source, SET, row, values)
        return
    yield Fault(rule.id, source, SET, row, {name: _text(v) for name, v in example.rows[0].items()})
    yield Fault(rule.id, source, SET, row, values)


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return "是" if value else "否"
    return None if value is None else str(value)


def _repeated(rule: Rule, source: Source, school: School, height: int) -> Iterator[Fault]:
    typed = school.table(source).typed
    for row in _rows(rule.id, height):
        other = typed.row((row + 1) % height, named=True)
        yield Fault(rule.id, source, SET, row, {name: other[name] for name in rule.fields})
    yield Fault(rule.id, source, APPEND, 0, {"copies": [{}]})


def _perturbed(
    rule: Rule, check: Check, form: Form, source: Source, school: School, rows: list[int]
) -> Iterator[Fault]:
    """Return changes of single cells the check looks at, first of its own form, then of the forms it goes to."""
    words = words_of(check)
    others = [other for other in check.sources if other != source]
    for place in (source, *others):
        target = catalogue().form_at(place.platform, place.code, form.edition)
        fields = [f for f in target.fields if f.name in words]
        table = school.table(place)
        chosen = rows if place == source else _rows(rule.id, table.height)
        for row in chosen:
            typed = table.typed.row(row, named=True)
            for field in fields:
                texts = [
                    *other_texts(field, typed[field.name], table.typed[field.name]),
                    *_theirs(check, words, school),
                ]
                yield from (Fault(rule.id, place, SET, row, {field.name: text}) for text in texts)
        yield from _more_and_fewer(rule, place, school)


def _theirs(check: Check, words: frozenset[str], school: School) -> Iterator[str]:
    """Return some texts that stand in the columns the check looks at in other forms."""
    for source in check.sources:
        typed = school.table(source).typed
        for name in sorted(words & set(typed.columns)):
            yield from typed[name].drop_nulls().head(2).to_list()


def _more_and_fewer(rule: Rule, place: Source, school: School) -> Iterator[Fault]:
    """Return copies of rows under other keys: totals and counts no longer agree."""
    table = school.table(place)
    key = table.form.primary_key
    for row in _rows(rule.id, table.height):
        fresh = {key[-1]: f"{table.typed[key[-1]][row]}X"} if key else {}
        yield Fault(rule.id, place, APPEND, row, {"copies": [fresh]})
    yield (
        Fault(rule.id, place, REPLACE)
        if not place.last_year
        else Fault(rule.id, place, APPEND, 0, {"copies": [{}]})
    )


def _magnitude(rule: Rule, form: Form, source: Source, school: School) -> Iterator[Fault]:
    last = replace(source, last_year=True)
    before = school.table(last).typed[rule.fields[0]]
    if form.cardinality == "one" and len(before) and before[0]:
        yield Fault(rule.id, last, SET, 0, {rule.fields[0]: f"{float(before[0]) * 1000:.15g}"})
    yield Fault(rule.id, source, COLUMN, 0, {rule.fields[0]: 1000})
    if not form.by_name[rule.fields[0]].derived:
        yield Fault(rule.id, source, SET, 0, {rule.fields[0]: "5000000"}, {rule.fields[0]: "5"})


def _vanished(rule: Rule, form: Form, source: Source, school: School) -> Iterator[Fault]:
    last = replace(source, last_year=True)
    if school.table(last).height:
        yield Fault(rule.id, last, SET, 0, {rule.fields[0]: "7"})
    yield Fault(rule.id, source, COLUMN, 0, {rule.fields[0]: ["0"]})
    yield Fault(rule.id, source, SET, 0, {rule.fields[0]: "0"}, {rule.fields[0]: "7"})
    yield Fault(rule.id, source, COLUMN, 0, {rule.fields[0]: ["0"]}, {rule.fields[0]: "7"})


def _jump(rule: Rule, form: Form, source: Source, school: School) -> Iterator[Fault]:
    last = replace(source, last_year=True)
    name = rule.fields[0]
    if rule.check is not None and not rule.check.once:
        for other in other_numbers(school.table(source).typed[name][0]):
            yield Fault(rule.id, last, SET, 0, {name: other})
        return
    now, before = school.table(source).height, school.table(last).height
    copies = int(max(now * 1.3 - before, 0)) + 8
    yield Fault(rule.id, last, APPEND, 0, {"copies": [{}] * copies})


def _identical(rule: Rule, form: Form, source: Source, school: School) -> Iterator[Fault]:
    yield Fault(rule.id, source, REPLACE)


def _uniform(rule: Rule, form: Form, source: Source, school: School) -> Iterator[Fault]:
    column = school.table(source).typed[rule.fields[0]]
    if len(column) >= MANY_ROWS:
        yield Fault(rule.id, source, COLUMN, 0, {rule.fields[0]: [column[0]]})
    else:
        copies = [{}] * (int(MANY_ROWS) - len(column))
        yield Fault(rule.id, source, APPEND, 0, {"copies": copies, "column": {rule.fields[0]: column[0]}})


def _cut(rule: Rule, form: Form, source: Source, school: School) -> Iterator[Fault]:
    name, height = rule.fields[0], school.table(source).height
    longest = school.table(source).typed[name].str.len_chars().max() or 0
    length = min(form.by_name[name].max_length or 400, max(40, longest + 1))
    texts = [f"{'示例文字' * 100}"[: length - 1] + str(number) for number in range(9)]
    if height >= MANY_ROWS:
        yield Fault(rule.id, source, COLUMN, 0, {name: texts})
    else:
        copies = [{name: texts[number % 9]} for number in range(int(MANY_ROWS) + height)]
        yield Fault(rule.id, source, APPEND, 0, {"copies": copies})


GENERAL = {
    "G11": _magnitude, "G12": _identical, "G13": _jump, "G14": _vanished, "uniform": _uniform, "cut": _cut,
}  # fmt: skip
