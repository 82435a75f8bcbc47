"""Who was reminded of what is open in a campaign: when last, and by whom."""

from dataclasses import dataclass
from datetime import datetime

from shucai.apps.audit.models import Entry
from shucai.apps.campaigns.actions.reminding import REMIND
from shucai.apps.campaigns.models import Campaign

MOST = 200  # notes that are looked through, the newest first


@dataclass(frozen=True)
class Reminded:
    """The last time somebody was reminded."""

    at: datetime
    by: str


def last_reminders(campaign: Campaign) -> dict[str, Reminded]:
    """Return what departments and offices are called -> when they were reminded last, and by whom."""
    found: dict[str, Reminded] = {}
    notes = Entry.objects.filter(
        school=campaign.school_id, action=REMIND, subject_kind="campaign", subject_id=str(campaign.pk)
    ).order_by("-number")
    for at, by, facts in notes.values_list("at", "actor_name", "facts")[:MOST]:
        for name in facts["units"]:
            found.setdefault(name, Reminded(at, by))
    return found
