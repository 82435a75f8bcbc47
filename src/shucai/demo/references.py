"""What a row takes over from the rows it refers to: missing parts of a reference, and columns that mean the same there."""

from collections.abc import Callable, Iterator, Sequence

from shucai.demo.tables import Row, Rows
from shucai.domain.catalogue import Field, ForeignKey, Form

FormOf = Callable[[str], Form]
RowsOf = Callable[[str], Rows]
NEVER_CARRIED = frozenset({"remark"})


class Target:
    """The rows of a form that another form refers to, found by any of the fields of the reference."""

    def __init__(self, form: Form, rows: Rows, names: Sequence[str]) -> None:
        self.form, self.rows, self._names = form, rows, tuple(names)
        self._index: dict[tuple[int, ...], dict[tuple[str, ...], Row]] = {}

    def find(self, places: tuple[int, ...], values: tuple[object, ...]) -> Row | None:
        """Return the first row whose fields at these places of the reference have these values."""
        if places not in self._index:
            names = [self._names[place] for place in places]
            index: dict[tuple[str, ...], Row] = {}
            for row in self.rows:
                index.setdefault(tuple(str(row.get(name)) for name in names), row)
            self._index[places] = index
        return self._index[places].get(tuple(str(value) for value in values))


def take_over(form: Form, rows: Rows, form_of: FormOf, rows_of: RowsOf, *, optional_every: int) -> None:
    """Set in every row what follows from the rows it refers to, and choose a row where a required reference is blank.

    A field the row names, blank or not, is left alone. optional_every: in one row of so many, optional references are
    chosen too.
    """
    named = [frozenset(row) for row in rows]
    for key in sorted(form.foreign_keys, key=lambda key: -len(key.fields)):
        if form.by_name[key.fields[0]].multi:
            continue
        targets = [Target(form_of(code), rows_of(code), names) for code, names in key.targets]
        carried = list(_carried(form, key, targets)) if len(targets) == 1 else []
        needed = any(form.by_name[name].required for name in key.fields)
        for number, row in enumerate(rows):
            if not carried and all(row.get(name) is not None for name in key.fields):
                continue
            chosen = needed or number % optional_every == 0
            found = _found(row, key, targets, number, choose=chosen)
            if found is not None:
                names = dict(key.targets)[found[0].form.code]
                pairs = [*zip(key.fields, names, strict=True), *((name, name) for name in carried)]
                _set(row, found[1], pairs, named[number])


def _set(row: Row, target: Row, pairs: Sequence[tuple[str, str]], named: frozenset[str]) -> None:
    for name, there in pairs:
        if name not in named and row.get(name) is None and target.get(there) is not None:
            row[name] = target[there]


def _found(
    row: Row, key: ForeignKey, targets: Sequence[Target], number: int, *, choose: bool
) -> tuple[Target, Row] | None:
    places = tuple(place for place, name in enumerate(key.fields) if row.get(name) is not None)
    if places:
        values = tuple(row[key.fields[place]] for place in places)
        hits = ((target, target.find(places, values)) for target in targets)
        return next(((target, hit) for target, hit in hits if hit is not None), None)
    filled = next((target for target in targets if target.rows), None)
    if not choose or filled is None or any(name in row for name in key.fields):
        return None
    return filled, filled.rows[number * 7 % len(filled.rows)]


def _carried(form: Form, key: ForeignKey, targets: Sequence[Target]) -> Iterator[str]:
    """Return the columns that the form it refers to has too, by name, title and code list."""
    of_key = {*form.primary_key, *(name for other in form.foreign_keys for name in other.fields)}
    there = targets[0].form.by_name
    for field in form.fields:
        same = there.get(field.name)
        if same and field.name not in of_key | NEVER_CARRIED and _alike(field, same):
            yield field.name


def _alike(one: Field, other: Field) -> bool:
    return (one.title, one.type, one.kind, one.code_list) == (
        other.title,
        other.type,
        other.kind,
        other.code_list,
    )
