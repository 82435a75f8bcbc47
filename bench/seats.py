"""Who types into what at the demo school in mid-campaign: both campaigns run, 209 forms, 15 departments."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench.staffed import install
from bench.visitors import Browser, Typist
from shucai import toolkit

if TYPE_CHECKING:
    from random import Random

    from shucai.apps.campaigns.models import Campaign
    from shucai.apps.organisation.models import Person
    from shucai.domain.todos import OpenPart

BEAT = 5.0  # seconds between two saves of a person, and between two looks


def open_school(folder: Path) -> "list[Campaign]":
    """Make an installation with the demo school in mid-campaign, and return the campaigns that run."""
    install(folder / "var")
    from shucai.apps.campaigns.models import Campaign
    from shucai.apps.organisation.models import Person
    from shucai.demo.opening import open_demo_school
    from shucai.web.actors import clock

    open_demo_school("invented-words-only", at=clock(), at_work=True)
    campaigns = list(Campaign.objects.filter(state="published").order_by("pk"))
    Person.objects.filter(password_changed_at=None).update(password_changed_at=campaigns[0].published_at)
    return campaigns


def seats(campaigns: "Sequence[Campaign]") -> "list[tuple[Person, OpenPart]]":
    """Return one part of everybody that they may type into now, then a second one of everybody, each part once."""
    from shucai.apps.organisation.models import Person

    rounds: dict[int, int] = {}
    dealt, given = [], set[int]()
    for person in Person.objects.exclude(grants=None).order_by("pk"):
        for part in _parts_to_type(person, campaigns):
            if part.id not in given:
                given.add(part.id)
                rounds[person.pk] = rounds.get(person.pk, 0) + 1
                dealt.append((rounds[person.pk], person, part))
    return [(person, part) for _, person, part in sorted(dealt, key=lambda one: one[0])]


def _parts_to_type(person: "Person", campaigns: "Sequence[Campaign]") -> "list[OpenPart]":
    from shucai.apps.filling.queries import open_parts
    from shucai.apps.organisation.queries import actor_of
    from shucai.domain.todos import Task, Urgency, todos_of
    from shucai.web.actors import today

    parts = [part for campaign in campaigns for part in open_parts(campaign)]
    rest = {Urgency.WAITING, Urgency.LATER}
    one_row = {one.id for one in toolkit.catalogue().forms if one.cardinality != "many"}
    todos = todos_of(actor_of(person, today()), parts, today())
    open_now = [one.part for one in todos if one.task is Task.FILL and one.urgency not in rest]
    return [part for part in open_now if part.leads and part.form not in one_row]


def typist(
    port: int, person: "Person", part: int, random: "Random", rows: dict[str, int] | None = None
) -> Typist:
    """Return somebody who types into a part. rows: their own, uid to version; those they add come to them."""
    from shucai.apps.filling.models import Contribution
    from shucai.apps.filling.working import definition_of

    found = Contribution.objects.select_related("made_return__form__campaign").get(pk=part)
    form = definition_of(found.made_return)
    return Typist(browser(port, person), random, BEAT, part=part, form=form, rows=rows or {})


def browser(port: int, person: "Person") -> Browser:
    """Return a browser in which somebody is logged in."""
    from tests.builders.people import logged_in

    return Browser(port, logged_in(person).cookies["shucai_session"].value)
