"""Findings by what somebody types: those of the last check of every return the person sees as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shucai.apps.catalogue.queries import forms_of_school
from shucai.apps.filling.checking.doubles import rules_of_return
from shucai.apps.filling.models import Contribution
from shucai.domain.access import Actor, Facts, Verb, reach
from shucai.domain.catalogue import Form, Severity
from shucai.web.findings.masking import title_of

RELATED = ("assignment__unit", "made_return__form__campaign", "made_return__check_run")


@dataclass(frozen=True, slots=True)
class FoundRule:
    """A rule with findings in a return. part: the leading one; count: how many cases; severity: in words."""

    title: str
    form: Form
    unit: str
    part: int
    count: int
    severity: str


def findings_of(actor: Actor, words: list[str]) -> Iterator[FoundRule]:
    """Yield the rules that fit and found something, return by return in the platform's order.

    A department that only takes part in a return sees findings of its own there; they are not counted here.
    """
    seeing, forms = reach(actor, Verb.SEE_RETURN), dict[int, Mapping[str, Form]]()
    checked = Contribution.objects.filter(
        school=actor.school,
        assignment__order=0,
        made_return__check_run__isnull=False,
        made_return__form__campaign__state="published",
    ).order_by("made_return__form__campaign", "made_return__form__position")
    for part in checked.select_related(*RELATED).defer("made_return__check_run__packed"):
        campaign, unit, run = part.made_return.form.campaign, part.assignment.unit, part.made_return.check_run
        if campaign.pk not in forms:
            forms[campaign.pk] = forms_of_school(actor.school, campaign.platform, campaign.edition_year)
        form = forms[campaign.pk][part.made_return.form.code]
        if seeing.covers(Facts(actor.school, frozenset({unit.pk}), form.id)):
            for rule, said in _fitting(form, run.counts, words):
                weight = Severity(run.severities[rule]).label if rule in run.severities else ""
                yield FoundRule(said, form, unit.title, part.pk, run.counts[rule], weight)


def _fitting(form: Form, counts: Mapping[str, int], words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield id and words of the rules of a form that found something and fit."""
    for rule in rules_of_return(form):
        if counts.get(rule.id):
            said = title_of(rule, form)
            if all(word in f"{rule.id} {said} {rule.message}".casefold() for word in words):
                yield rule.id, said
