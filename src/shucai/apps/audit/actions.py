"""Writing the audit: called inside the transaction of the action it tells of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shucai.apps.audit.chain import GENESIS, hash_of
from shucai.apps.audit.models import Entry
from shucai.domain.access import Actor, Verb


@dataclass(frozen=True)
class Subject:
    """What was acted on: the school (0: the installation), a noun of the product, its id, and how it is called now."""

    school: int
    kind: str
    id: str
    name: str


def record(
    verb: Verb | str,
    subject: Subject,
    *,
    by: Actor | None,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    on_behalf_of: int | None = None,
) -> Entry:
    """Add an entry at the end of the chain of a school. by None: the installation itself.

    on_behalf_of: the person whose delegated role was used.
    facts: what changed; personal values masked by the caller (ruling 11). Must run in a transaction, the one of the action.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit entry is written in the transaction of its action")
    last = Entry.objects.select_for_update().filter(school=subject.school).order_by("-number").first()
    entry = Entry(
        school=subject.school,
        number=last.number + 1 if last else 1,
        at=at,
        actor=by.person if by else None,
        actor_name=by.name if by else "系统",
        on_behalf_of=on_behalf_of,
        action=str(verb),
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject=subject.name,
        facts=dict(facts or {}),
        previous=last.hash if last else GENESIS,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    return entry
