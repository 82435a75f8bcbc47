"""Taking a file piece by piece; an upload that broke off goes on where it stood."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from shucai.apps.audit.actions import Subject, record
from shucai.apps.filling.actions.importing.reading import ask_for_reading
from shucai.apps.filling.bringing import places
from shucai.apps.filling.changing import may_change_part
from shucai.apps.filling.models import Contribution, Import
from shucai.apps.filling.working import sealing_for
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused

MEGABYTE = 1 << 20
OPEN = ("uploading", "reading", "asking", "ready")
LONGEST_NAME = 200


@dataclass(frozen=True)
class Offer:
    """A file somebody wants to bring. size: in bytes. mark: what the browser says of it, such as when it was saved."""

    name: str
    size: int
    mark: str = ""


@transaction.atomic
def begin_import(part_id: int, offer: Offer, *, by: Actor, at: datetime, today: date) -> Import | Refused:
    """Open an import, or give back the one whose upload of the same file broke off."""
    allowed = may_change_part(by, Verb.IMPORT, part_id, today)
    if isinstance(allowed, Refused):
        return allowed
    refused = _not_taken(offer)
    if refused:
        return refused
    name, mark = offer.name[-LONGEST_NAME:], offer.mark[:40]
    mine = Import.objects.filter(contribution=part_id, made_by=by.person, state="uploading")
    broken_off = mine.filter(file_name=name, size=offer.size, mark=mark).order_by("-made_at").first()
    if broken_off is not None:
        return broken_off
    related = ("made_return__form__campaign",)
    part = Contribution.objects.select_related(*related).get(pk=part_id)
    key = sealing_for(part.made_return, at=at).number
    return Import.objects.create(
        school_id=part.school_id,
        contribution=part,
        made_by_id=by.person,
        on_behalf_of=allowed.on_behalf_of,
        made_at=at,
        file_name=name,
        size=offer.size,
        mark=mark,
        key=key,
        token=places.drawer_of(key).create(places.owner_of(part.school_id), at),
    )


def _not_taken(offer: Offer) -> Refused | None:
    """Return why a file is not taken, before a byte of it came."""
    if not places.suffix_of(offer.name):
        return Refused("R560", {"name": offer.name})
    if offer.size <= 0:
        return Refused("R561", {"name": offer.name})
    if offer.size > settings.UPLOAD_LIMIT:
        size, limit = (f"{number / MEGABYTE:.0f} MB" for number in (offer.size, settings.UPLOAD_LIMIT))
        return Refused("R562", {"size": size, "limit": limit})
    return None


@transaction.atomic
def receive_piece(import_id: int, offset: int, piece: bytes, *, by: Actor) -> Import | Refused:
    """Take a piece of a file. The answer says how much is there; a piece sent again, or too early, changes nothing."""
    brought = own(import_id, by)
    if isinstance(brought, Refused):
        return brought
    if offset != brought.received or brought.state != "uploading":
        return brought
    if len(piece) != places.piece_size(brought, offset):
        return Refused("R563")
    places.keep_piece(brought, offset, piece)
    brought.received = offset + len(piece)
    brought.save(update_fields=["received"])
    return brought


@transaction.atomic
def finish_upload(import_id: int, *, by: Actor, at: datetime) -> Import | Refused:
    """Begin to read a file that is there as a whole; one that was brought in before changes nothing, and says so."""
    brought = own(import_id, by)
    if isinstance(brought, Refused) or brought.state != "uploading":
        return brought
    if brought.received != brought.size:
        return Refused("R563")
    brought.digest = places.digest_of(brought)
    same = Import.objects.filter(
        contribution=brought.contribution_id, digest=brought.digest, state="committed"
    ).order_by("-committed_at")
    before = same.first()
    if before is not None:
        brought.state = "refused"
        brought.problem = {"kind": "same", "import": before.pk}
    else:
        brought.state = "reading"
        brought.job = ask_for_reading(brought, by=by, at=at)
    brought.save(update_fields=["digest", "state", "problem", "job"])
    return brought


@transaction.atomic
def give_up(import_id: int, *, by: Actor, at: datetime) -> Import | Refused:
    """Leave an import that is not committed; its file goes."""
    brought = own(import_id, by)
    if isinstance(brought, Refused):
        return brought
    if brought.state not in (*OPEN, "refused"):
        return Refused("R564", {"state": brought.get_state_display()})
    brought.state = "given_up"
    for name in ("packed", "marks", "changes", "findings"):
        setattr(brought, name, b"")
    brought.save(update_fields=["state", "packed", "marks", "changes", "findings"])
    subject = Subject(brought.school_id, "import", str(brought.pk), brought.file_name)
    record(Verb.IMPORT, subject, by=by, at=at, facts={"did": "放弃一次导入"})
    transaction.on_commit(lambda: places.forget(brought))
    return brought


def own(import_id: int, by: Actor) -> Import | Refused:
    """Return an import of the actor's, locked; another's is no different from none."""
    mine = Import.objects.select_for_update().filter(pk=import_id, school=by.school, made_by=by.person)
    return mine.first() or Refused("R101")
