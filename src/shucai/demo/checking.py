"""The full check of the demo school without writing a workbook: what is found in its forms, and what never passed."""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import table_of
from shucai.domain.catalogue import Form, Severity, Source
from shucai.domain.checks import Result, Skipped, Table, across_results, check_table, reference_results
from shucai.toolkit.catalogue import catalogue
from shucai.toolkit.check import across_checks, row_checks, source_title

BLOCKING = frozenset({Severity.ERROR.value, Severity.EXPLAIN.value})


@dataclass(frozen=True)
class Found:
    """A check that failed: how often, how it weighs, and the first of its messages with the row it speaks of."""

    rule: str
    severity: str
    count: int
    message: str
    row: dict[str, object]


@dataclass(frozen=True)
class FormOutcome:
    """What the check of one form gave. never_passed: evaluated, but for no row true. skipped: with the cause."""

    form: Form
    rows: int
    found: tuple[Found, ...]
    never_passed: tuple[str, ...]
    skipped: tuple[Skipped, ...]

    @property
    def blocks(self) -> bool:
        """Return whether something must be corrected or explained."""
        return any(found.severity in BLOCKING for found in self.found)

    @property
    def is_finished(self) -> bool:
        """Return whether nothing was found that weighs, and every check passed for some row."""
        return not (self.blocks or self.never_passed or self.skipped)

    def lines(self) -> Iterator[str]:
        """Return what an author of rows wants to read."""
        yield f"{self.form.code} {self.form.title}：{self.rows} 行"
        for found in self.found:
            yield f"  [{Severity(found.severity).label}] {found.rule} ×{found.count}：{found.message}"
            yield f"      {found.row}"
        yield from (f"  [从未通过] {rule}" for rule in self.never_passed)
        yield from (f"  [跳过] {skip.rule}：{skip.cause}" for skip in self.skipped)


def check_forms(at: SchoolYear, codes: Collection[str] = ()) -> list[FormOutcome]:
    """Return the outcome of these forms, of all where none is named; other forms are built as far as they are looked up."""
    forms = [form for form in catalogue() if form.edition == at.edition and (not codes or form.code in codes)]
    tables = Tables(at)
    return [_outcome(form, tables) for form in forms]


class Tables(Mapping[Source, pl.DataFrame]):
    """The rows of a school in a year and in the year before, of both platforms; tables are made when they are asked for."""

    def __init__(self, at: SchoolYear) -> None:
        self.at = at
        self._made: dict[tuple[str, bool], Table] = {}

    def of(self, code: str, *, last_year: bool = False) -> Table:
        """Return the table of a form."""
        if (code, last_year) not in self._made:
            at = self.at.last if last_year else self.at
            self._made[code, last_year] = table_of(at.form(code), at.rows(code))
        return self._made[code, last_year]

    def __getitem__(self, source: Source) -> pl.DataFrame:
        return self.of(source.code, last_year=source.last_year).frame

    def __iter__(self) -> Iterator[Source]:
        forms = [form for form in catalogue() if form.edition == self.at.edition]
        return (Source(form.platform, form.code, last_year) for form in forms for last_year in (False, True))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _outcome(form: Form, tables: Tables) -> FormOutcome:
    everything = catalogue()
    table = tables.of(form.code)
    named = dict.fromkeys(code for key in form.foreign_keys for code, _ in key.targets)
    titles = {code: other.title for code, other in everything.edition_of(form).forms.items()}
    answers: list[Result | Skipped] = [
        *check_table(table, everything.code_lists, row_checks(form), today=tables.at.year.ends),
        *reference_results(table, {code: tables.of(code) for code in named}, titles),
        *across_results(table, across_checks(form), tables, source_title),
    ]
    results = [answer for answer in answers if isinstance(answer, Result)]
    return FormOutcome(
        form=form,
        rows=table.height,
        found=tuple(_found(table, results)),
        never_passed=tuple(result.rule for result in results if not result.passed),
        skipped=tuple(answer for answer in answers if isinstance(answer, Skipped)),
    )


def _found(table: Table, results: Sequence[Result]) -> Iterator[Found]:
    for result in results:
        if result.failures.height:
            first = result.failures.row(0, named=True)
            typed = table.typed.row(first["index"], named=True)
            shown: dict[str, object] = {
                name: typed[name] for name in (*table.form.primary_key, *result.fields)
            }
            yield Found(result.rule, first["severity"], result.failures.height, first["message"], shown)


def report(*codes: str, seed: int | None = None) -> None:
    """Print the outcome of these forms; where none is named, one line for each form that is not finished."""
    from shucai.demo import SEED, demo_school

    outcomes = check_forms(demo_school(SEED if seed is None else seed), codes)
    for outcome in outcomes:
        lines = list(outcome.lines())
        if codes or not outcome.is_finished:
            sys.stdout.write("\n".join(lines if codes else [f"{lines[0]}，{len(lines) - 1} 处"]) + "\n")
    finished = sum(outcome.is_finished for outcome in outcomes)
    sys.stdout.write(f"{finished} 张表已完成，共 {len(outcomes)} 张\n")
