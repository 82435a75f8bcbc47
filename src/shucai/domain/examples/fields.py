"""Examples of what the definition of a field demands of its cells."""

from collections.abc import Callable, Iterator, Mapping

from shucai.domain.catalogue import Field
from shucai.domain.examples import wrong
from shucai.domain.examples.conditions import deciding_row
from shucai.domain.examples.example import Example, failing, left_open, passing
from shucai.domain.examples.setting import Setting

Maker = Callable[[Field, Setting], Iterator[Example]]


def _type(field: Field, setting: Setting) -> Iterator[Example]:
    yield from _told_apart(field, setting, wrong.unreadable(field))


def _told_apart(field: Field, setting: Setting, *mistakes: str) -> Iterator[Example]:
    """Return a right value, wrong ones, and a blank that leaves the check open."""
    yield passing({field.name: setting.right(field)})
    yield from (failing({field.name: mistake}) for mistake in mistakes)
    yield left_open({})


def _code_list(field: Field, setting: Setting) -> Iterator[Example]:
    code_list = setting.code_lists[field.code_list or ""]
    yield from _told_apart(field, setting, wrong.outside_list(code_list))


def _identifier(field: Field, setting: Setting) -> Iterator[Example]:
    yield from _told_apart(field, setting, wrong.broken(setting.right(field), field.kind))


def _required(field: Field, setting: Setting) -> Iterator[Example]:
    yield passing({field.name: setting.right(field)})
    yield failing({})


def _required_when(field: Field, setting: Setting) -> Iterator[Example]:
    condition = field.required_when or ""
    needed = deciding_row(condition, setting, answer=True)
    needless = deciding_row(condition, setting, answer=False)
    unsure = deciding_row(condition, setting, answer=None)
    if needed is not None:
        yield passing({**needed, field.name: setting.right(field)})
        yield failing(needed)
    if needless is not None:
        yield passing(needless)
    if unsure is not None:
        yield left_open(unsure)


def _blank_unless_required(field: Field, setting: Setting) -> Iterator[Example]:
    condition, value = field.required_when or "", {field.name: setting.right(field)}
    needed = deciding_row(condition, setting, answer=True)
    needless = deciding_row(condition, setting, answer=False)
    unsure = deciding_row(condition, setting, answer=None)
    if needed is not None:
        yield passing({**needed, **value})
    if needless is not None:
        yield passing(needless)
        yield failing({**needless, **value})
    if unsure is not None:
        yield left_open({**unsure, **value})


def _length(field: Field, setting: Setting) -> Iterator[Example]:
    right = setting.right(field)
    mistakes: list[str] = []
    if field.code_list is not None:  # only a code of the list can be read at all
        mistakes += wrong.other_lengths(field, setting.code_lists[field.code_list])
    elif field.max_length is not None:
        mistakes.append(wrong.too_long(right, field.max_length))
    if field.code_list is None and field.min_length is not None and field.min_length > 1:
        mistakes.append(wrong.too_short(right, field.min_length))
    yield from _told_apart(field, setting, *mistakes)


def _range(field: Field, setting: Setting) -> Iterator[Example]:
    yield from _told_apart(field, setting, *wrong.out_of_range(field))


def _pattern(field: Field, setting: Setting) -> Iterator[Example]:
    yield from _told_apart(field, setting, wrong.mismatched(field.pattern or ""))


def _event_date(field: Field, setting: Setting) -> Iterator[Example]:
    yield from _told_apart(field, setting, wrong.outside_period(field, setting))


def _known_code(field: Field, setting: Setting) -> Iterator[Example]:
    unknown = wrong.unknown_code(setting.code_lists[field.code_list or ""])
    yield from _told_apart(field, setting, *([unknown] if unknown else []))


def _current_code(field: Field, setting: Setting) -> Iterator[Example]:
    code_list = setting.code_lists[field.code_list or ""]
    in_force = {code.code for code in code_list.codes if code.valid_to is None}
    withdrawn = next((code.code for code in code_list.codes if code.code not in in_force), None)
    yield from _told_apart(field, setting, *([withdrawn] if withdrawn else []))


OF_FIELD: Mapping[str, Maker] = {
    "type": _type,
    "code_list": _code_list,
    "identifier": _identifier,
    "required": _required,
    "required_when": _required_when,
    "blank_unless_required": _blank_unless_required,
    "length": _length,
    "range": _range,
    "pattern": _pattern,
    "event_date": _event_date,
    "known_code": _known_code,
    "current_code": _current_code,
}
