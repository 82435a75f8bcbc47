"""Statements that there is nothing to report, and what other forms say against them (FIL-5, FIL-6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.filling.checking import found_of
from shucai.apps.filling.models import Contribution, Declaration, Return
from shucai.apps.filling.working import definition_of, working_rows
from shucai.domain.catalogue import Form, Source
from shucai.domain.checks.references import reference_rules
from shucai.domain.rows import PART
from shucai.toolkit.check import across_checks


@dataclass(frozen=True, slots=True)
class Against:
    """What another form says against there being nothing. count: how often."""

    form: str
    words: str
    count: int


def declaration_of(part: Contribution) -> Declaration | None:
    """Return what is declared about a part and in force."""
    found = Declaration.objects.filter(contribution=part, unsigned_at=None)
    return found.select_related("signed_by").first()


def row_counts(part: Contribution, *, at: datetime) -> tuple[int, int]:
    """Return how many rows the part has, accepted or staged, and how many the whole form has.

    Rows whose removal still waits for its acceptance are there.
    """
    frame = working_rows(part.made_return, at=at).frame
    return frame.filter(pl.col(PART) == part.pk).height, frame.height


def against(made_return: Return, *, at: datetime, today: date) -> list[Against]:
    """Return what the accepted rows of other forms say against a declared form; nothing while it is not declared."""
    campaign = made_return.form.campaign
    definition = definition_of(made_return)
    sisters = {
        code: rules
        for code, form in definitions_of(campaign.platform, campaign.edition_year).items()
        if code != definition.code and (rules := frozenset(_speaking_of(form, definition)))
    }
    wanted = Return.objects.filter(
        form__campaign=campaign, form__code__in=sisters, form__snapshot__rows__gt=0
    )
    said = list[Against]()
    for one in wanted.select_related("form__campaign").order_by("form__position"):
        found = found_of(one, at=at, today=today)
        frame = found.frame.filter(pl.col("rule").is_in(list(sisters[one.form.code])))
        title = f"{found.form.code} {found.form.title}"
        said.extend(
            Against(title, words, count)
            for words, count in frame.group_by("rule", maintain_order=True)
            .agg(pl.col("message").first(), pl.len().alias("count"))
            .select("message", "count")
            .iter_rows()
        )
    return said


def _speaking_of(form: Form, named: Form) -> Iterator[str]:
    """Yield the rules of a form that look at another one."""
    source = Source(named.platform, named.code)
    yield from (one.check.id for one in across_checks(form) if source in one.check.sources)
    for rule, key in reference_rules(form):
        if any(code == named.code for code, _ in key.targets):
            yield rule
