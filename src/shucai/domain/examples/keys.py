"""Examples of keys that may not repeat, of forms with one row, and of references between forms."""

from collections.abc import Iterator, Mapping, Sequence

from shucai.domain.catalogue import Field, ForeignKey
from shucai.domain.examples.example import Example, Row, Verdict, failing, left_open, passing
from shucai.domain.examples.setting import Setting
from shucai.domain.examples.values import codes_in_force


def unique_examples(key: Sequence[str], setting: Setting) -> Iterator[Example]:
    """Return two rows that differ, two that are alike, and one whose key is not complete."""
    fields = [setting.form.by_name[name] for name in key]
    first, second = ({f.name: setting.right(f, number) for f in fields} for number in (1, 2))
    yield passing(first, second)
    yield failing(first, first)
    needed = next((f.name for f in fields if f.required), None)
    yield left_open({name: value for name, value in first.items() if name != needed} if needed else {})


def one_row_examples(setting: Setting) -> Iterator[Example]:
    """Return the only row of a form, and a second one that is too many."""
    field = setting.form.fields[0]
    row = {field.name: setting.right(field)}
    yield passing(row)
    yield Example(Verdict.FAIL, (row,), before=(row,))


def reference_examples(key: ForeignKey, setting: Setting) -> Iterator[Example]:
    """Return a row that is found in the form it refers to, one that is not, and one that refers to nothing yet."""
    code, names = key.targets[0]
    target = setting.forms[code]
    there, elsewhere = (
        {name: _referred(target.by_name[name], number, setting) for name in names} for number in (1, 2)
    )
    found, lost = (
        {own: row[name] for own, name in zip(key.fields, names, strict=True)} for row in (there, elsewhere)
    )
    if code == setting.form.code:
        yield Example(Verdict.PASS, (found,), before=(there,))
        yield Example(Verdict.FAIL, (lost,), before=(there,))
        yield left_open(there)
        return
    given: Mapping[str, tuple[Row, ...]] = {
        **{other: () for other, _ in key.targets if other != setting.form.code},
        code: (there,),
    }
    yield passing(found, given=given)
    yield failing(lost, given=given)
    yield left_open({}, given=given)
    if key.exempt and len(key.fields) == 1:
        yield passing({key.fields[0]: key.exempt[0]}, given=given)


def _referred(field: Field, number: int, setting: Setting) -> str:
    """Return a value that reads alike in both forms: of coded fields the code, as a label may be short for several."""
    if field.code_list is None:
        return setting.right(field, number)
    codes = codes_in_force(field, setting.code_lists[field.code_list])
    return codes[number % len(codes)].code
