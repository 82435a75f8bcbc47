"""What is found of the words somebody types, by kind, and nothing the person may not see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse

from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.organisation.queries import WantedPeople, people_found
from shucai.domain.access import Actor
from shucai.domain.catalogue import PLATFORM_WORDS, Form
from shucai.domain.checks.messages import of_any_row
from shucai.web.catalogue.queries import Wanted, current_forms, find_forms, is_named
from shucai.web.find.findings import findings_of

SHOWN = 12  # of a kind


@dataclass(frozen=True)
class Hit:
    """Something found. said: what it is; address: where it is seen."""

    title: str
    said: str
    address: str


@dataclass(frozen=True)
class Kind:
    """Everything found of one kind. more: how many are not shown; rest: where they are, blank for nowhere."""

    title: str
    hits: tuple[Hit, ...]
    more: int = 0
    rest: str = ""


def found_of(actor: Actor, text: str, today: date) -> list[Kind]:
    """Return what is found, kinds without anything left out."""
    words = text.casefold().split()
    forms = [one.form for one in find_forms(Wanted(text=text)) if not one.fields]
    asked = urlencode({"q": text})
    listing = f"{reverse('forms')}?{asked}"
    kinds = [
        _kind("表单", _forms(actor, forms), listing),
        _kind("字段", _fields(words), listing),
        _kind("人员", _people(actor, text, today), f"{reverse('people')}?{asked}"),
        _kind("查出的问题", _findings(actor, words)),
        _kind("校验规则", _rules(words)),
    ]
    return [kind for kind in kinds if kind.hits]


def _kind(title: str, hits: Iterable[Hit], rest: str = "") -> Kind:
    every = list(hits)
    return Kind(title, tuple(islice(every, SHOWN)), max(len(every) - SHOWN, 0), rest)


def _forms(actor: Actor, forms: Iterable[Form]) -> Iterator[Hit]:
    """Yield forms; one of a running campaign leads to its page there."""
    running = CampaignForm.objects.filter(campaign__school=actor.school, campaign__state="published")
    there = {
        (platform, code): (campaign, pk)
        for platform, code, campaign, pk in running.values_list(
            "campaign__platform", "code", "campaign", "pk"
        )
    }
    for form in forms:
        place = there.get((form.platform, form.code))
        address = reverse("campaigns_form", args=place) if place else reverse("forms_one", args=[form.code])
        said = PLATFORM_WORDS[form.platform] + ("，正在采集" if place else "")
        yield Hit(f"{form.code} {form.title}", said, address)


def _fields(words: list[str]) -> Iterator[Hit]:
    for form in current_forms():
        for field in form.fields:
            if is_named(f"{field.title} {field.name}", field.title, words):
                yield Hit(field.title, f"{form.code} {form.title}", reverse("forms_one", args=[form.code]))


def _people(actor: Actor, text: str, today: date) -> Iterator[Hit]:
    for person in people_found(actor, WantedPeople(text=text), today):
        unit = person.unit.title if person.unit else ""
        yield Hit(person.name, unit, reverse("people_one", args=[person.pk]))


def _findings(actor: Actor, words: list[str]) -> Iterator[Hit]:
    for one in findings_of(actor, words):
        said = f"{one.form.code} {one.form.title}，{one.unit}，{one.severity} {one.count} 处"
        yield Hit(one.title, said, reverse("filling_check", args=[one.part]))


def _rules(words: list[str]) -> Iterator[Hit]:
    for form in current_forms():
        for check in form.checks:
            told = check.undated or check.message
            if all(word in f"{check.id} {told}".casefold() for word in words):
                yield Hit(
                    of_any_row(check),
                    f"{check.id}，{form.code}",
                    reverse("forms_checks", args=[form.code]),
                )
