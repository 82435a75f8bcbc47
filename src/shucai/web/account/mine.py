"""My account: who I am, what I answer for, password, second factor, my last log-ins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shucai.apps.organisation.queries import (
    account_history,
    delegated_by,
    delegated_to,
    grants_of,
    has_second_factor,
)
from shucai.apps.organisation.queries.contacts import Contacts, contacts_of
from shucai.domain.access import Verb
from shucai.web.account.adapters import BY_SIGN_ON
from shucai.web.account.second_factor import wants_factor
from shucai.web.actors import actor_of, person_of, today
from shucai.web.asking import UNPROCESSABLE, may
from shucai.web.audit.words import ACCOUNT_WORDS
from shucai.web.organisation.asking import Wrong

SHOWN = 10
WORRYING = frozenset({"log_in_failed", "log_in_locked", "second_factor_failed"})


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    return page(request)


def page(request: HttpRequest, wrong: Wrong | None = None, contacts: Contacts | None = None) -> HttpResponse:
    """Show the page; with what is wrong, or with the contacts whole."""
    person = person_of(request)
    facts = {
        "contacts": contacts or contacts_of(person).masked,
        "whole": contacts is not None,
        "wrong": wrong,
        "sent": request.POST,
        "person": person,
        "may_delegate": may(actor_of(request), Verb.DELEGATE, person=person.pk),
        "held": [one for one in grants_of(person, today()) if one.when == "now"],
        "delegated": delegated_to(person, today()),
        "given": delegated_by(person, today()),
        "on": today(),
        "happened": [
            (e.at, ACCOUNT_WORDS[e.action], e.facts.get("way", ""), e.action in WORRYING)
            for e in account_history(person, ACCOUNT_WORDS)[:SHOWN]
        ],
        "has_factor": has_second_factor(person),
        "wants_factor": wants_factor(request),
        "by_sign_on": request.session.get(BY_SIGN_ON, False),
    }
    return render(request, "account/mine.html", facts, status=UNPROCESSABLE if wrong else 200)
