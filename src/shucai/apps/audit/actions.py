"""Writing the audit: called inside the transaction of the action it tells of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shucai.apps.audit.chain import GENESIS, as_stored, hash_of
from shucai.apps.audit.models import ChainHead, Entry
from shucai.domain.access import Actor, Verb

LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Subject:
    """What was acted on: the school (0: the installation), a noun of the product, its id, and how it is called now.

    row_changes, rows_digest: how many entries of the history of its rows the action wrote, and their digest (ruling 9).
    is_quiet: nothing that progress is told from has changed: no state, deadline, assignment, person or name.
    """

    school: int
    kind: str
    id: str
    name: str
    row_changes: int = 0
    rows_digest: str = ""
    is_quiet: bool = False


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
    Raises TypeError or ValueError for facts that JSON does not give back as they are.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit entry is written in the transaction of its action")
    head = _locked_head(subject.school)
    entry = Entry(
        school=subject.school,
        number=head.number + 1,
        at=at,
        actor=by.person if by else None,
        actor_name=by.name if by else "系统",
        on_behalf_of=on_behalf_of,
        action=str(verb),
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject=subject.name[:LONGEST_SUBJECT],
        facts=as_stored(facts or {}),
        row_changes=subject.row_changes,
        rows_digest=subject.rows_digest,
        previous=head.hash,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    moved = head.moved if subject.is_quiet else entry.hash
    ChainHead.objects.filter(pk=head.pk).update(number=entry.number, hash=entry.hash, moved=moved)
    return entry


def _locked_head(school: int) -> ChainHead:
    """Return where a chain ends, locked until the end of the transaction; a new chain begins here.

    Two first entries at once: the second insert waits for the first and then finds the row there.
    """
    heads = ChainHead.objects.select_for_update()
    head = heads.filter(pk=school).first()
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(school=school, hash=GENESIS)], ignore_conflicts=True)
        head = heads.get(pk=school)
    return head
