"""The receipt of a submission or a decision, to look at and to print: who, when, over what, and the hash that binds it."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import qrcode
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from qrcode.image.svg import SvgPathImage

from shucai.apps.filling.models import Contribution, Receipt
from shucai.apps.filling.seeing import Seen, seen_part
from shucai.apps.organisation.models import Person
from shucai.apps.review.force import holds_still, is_submitted_still
from shucai.apps.review.models import Decision
from shucai.domain.catalogue import Severity
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.review.looks import look_of


@dataclass(frozen=True)
class Slip:
    """A receipt as it is printed.

    did: what was done. whole: it is of the whole return. taken_back: since when, if it was.

    is_over: it does not hold any more, whatever came after it.
    """

    number: str
    did: str
    by: Person
    on_behalf_of: Person | None
    at: datetime
    rows: int
    revision: int
    counts: Mapping[str, int]
    digest: str
    reason: str = ""
    whole: bool = False
    taken_back: datetime | None = None
    is_over: bool = False

    @property
    def severities(self) -> list[tuple[Severity, int]]:
        """Return how many findings of each weight there were."""
        return [(one, self.counts[one.value]) for one in Severity if one.value in self.counts]


@require_safe
def receipt(request: HttpRequest, *, part_id: int, number: str) -> HttpResponse:
    """Show a receipt of a part or of its return."""
    seen = seen_part(actor_of(request), part_id, at=clock(), today=today())
    if isinstance(seen, Refused):
        raise Http404
    slip = _slip(seen, number)
    facts = {
        "slip": slip,
        "part": seen.part,
        "form": seen.rows.form,
        "campaign": seen.made.form.campaign,
        "qr": qr_of(f"{request.build_absolute_uri()}#{slip.digest}"),
        "seen_at": seen.at,
    }
    return render(request, "review/receipt.html", facts)


def qr_of(text: str) -> SafeString:
    """Return a text as a QR code, an SVG image that scales."""
    target = io.BytesIO()
    qrcode.make(text, image_factory=SvgPathImage, border=2).save(target)
    drawn = target.getvalue().decode()
    return mark_safe(drawn[drawn.index("<svg") :])  # noqa: S308 - drawn by the library from modules alone


def _slip(seen: Seen, number: str) -> Slip:
    """Return the receipt of a number such as S12 or D34. Raises Http404."""
    made, key = SLIPS.get(number[:1]), number[1:]
    slip = made(seen.part, int(key)) if made and key.isdecimal() else None
    if slip is None:
        raise Http404
    return slip


def _submitted(part: Contribution, key: int) -> Slip | None:
    found = Receipt.objects.filter(contribution=part, pk=key).select_related("by", "contribution").first()
    if found is None:
        return None
    principal = Person.objects.filter(pk=found.on_behalf_of).first() if found.on_behalf_of else None
    return Slip(
        found.number, "提交审核（初审）", found.by, principal, found.at, found.rows, found.revision,
        found.counts, found.digest, taken_back=found.withdrawn_at, is_over=not is_submitted_still(found),
    )  # fmt: skip


def _decided(part: Contribution, key: int) -> Slip | None:
    of_return = Decision.objects.filter(made_return=part.made_return_id, pk=key)
    found = of_return.select_related("by", "on_behalf_of", "contribution").first()
    if found is None or found.contribution_id not in {None, part.pk}:
        return None
    return Slip(
        found.number, look_of(found)[2], found.by, found.on_behalf_of, found.at, found.rows, found.revision,
        found.counts, found.digest, found.reason, whole=found.contribution_id is None, is_over=not holds_still(found, part),
    )  # fmt: skip


SLIPS = {"S": _submitted, "D": _decided}
