"""The columns of a template: each field with its place, choices and references in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from shucai.adapters.workbooks.template.choices import Choices, choices_of
from shucai.adapters.workbooks.template.examples import Period, example_of
from shucai.domain.catalogue import CodeLists, Edition, Field, ForeignKey, Form, words_of_condition
from shucai.domain.tables import column_letters


@dataclass(frozen=True)
class Column:
    """A column as the sheets of the template need it.

    index: from 0. condition: in words, when it is required. references: what its values must agree with, in words.
    event_period: the days within which its dates must lie. is_kept: its cells stay as they are written.
    """

    field: Field
    index: int
    choices: Choices | None
    condition: str | None
    references: tuple[str, ...]
    event_period: Period | None
    example: str | None
    is_key: bool
    alone_unique: bool
    is_kept: bool = False

    @property
    def letters(self) -> str:
        """Return the column as the sheet names it, e.g. ``AB``."""
        return column_letters(self.index + 1)

    @property
    def takes_text(self) -> bool:
        """Return whether cells hold text whatever is typed.

        Months are text too: Excel keeps 2024.10 as the number 2024.1 (normalisation D4).
        """
        return self.field.type in {"string", "boolean", "yearmonth"}


def columns_of(form: Form, code_lists: CodeLists, edition: Edition | None) -> list[Column]:
    """Return the columns of a form in order. edition: tells the reporting period and the titles of other forms."""
    references = _references(form, edition)
    period = period_of(form, edition)
    return [
        _column(form, field, index, code_lists, references, period) for index, field in enumerate(form.fields)
    ]


@dataclass(frozen=True)
class Excerpt:
    """The columns of a template for a department that fills some of a form. kept: those of them it leaves as they are."""

    names: frozenset[str]
    kept: frozenset[str] = frozenset()

    def of(self, columns: Iterable[Column]) -> list[Column]:
        """Return its columns, beside each other."""
        own = [column for column in columns if column.field.name in self.names]
        return [
            replace(column, index=index, is_kept=column.field.name in self.kept)
            for index, column in enumerate(own)
        ]


def period_of(form: Form, edition: Edition | None) -> Period | None:
    """Return the first and last day a form reports, or None where no edition says so."""
    return edition.periods.get(form.period) if edition else None


def _column(
    form: Form,
    field: Field,
    index: int,
    code_lists: CodeLists,
    references: Mapping[str, tuple[str, ...]],
    period: Period | None,
) -> Column:
    choices = choices_of(field, code_lists)
    usual = (date(form.edition - 1, 9, 1), date(form.edition, 8, 31))
    return Column(
        field=field,
        index=index,
        choices=choices,
        condition=words_of_condition(field.required_when, form) if field.required_when else None,
        references=references.get(field.name, ()),
        event_period=period if field.event_date else None,
        example=example_of(field, choices, period or usual),
        is_key=field.name in form.primary_key,
        alone_unique=field.unique or (field.name,) in (form.primary_key, *form.unique_keys),
    )


def _references(form: Form, edition: Edition | None) -> Mapping[str, tuple[str, ...]]:
    """Return field -> what its values must agree with, in words."""
    found: dict[str, list[str]] = {}
    for key in form.foreign_keys:
        for place, name in enumerate(key.fields):
            found.setdefault(name, []).append(_reference(key, place, form, edition))
    return {name: tuple(dict.fromkeys(words)) for name, words in found.items()}


def _reference(key: ForeignKey, place: int, form: Form, edition: Edition | None) -> str:
    """Return what one field of a key must agree with; a key of several fields points to one row."""
    others = "".join(f"「{form.by_name[name].title}」" for at, name in enumerate(key.fields) if at != place)
    if others:
        named = "，或".join(_form_words(code, form, edition) for code, _ in key.targets)
        return f"与本行的{others}一起，须是{named}里同一行的内容"
    named = "，或".join(_column_words(code, names[place], form, edition) for code, names in key.targets)
    exempt = f"，或填 {'、'.join(key.exempt)}" if key.exempt else ""
    return f"须与{named}一致{exempt}"


def _form_words(code: str, form: Form, edition: Edition | None) -> str:
    other = _form(code, form, edition)
    return "本表" if other is form else (f" {code} {other.title}" if other else f" {code} 表")


def _column_words(code: str, name: str, form: Form, edition: Edition | None) -> str:
    other = _form(code, form, edition)
    return _form_words(code, form, edition) + (f"的「{other.by_name[name].title}」" if other else "")


def _form(code: str, form: Form, edition: Edition | None) -> Form | None:
    return form if code == form.code else (edition.forms.get(code) if edition else None)


def key_columns(columns: list[Column]) -> Iterator[Column]:
    """Return the columns that tell rows apart."""
    return (column for column in columns if column.is_key)
