"""Reading an account: its second factor, and what happened to it."""

from collections.abc import Collection

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from shucai.apps.audit.models import Entry
from shucai.apps.organisation.models import Person, SlipBatch
from shucai.domain.access import Actor


def account_history(person: Person, kinds: Collection[str]) -> QuerySet[Entry]:
    """Return what happened to an account, the latest first. kinds: of actions."""
    about = Entry.objects.filter(
        school=person.school_id or 0, subject_kind="person", subject_id=str(person.pk)
    )
    return about.filter(action__in=kinds).order_by("-number")


def has_second_factor(person: Person) -> bool:
    """Return whether an authenticator app is set up."""
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())


def batch_of(actor: Actor, batch_id: int) -> SlipBatch | None:
    """Return a batch of slips an actor asked for; another's is no different from none."""
    return SlipBatch.objects.filter(school=actor.school, asked_by=actor.person, pk=batch_id).first()


def slips_waiting_for(actor: Actor) -> list[SlipBatch]:
    """Return the batches whose slips an actor has not looked at yet, the latest first."""
    mine = SlipBatch.objects.filter(school=actor.school, asked_by=actor.person).exclude(sealed="")
    return list(mine.select_related("job").order_by("-done_at"))
