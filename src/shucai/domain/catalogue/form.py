"""A form and its parts, as the catalogue states them. Nothing here checks rows or reads files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal

from shucai.domain.catalogue.figure import Figure, Platform, Source
from shucai.domain.predicates import TOLERANCE

FormKind = Literal["basic", "ordinary", "derived", "exception_list"]
Cardinality = Literal["one", "many"]
Period = Literal["academic_year", "calendar_year"]
LockedWhenUsed = Literal["key", "row"]
Standing = Literal["public", "inferred"]
FieldType = Literal["string", "integer", "number", "boolean", "date", "yearmonth", "year"]

KINDS = frozenset(
    {
        "text", "long_text", "name", "code", "reference", "count", "number", "money", "percent", "boolean",
        "date", "yearmonth", "year", "academic_year", "id_number", "uscc", "isbn", "phone", "email", "url",
        "identifier", "teacher_cert",
    }
)  # fmt: skip
NUMERIC_TYPES = frozenset({"integer", "number"})
IDENTIFIER_KINDS = frozenset(
    {"id_number", "uscc", "isbn", "phone", "identifier", "teacher_cert", "code", "reference"}
)


class Severity(StrEnum):
    """How a finding weighs (ruling 4): 强制 blocks, 解释 wants a reason, 核实 a tick, 提示 nothing."""

    ERROR = "error"
    EXPLAIN = "explain"
    CONFIRM = "confirm"
    NOTE = "note"

    @property
    def label(self) -> str:
        """Return the word people read."""
        return {"error": "强制", "explain": "解释", "confirm": "核实", "note": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Department:
    """A department's part in a form: the first of a form leads; ``scope`` and ``fields`` say what it supplies."""

    unit: str
    scope: str | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Fields whose values must stand in another form; ``targets`` are alternatives: one of them suffices.

    targets: (form code, field name) pairs on the same platform.
    exempt: values that stand for no row, such as 000000 for the school itself.
    """

    fields: tuple[str, ...]
    targets: tuple[tuple[str, tuple[str, ...]], ...]
    deferred: bool = False
    exempt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A predicate of the catalogue.

    require: SQL over the fields of the form; ``when`` narrows it to the rows it speaks of.
    fields: the fields a failure is shown at, the first one being the place.
    tolerance: absolute difference up to which an equation of numbers still holds, in the unit of the field.
    per: set where ``require`` counts or adds up over rows: over those that share these fields, or over all of
    the form where it is empty.
    figures: what it looks up elsewhere, by the names it calls them. limits: named numbers it compares with.
    once: it speaks of the form as a whole: one answer, shown at the first row.
    message: ``{name}`` is filled with a field, figure or limit of the row.
    undated: the message as written where it names days of the period, blank where it names none.
    """

    id: str
    require: str
    severity: Severity
    message: str
    fields: tuple[str, ...]
    when: str | None = None
    tolerance: float = TOLERANCE
    source: str | None = None
    per: tuple[str, ...] | None = None
    figures: tuple[Figure, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict[str, float])
    once: bool = False
    undated: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the forms whose rows it needs beside its own row."""
        return tuple(dict.fromkeys(s for figure in self.figures for s in figure.sources()))


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a form. Limits are inclusive; lengths count code points; blank means missing (ruling 1).

    varies: it differs from row to row, so that one value down the column is a default somebody filled in.
    undated: the guidance as written where the years in it were moved to those of a campaign, else blank.
    """

    name: str
    title: str
    type: FieldType
    kind: str
    required: bool = False
    required_when: str | None = None
    blank_unless_required: bool = False
    none_allowed: bool = False
    unit: str | None = None
    code_list: str | None = None
    multi: bool = False
    fill_down: bool = False
    unique: bool = False
    min_length: int | None = None
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    aliases: tuple[str, ...] = ()
    guidance: str | None = None
    standing: Standing = "inferred"
    source: str | None = None
    personal: str | None = None
    key_data: bool = False
    event_date: bool = False
    derived: bool = False
    filled_by: str | None = None
    varies: bool = False
    undated: str = ""

    @property
    def is_numeric(self) -> bool:
        """Return whether values are numbers."""
        return self.type in NUMERIC_TYPES

    @property
    def may_be_zero(self) -> bool:
        """Return whether values are numbers, and 0 says that there is nothing to report."""
        return self.is_numeric and (self.minimum is None or self.minimum <= 0)

    @property
    def is_identifier(self) -> bool:
        """Return whether a spreadsheet must keep the column as text, or digits are lost."""
        return self.type == "string" and self.kind in IDENTIFIER_KINDS


@dataclass(frozen=True, eq=False)
class Form:
    """One table to fill, in one edition. A form equals only itself, so that what is built from it can be kept by it.

    group: the headings above it in the platform's own list, outermost first.
    unique_keys: sets of fields that together may not repeat, beyond the primary key.
    read_only: the platform computes the rows; nobody fills them.
    inherits: last year's rows are offered as this year's start (D-6).
    locked_when_used: what a reference to a row freezes: its key, or the whole row (D-1, D-2).
    """

    platform: Platform
    code: str
    title: str
    edition: int
    group: tuple[str, ...]
    kind: FormKind
    cardinality: Cardinality
    period: Period
    departments: tuple[Department, ...]
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    checks: tuple[Check, ...] = ()
    position: int = 0
    stage: str | None = None
    step: int | None = None
    order: int | None = None
    closable: bool = True
    importable: bool = True
    within_days: int | None = None
    inherits: bool = False
    locked_when_used: LockedWhenUsed | None = None
    derived_from: str | None = None
    guidance: str | None = None
    source: str | None = None
    descriptor: Mapping[str, object] = field(default_factory=dict[str, object], repr=False, compare=False)

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Return the fields by name."""
        return {f.name: f for f in self.fields}

    @property
    def id(self) -> str:
        """Return the name that no other form of any platform carries."""
        return f"{self.platform}.{self.code}"

    @property
    def read_only(self) -> bool:
        """Return whether the rows are computed and never typed."""
        return self.kind in {"derived", "exception_list"}

    def is_filled_by(self, unit: str) -> bool:
        """Return whether a department fills the form or supplies a part of it."""
        return any(department.unit == unit for department in self.departments)

    @property
    def lead(self) -> str:
        """Return the department that answers for the form."""
        return self.departments[0].unit

    @cached_property
    def prerequisites(self) -> tuple[str, ...]:
        """Return the codes of the forms whose rows this one refers to, itself left out, in catalogue order."""
        found = (code for key in self.foreign_keys if not key.deferred for code, _ in key.targets)
        return tuple(dict.fromkeys(code for code in found if code != self.code))
