"""Examples of the checks every form has by its definition: continuity with last year, columns as a whole."""

from collections.abc import Callable, Iterator, Mapping

from shucai.domain.catalogue import Check
from shucai.domain.checks.general import general_checks
from shucai.domain.checks.general.columns import MANY_ROWS
from shucai.domain.checks.general.continuity import compared_fields
from shucai.domain.examples.example import Example, Row, Verdict, failing, left_open, passing
from shucai.domain.examples.setting import Setting


def general_examples(setting: Setting) -> Mapping[str, tuple[Example, ...]]:
    """Return the examples of every general check of a form, by its id."""
    return {
        check.id: tuple(MAKERS[check.id.rpartition(".")[2]](check, setting))
        for check in general_checks(setting.form)
    }


def _given(setting: Setting, *rows: Row) -> Mapping[str, tuple[Row, ...]]:
    return {f"last_year {setting.form.code}": rows}


def _magnitude(check: Check, setting: Setting) -> Iterator[Example]:
    name = check.fields[0]
    given = _given(setting, {name: "120"})
    yield passing({name: "150"}, given=given)
    yield failing({name: "1200000"}, given=given)
    yield left_open({}, given=given)


def _jump(check: Check, setting: Setting) -> Iterator[Example]:
    if check.once:
        yield from _more_rows(check, setting)
        return
    name = check.fields[0]
    given = _given(setting, {name: "40"})
    yield passing({name: "41"}, given=given)
    yield failing({name: "60"}, given=given)
    yield left_open({}, given=given)


def _more_rows(check: Check, setting: Setting) -> Iterator[Example]:
    field = setting.form.by_name[check.fields[0]]
    rows = [{field.name: setting.right(field, number)} for number in range(1, 9)]
    yield Example(Verdict.PASS, (rows[0],), after=tuple(rows[1:6]), given=_given(setting, *rows[:4]))
    yield Example(Verdict.FAIL, (rows[0],), after=tuple(rows[1:8]), given=_given(setting, rows[0]))


def _vanished(check: Check, setting: Setting) -> Iterator[Example]:
    name = check.fields[0]
    yield passing({name: "3"}, given=_given(setting, {name: "12"}))
    yield passing({name: "0"}, given=_given(setting, {name: "0"}))
    yield failing({name: "0"}, given=_given(setting, {name: "12"}))


def _identical(_check: Check, setting: Setting) -> Iterator[Example]:
    fields = compared_fields(setting.form)
    names = [field.name for field in fields]
    first, second = ({f.name: setting.right(f, number) for f in fields} for number in (1, 2))
    changed = {**first, **_another(names, first, second)}
    yield passing(changed, given=_given(setting, first))
    yield failing(first, given=_given(setting, first, changed))
    yield left_open({}, given=_given(setting, first))


def _another(names: list[str], first: Row, second: Row) -> Row:
    """Return one value that differs from the first row's."""
    name = next((name for name in names if first[name] != second[name]), names[0])
    return {name: second[name]}


def _uniform(check: Check, setting: Setting) -> Iterator[Example]:
    field = setting.form.by_name[check.fields[0]]
    one, other = ({field.name: setting.right(field, number)} for number in (1, 2))
    many = int(MANY_ROWS)
    yield Example(Verdict.PASS, (one,), after=(*[one] * (many - 2), other))
    yield Example(Verdict.FAIL, (one,), after=(*[one] * (many - 1),))
    yield Example(Verdict.OPEN, (one,), after=(*[one] * (many - 2), {}))


def _cut(check: Check, setting: Setting) -> Iterator[Example]:
    name = check.fields[0]
    many = int(MANY_ROWS)
    rows: list[Row] = [{name: "共" + "文字" * (number % 5 + 8)} for number in range(many)]
    cut: list[Row] = [{name: f"{'文字' * 10}{number % 10}"} for number in range(many)]
    yield Example(Verdict.PASS, (rows[0],), after=tuple(rows[1:]))
    yield Example(Verdict.FAIL, (cut[0],), after=tuple(cut[1:]))


MAKERS: Mapping[str, Callable[[Check, Setting], Iterator[Example]]] = {
    "G11": _magnitude,
    "G12": _identical,
    "G13": _jump,
    "G14": _vanished,
    "uniform": _uniform,
    "cut": _cut,
}
