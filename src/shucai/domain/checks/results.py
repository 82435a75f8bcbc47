"""What checks answer: per check how many rows passed, failed or stayed open, and where it failed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

FAILURES_SCHEMA = {"index": pl.UInt32, "severity": pl.String, "message": pl.String}

NO_FAILURES = pl.DataFrame(schema=FAILURES_SCHEMA)


@dataclass(frozen=True)
class Result:
    """The outcome of one check over all rows.

    failures: one row a failure, columns of FAILURES_SCHEMA; index counts rows of the table from 0.
    """

    rule: str
    fields: tuple[str, ...]
    passed: int
    failed: int
    open: int
    failures: pl.DataFrame

    @property
    def outcome(self) -> str:
        """Return failed where a row failed, open where blanks left every row open, passed otherwise."""
        if self.failed:
            return "failed"
        return "open" if self.open and not self.passed else "passed"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that could not be evaluated, and why."""

    rule: str
    cause: str


@dataclass(frozen=True, slots=True)
class Summary:
    """How many checks were evaluated and how they ended, by the outcome of each over all its rows.

    causes: why checks were skipped, with how many each.
    """

    total: int
    passed: int
    failed: int
    open: int
    skipped: int
    causes: tuple[tuple[str, int], ...]

    @property
    def evaluated(self) -> int:
        """Return how many checks were really run."""
        return self.total - self.skipped


def summarise(results: Sequence[Result], skipped: Sequence[Skipped]) -> Summary:
    """Return the counts over all checks, so that nothing passes by absence (ruling 16)."""
    outcomes = Counter(result.outcome for result in results)
    causes = Counter(skip.cause for skip in skipped)
    return Summary(
        total=len(results) + len(skipped),
        passed=outcomes["passed"],
        failed=outcomes["failed"],
        open=outcomes["open"],
        skipped=len(skipped),
        causes=tuple(causes.most_common()),
    )
