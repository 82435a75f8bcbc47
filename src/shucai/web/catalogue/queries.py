"""What the pages ask of the catalogue: forms by search and filter, departments, uses of code lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from shucai import toolkit
from shucai.domain.catalogue import PLATFORM_WORDS, CodeList, Department, Field, Form
from shucai.domain.normalise.sounds import initials_of
from shucai.toolkit.catalogue import YEAR

SHOWN_FIELDS = 3


@dataclass(frozen=True)
class Wanted:
    """What a visitor looks for; empty means anything."""

    text: str = ""
    platform: str = ""
    unit: str = ""
    kind: str = ""
    stage: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing narrows the list."""
        return not (self.text or self.platform or self.unit or self.kind or self.stage)


@dataclass(frozen=True)
class Found:
    """A form of the list with the fields that made it match; code and title matches name none."""

    form: Form
    fields: tuple[str, ...] = ()
    more_count: int = 0


@dataclass(frozen=True)
class Group:
    """Forms under one heading of the platform's own list."""

    platform: str
    name: str
    found: tuple[Found, ...]
    anchor: str


def current_forms() -> list[Form]:
    """Return the forms of the edition in force, in the platforms' own order."""
    return [form for form in toolkit.catalogue() if form.edition == YEAR]


def find_forms(wanted: Wanted) -> list[Found]:
    """Return the forms that fit; with a text, those it names before those that only have such a field."""
    fitting = [form for form in current_forms() if _fits(form, wanted)]
    if not wanted.text:
        return [Found(form) for form in fitting]
    words = wanted.text.casefold().split()
    named = [Found(form) for form in fitting if _names(form, words)]
    done = {found.form.id for found in named}
    by_field = [(form, _fields_with(form, words)) for form in fitting if form.id not in done]
    return named + [
        Found(form, tuple(titles[:SHOWN_FIELDS]), max(len(titles) - SHOWN_FIELDS, 0))
        for form, titles in by_field
        if titles
    ]


def grouped(found: Iterable[Found]) -> list[Group]:
    """Return forms under the two outermost headings of their platform, in the order given."""
    groups: dict[tuple[str, str], list[Found]] = {}
    for one in found:
        groups.setdefault((one.form.platform, heading_of(one.form)), []).append(one)
    return [
        Group(platform, name, tuple(forms), f"g{number}")
        for number, ((platform, name), forms) in enumerate(groups.items())
    ]


def heading_of(form: Form) -> str:
    """Return the heading a form stands under: the chapter, and the section where the platform numbers it."""
    return form.group[-1] if form.platform == "talent" else form.group[0]


def _fits(form: Form, wanted: Wanted) -> bool:
    return (
        wanted.platform in {"", form.platform}
        and wanted.kind in {"", form.kind}
        and wanted.stage in {"", form.stage}
        and (not wanted.unit or form.is_filled_by(wanted.unit))
    )


def _names(form: Form, words: list[str]) -> bool:
    return is_named(f"{form.code} {form.title} {' '.join(form.group)}", form.title, words)


def _fields_with(form: Form, words: list[str]) -> list[str]:
    return [f.title for f in form.fields if is_named(f"{f.title} {f.name}", f.title, words)]


def is_named(text: str, title: str, words: Iterable[str]) -> bool:
    """Return whether every word is in a text, or is a run of the first letters of a title as it is spoken."""
    told = text.casefold()
    return all(word in told or (is_spoken(word) and word in initials_of(title)) for word in words)


def is_spoken(word: str) -> bool:
    """Return whether a word may be first letters of what somebody means."""
    return len(word) > 1 and word.isascii() and word.isalpha()


@cache
def platform_counts() -> tuple[tuple[str, str, int], ...]:
    """Return (platform, name, number of forms)."""
    forms = current_forms()
    return tuple(
        (key, name, sum(form.platform == key for form in forms)) for key, name in PLATFORM_WORDS.items()
    )


@cache
def unit_counts() -> tuple[tuple[str, int], ...]:
    """Return (department, number of forms it fills or contributes to), the largest share first."""
    counts: dict[str, int] = {}
    for form in current_forms():
        for unit in {d.unit for d in form.departments}:
            counts[unit] = counts.get(unit, 0) + 1
    return tuple(sorted(counts.items(), key=lambda pair: -pair[1]))


@cache
def stages() -> tuple[tuple[str, str], ...]:
    """Return (platform, stage) in the order of the forms."""
    return tuple(dict.fromkeys((form.platform, form.stage) for form in current_forms() if form.stage))


def titles_of(fields: Iterable[str], form: Form) -> list[str]:
    """Return the titles of fields."""
    return [form.by_name[name].title for name in fields]


def supplies(department: Department, form: Form) -> str:
    """Return what a department supplies, in words; empty where it is the whole form."""
    fields = "、".join(titles_of(department.fields, form))
    return "；".join(filter(None, [department.scope or "", f"栏目：{fields}" if fields else ""]))


@cache
def _used_by() -> Mapping[str, tuple[Form, ...]]:
    uses: dict[str, dict[str, Form]] = {}
    for form in current_forms():
        for code in form.prerequisites:
            uses.setdefault(f"{form.platform}.{code}", {})[form.id] = form
    return {target: tuple(forms.values()) for target, forms in uses.items()}


def used_by(form: Form) -> tuple[Form, ...]:
    """Return the forms whose rows refer to this one."""
    return _used_by().get(form.id, ())


@cache
def fields_by_code_list() -> Mapping[str, tuple[tuple[Form, Field], ...]]:
    """Return code list -> the fields of the current forms that take their values from it."""
    uses: dict[str, list[tuple[Form, Field]]] = {}
    for form in current_forms():
        for field in form.fields:
            if field.code_list:
                uses.setdefault(field.code_list, []).append((form, field))
    return {name: tuple(pairs) for name, pairs in uses.items()}


def lists_with_uses() -> list[tuple[CodeList, int]]:
    """Return (code list, number of fields that use it), the most used first."""
    uses = fields_by_code_list()
    lists = [(one, len(uses.get(one.name, ()))) for one in toolkit.catalogue().code_lists.values()]
    return sorted(lists, key=lambda pair: -pair[1])
