"""Logging in and out, passwords and the second factor of one's own account: what the audit keeps of them."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from shucai.apps.audit.actions import Subject, record
from shucai.apps.organisation.actions.acting import about_person
from shucai.apps.organisation.models import Person
from shucai.domain.access import Actor

NOBODY = Subject(0, "account", "", "不存在的登录名", is_quiet=True)


@transaction.atomic
def tell(person: Person, what: str, *, at: datetime, **facts: object) -> None:
    """Record what happened to an account: log_in, log_out, second_factor_on …"""
    by = Actor(person.pk, person.school_id or 0, person.name)
    record(what, replace(about_person(person), is_quiet=True), by=by, at=at, facts=facts)


@transaction.atomic
def tell_failed_log_in(login: str, *, at: datetime, locked: bool) -> None:
    """Record a log-in that failed, at the person it was meant for; what was typed for nobody is not kept.

    locked: log-ins under this name wait from now on, or waited already.
    """
    person = Person.objects.filter(login__iexact=login.strip()).first()
    what = "log_in_locked" if locked else "log_in_failed"
    subject = replace(about_person(person), is_quiet=True) if person else NOBODY
    record(what, subject, by=None, at=at)
