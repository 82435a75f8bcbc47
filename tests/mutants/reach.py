"""How far a fault reaches: every check whose answer it may change, and for which rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from shucai.domain.catalogue import Form, Source
from shucai.domain.checks.across import across_definitions
from shucai.domain.checks.reading import identifier_rule, reading_rule
from shucai.domain.checks.references import reference_rules
from shucai.domain.checks.sets import one_row_rule, unique_sets
from shucai.toolkit.catalogue import catalogue
from shucai.toolkit.check import row_checks
from tests.mutants.fault import SET, Fault
from tests.mutants.school import words_of

PAPER = "id_type"  # says whether the number beside it has a checksum
NOT_BY_ONE_CELL = (
    "rows.G12",
    "uniform",
    "cut",
)  # what a form says as a whole; one cell more or less does not bring it about

Answer = tuple[str, int | None]  # a check and the row it answers for, None for all rows


@dataclass(frozen=True)
class Reader:
    """A check that looks into a form. words: what it says, field names among it. by_row: it answers row by row there."""

    rule: str
    words: frozenset[str]
    by_row: bool


@dataclass(frozen=True)
class Reach:
    """Which checks of a year look into which form."""

    edition: int
    readers: dict[Source, list[Reader]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for form in catalogue():
            if form.edition == self.edition:
                for source, reader in _readers(form):
                    self.readers.setdefault(source, []).append(reader)

    def of(self, fault: Fault) -> frozenset[Answer]:
        """Return the answers a fault may change."""
        return frozenset(
            answer for part in (fault, fault.before) if part is not None for answer in self._of_part(part)
        )

    def _of_part(self, fault: Fault) -> Iterator[Answer]:
        for reader in self.readers.get(fault.source, ()):
            if fault.fields is None or fault.fields & reader.words:
                if fault.kind != SET:
                    yield reader.rule, None
                elif not reader.rule.endswith(NOT_BY_ONE_CELL):
                    yield reader.rule, fault.row if reader.by_row else None


def _readers(form: Form) -> Iterator[tuple[Source, Reader]]:
    own = Source(form.platform, form.code)
    yield from ((own, reader) for reader in (*_of_cells(form), *_of_rows(form), *_of_sets(form)))
    for rule, key in reference_rules(form):
        yield own, Reader(rule, frozenset(key.fields), by_row=True)
        for code, names in key.targets:
            yield Source(form.platform, code), Reader(rule, frozenset(names), by_row=False)
    for check in across_definitions(form):
        by_row = not check.once and check.per is None and own not in check.sources
        for source in {own, *check.sources}:
            yield source, Reader(check.id, words_of(check), by_row=by_row and source == own)


def _of_cells(form: Form) -> Iterator[Reader]:
    for one in form.fields:
        yield Reader(reading_rule(form, one), frozenset({one.name}), by_row=True)
        yield Reader(identifier_rule(form, one), frozenset({one.name, PAPER}), by_row=True)


def _of_rows(form: Form) -> Iterator[Reader]:
    grouped = {check.id for check in form.checks if check.per is not None}
    for check in row_checks(form):
        words = frozenset(name.partition("#")[0] for name in check.ok.meta.root_names())
        yield Reader(check.id, words, by_row=check.id not in grouped)


def _of_sets(form: Form) -> Iterator[Reader]:
    yield from (Reader(rule, frozenset(key), by_row=False) for rule, key in unique_sets(form))
    yield Reader(one_row_rule(form), frozenset(), by_row=False)
