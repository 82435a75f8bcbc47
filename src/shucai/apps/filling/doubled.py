"""Rows of a part that was handed in which another department filled too since: told on the desk, for nobody looks again."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from shucai.apps.filling.checking.doubles import rule_of
from shucai.apps.filling.checking.running import stored
from shucai.apps.filling.models import CheckRun, Contribution, Explanation
from shucai.apps.filling.working import definition_of
from shucai.domain.access import Actor, Facts, Verb, reach
from shucai.domain.workflow import State

HANDED_IN = [one.value for one in State if one not in {State.NOT_STARTED, State.FILLING, State.ARCHIVED}]


@dataclass(frozen=True, slots=True)
class Doubled:
    """A part that was handed in with rows another department has, too. words: of the first of them; count: how many."""

    part: Contribution
    words: str
    count: int


def doubled_since(actor: Actor) -> list[Doubled]:
    """Return the parts an actor fills that were handed in and have rows another department filled too.

    Told from the last run of the checks, so that a desk can ask it again and again. What was explained is told no more.
    """
    reached = reach(actor, Verb.FILL)
    if not reached:
        return []
    shared = Contribution.objects.filter(
        school=actor.school, state__in=HANDED_IN, made_return__form__campaign__state="published"
    )
    related = ("assignment__unit", "made_return__form__campaign")
    mine = [
        one
        for one in shared.select_related(*related).order_by("made_return__form", "pk")
        if reached.covers(_about(one))
    ]
    runs = CheckRun.objects.filter(made_return__in={one.made_return_id for one in mine})
    counts = dict(runs.values_list("made_return", "counts"))
    return [
        told
        for one in mine
        if counts.get(one.made_return_id, {}).get(f"{_form_of(one)}.two_departments")
        for told in _told(one)
    ]


def _told(part: Contribution) -> Iterator[Doubled]:
    definition = definition_of(part.made_return)
    run = stored(part.made_return, definition)
    if run is None:
        return
    rule = rule_of(definition)
    said = Explanation.objects.filter(made_return=part.made_return, rule=rule, withdrawn_at=None)
    explained = set(said.values_list("row", "value"))
    found = run.frame.filter((pl.col("rule") == rule) & (pl.col("part") == part.pk))
    left = [
        message
        for row, value, message in found.select("row", "cells", "message").iter_rows()
        if (row, value) not in explained
    ]
    if left:
        yield Doubled(part, left[0], len(left))


def _form_of(part: Contribution) -> str:
    form = part.made_return.form
    return f"{form.campaign.platform}.{form.code}"


def _about(part: Contribution) -> Facts:
    return Facts(part.school_id, frozenset({part.assignment.unit_id}), _form_of(part))
