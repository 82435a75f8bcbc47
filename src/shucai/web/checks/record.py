"""What is kept of one check beside its rows, as JSON in a sealed file."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self

from shucai import toolkit
from shucai.domain.catalogue import Form, Override, Severity, with_overrides
from shucai.domain.catalogue.overrides import OverrideKind

SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
STEPS = ("读取文件", "核对表头", "规整数据", "逐项校验")


class Outcome(StrEnum):
    """How far a check is."""

    WAITING = "waiting"
    RUNNING = "running"
    REPORT = "report"
    REFUSED = "refused"
    FAILED = "failed"  # by a fault of ours


@dataclass(frozen=True)
class Refused:
    """Why nothing was read; kind as in toolkit.Refusal. candidates: codes of forms it may be."""

    kind: str
    message: str
    differences: tuple[str, ...]
    form: str | None
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """The figures of a report. counts: severity -> cases; causes: (why checks were skipped, how many)."""

    form: str
    rows: int
    sheet: str
    format: str
    notices: tuple[str, ...]
    counts: dict[str, int]
    rows_with_findings: int
    checks: int
    passed: int
    failed: int
    open: int
    skipped: int
    causes: tuple[tuple[str, int], ...]
    change_count: int
    asked_count: int

    @property
    def evaluated(self) -> int:
        """Return how many checks were really run."""
        return self.checks - self.skipped

    @property
    def finding_count(self) -> int:
        """Return the number of cases of all severities."""
        return sum(self.counts.values())

    @property
    def blocking_count(self) -> int:
        """Return the number of cases that block (强制)."""
        return self.counts[Severity.ERROR.value]


@dataclass(frozen=True)
class Record:
    """One uploaded file and what came of it. Times in seconds since 1970; size in bytes.

    is_annotating: the report can be read already, the marked workbook is being written.
    overrides: of the school then, by form: (form id, kind, target, value).
    """

    file_name: str
    size: int
    uploaded_at: float
    asked_form: str | None = None
    accept_mapping: bool = False
    outcome: Outcome = Outcome.WAITING
    step: str = ""
    began_at: float | None = None
    ended_at: float | None = None
    refused: Refused | None = None
    overview: Overview | None = None
    is_annotating: bool = False
    has_annotated: bool = False
    overrides: tuple[tuple[str, OverrideKind, str, float], ...] = ()

    @property
    def is_open(self) -> bool:
        """Return whether the check has not ended."""
        return self.outcome in {Outcome.WAITING, Outcome.RUNNING}

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Return the steps with done, now or next."""
        at = STEPS.index(self.step) if self.step in STEPS else -1
        return [(name, "done" if n < at else "now" if n == at else "next") for n, name in enumerate(STEPS)]

    @property
    def steps_done(self) -> int:
        """Return how many steps lie behind."""
        return STEPS.index(self.step) if self.step in STEPS else 0

    @property
    def uploaded_time(self) -> datetime:
        """Return when the file came."""
        return datetime.fromtimestamp(self.uploaded_at, UTC)

    @property
    def ended_time(self) -> datetime | None:
        """Return when the check ended."""
        return None if self.ended_at is None else datetime.fromtimestamp(self.ended_at, UTC)

    @property
    def suffix(self) -> str:
        """Return the ending of the file's name, with its point and in small letters; empty where it is no ending."""
        ending = SUFFIX.search(self.file_name)
        return ending[0].lower() if ending else ""

    @property
    def stem(self) -> str:
        """Return the file's name without its ending."""
        return self.file_name[: -len(self.suffix)] if self.suffix else self.file_name

    @property
    def form_code(self) -> str | None:
        """Return the form the file was read as, or is meant to be."""
        if self.overview is not None:
            return self.overview.form
        return self.refused.form if self.refused and self.refused.form else self.asked_form

    @property
    def form(self) -> Form | None:
        """Return that form."""
        return toolkit.find_form(self.form_code) if self.form_code else None

    def as_of_school(self, form: Form) -> Form:
        """Return a form as the school had it when the file came."""
        mine = [Override(kind, target, value) for of, kind, target, value in self.overrides if of == form.id]
        return with_overrides(form, mine)

    def again(self, *, form: str | None, accept_mapping: bool) -> Self:
        """Return the record of the same file before another run."""
        return replace(
            self,
            asked_form=form,
            accept_mapping=accept_mapping,
            outcome=Outcome.WAITING,
            step="",
            began_at=None,
            ended_at=None,
            refused=None,
            overview=None,
            is_annotating=False,
            has_annotated=False,
        )

    def as_json(self) -> bytes:
        """Return the record as it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def of_json(cls, kept: bytes) -> Self:
        """Return a record from what was kept."""
        values: dict[str, Any] = json.loads(kept)  # as as_json wrote it
        refused, overview = values.pop("refused"), values.pop("overview")
        values["outcome"] = Outcome(values["outcome"])
        values["overrides"] = tuple(tuple(one) for one in values.get("overrides", ()))
        return cls(
            **values,
            refused=Refused(**_tuples(refused)) if refused else None,
            overview=Overview(**_tuples(overview)) if overview else None,
        )


def _tuples(values: dict[str, Any]) -> dict[str, Any]:  # JSON has lists only
    return {
        name: tuple(tuple(v) if isinstance(v, list) else v for v in value)
        if isinstance(value, list)
        else value
        for name, value in values.items()
    }


def refused_of(refusal: toolkit.Refusal) -> Refused:
    """Return what is kept of a refusal."""
    return Refused(
        kind=refusal.kind,
        message=refusal.message,
        differences=refusal.differences,
        form=refusal.form.code if refusal.form else None,
        candidates=tuple(form.code for form in refusal.candidates),
    )


def overview_of(report: toolkit.Report, counts: Mapping[str, int]) -> Overview:
    """Return the figures of a report. counts: severity -> cases."""
    summary, changes = report.evaluated, report.changes["level"]
    return Overview(
        form=report.form.code,
        rows=report.rows,
        sheet=report.sheet_name,
        format=report.workbook.format,
        notices=report.notices,
        counts=dict(counts),
        rows_with_findings=report.findings["row"].n_unique(),
        checks=summary.total,
        passed=summary.passed,
        failed=summary.failed,
        open=summary.open,
        skipped=summary.skipped,
        causes=summary.causes,
        change_count=int((changes != "REJECT").sum()),
        asked_count=int((changes == "ASK").sum()),
    )
