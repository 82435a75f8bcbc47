"""Entries of an invented chain, written as actions write them."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from shucai.apps.audit.actions import Subject, record
from shucai.apps.audit.models import Entry
from shucai.domain.access import Actor, Verb

SCHOOL, OTHER_SCHOOL = 7, 8
AT = datetime(2024, 9, 3, 8, 30, tzinfo=UTC)
WANG = Actor(100, SCHOOL, "王小禾")


def write(number: int = 1, *, school: int = SCHOOL, by: Actor | None = WANG, **facts: object) -> Entry:
    """Write an entry. number: tells it from the others."""
    with transaction.atomic():
        return record(
            Verb.MANAGE_UNITS,
            Subject(school, "unit", str(number), f"示例部门{number}"),
            by=by,
            at=AT + timedelta(minutes=number),
            facts={"name": [f"旧名{number}", f"新名{number}"], **facts},
        )


def write_some(count: int, *, school: int = SCHOOL) -> None:
    for number in range(1, count + 1):
        write(number, school=school)


def fail_after_writing(number: int) -> None:
    """Write an entry in a transaction that then fails."""
    with transaction.atomic():
        write(number)
        raise ZeroDivisionError
