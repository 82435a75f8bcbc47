"""Statements that there is nothing to report, and what other forms say against them (FIL-5, FIL-6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import polars as pl
from django.db.models import Q

from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.filling.checking import found_of
from shucai.apps.filling.models import CheckRun, Contribution, Declaration, Return
from shucai.apps.filling.working import working_rows
from shucai.domain.access import Actor, Facts, Verb, reach
from shucai.domain.catalogue import Form, Source
from shucai.domain.checks.references import reference_rules
from shucai.domain.rows import PART
from shucai.toolkit.check import across_checks


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A declaration that other forms speak against. forms: code and title of each -> how often."""

    declared: Declaration
    forms: Mapping[str, int]


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
    """Return what the rows of other forms say against a declared form; nothing while it is not declared.

    Rows that wait for their acceptance speak too: what they name and is not there keeps them from being accepted.
    """
    campaign = made_return.form.campaign
    sisters = _sisters(campaign.platform, campaign.edition_year, made_return.form.code)
    there = Q(form__snapshot__rows__gt=0) | Q(staged_rows__state="pending")
    wanted = Return.objects.filter(there, form__campaign=campaign, form__code__in=sisters).distinct()
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


def contradicted(actor: Actor) -> list[Contradicted]:
    """Return the declarations an actor signed or may take back that other forms speak against.

    Told from the last run of the checks of those forms, so that a desk can ask it again and again.
    """
    reached = reach(actor, Verb.CLOSE_FORM)
    signed = Declaration.objects.filter(
        school=actor.school, unsigned_at=None, contribution__made_return__form__campaign__state="published"
    )
    related = ("signed_by", "contribution__assignment__unit", "contribution__made_return__form__campaign")
    mine = [
        one
        for one in signed.select_related(*related).order_by("contribution__made_return__form", "pk")
        if one.signed_by_id == actor.person or reached.covers(_about(one))
    ]
    runs = _last_runs({one.contribution.made_return.form.campaign_id for one in mine}) if mine else {}
    found = [Contradicted(one, _told_against(one, runs)) for one in mine]
    return [one for one in found if one.forms]


def _about(declared: Declaration) -> Facts:
    form, unit = declared.contribution.made_return.form, declared.contribution.assignment.unit_id
    return Facts(declared.school_id, frozenset({unit}), f"{form.campaign.platform}.{form.code}")


def _last_runs(campaigns: set[int]) -> dict[int, dict[str, Mapping[str, int]]]:
    """Return campaign -> form -> rule -> how many findings, in the platform's order."""
    found: dict[int, dict[str, Mapping[str, int]]] = {}
    runs = CheckRun.objects.filter(made_return__form__campaign__in=campaigns)
    place = ("made_return__form__campaign", "made_return__form__code", "counts")
    for campaign, code, counts in runs.order_by("made_return__form__position").values_list(*place):
        found.setdefault(campaign, {})[code] = counts
    return found


def _told_against(
    declared: Declaration, runs: Mapping[int, Mapping[str, Mapping[str, int]]]
) -> dict[str, int]:
    form = declared.contribution.made_return.form
    campaign = form.campaign
    forms = definitions_of(campaign.platform, campaign.edition_year)
    sisters = _sisters(campaign.platform, campaign.edition_year, form.code)
    said = {
        f"{code} {forms[code].title}": sum(counts.get(rule, 0) for rule in sisters.get(code, ()))
        for code, counts in runs.get(campaign.pk, {}).items()
        if code in forms
    }
    return {title: count for title, count in said.items() if count}


@lru_cache(maxsize=512)
def _sisters(platform: str, edition_year: int, named: str) -> Mapping[str, frozenset[str]]:
    """Return the other forms of an edition whose rules look at one of its forms, with these rules."""
    forms = definitions_of(platform, edition_year)
    return {
        code: rules
        for code, form in forms.items()
        if code != named and (rules := frozenset(_speaking_of(form, forms[named])))
    }


def _speaking_of(form: Form, named: Form) -> Iterator[str]:
    """Yield the rules of a form that look at another one."""
    source = Source(named.platform, named.code)
    yield from (one.check.id for one in across_checks(form) if source in one.check.sources)
    for rule, key in reference_rules(form):
        if any(code == named.code for code, _ in key.targets):
            yield rule
