"""Which department has a part in which form now: by the newest published campaign of each platform."""

from collections.abc import Mapping
from dataclasses import dataclass

from shucai.apps.campaigns.models import Assignment, Campaign


@dataclass(frozen=True, slots=True)
class Part:
    """A department's part in a form of a campaign."""

    unit_id: int
    leads: bool


def parts_by_form(school_id: int) -> Mapping[str, Mapping[str, tuple[Part, ...]]]:
    """Return platform -> form code -> parts, for the platforms that have a published campaign; the others are absent."""
    newest: dict[str, int] = {}
    for platform, pk in (
        Campaign.objects.filter(school=school_id, state="published")
        .order_by("-year")
        .values_list("platform", "pk")
    ):
        newest.setdefault(platform, pk)
    found: dict[str, dict[str, tuple[Part, ...]]] = {platform: {} for platform in newest}
    platforms = {pk: platform for platform, pk in newest.items()}
    parts = Assignment.objects.filter(form__campaign__in=platforms).order_by("form__position", "order")
    for campaign, code, unit, order in parts.values_list("form__campaign", "form__code", "unit", "order"):
        of_platform = found[platforms[campaign]]
        of_platform[code] = (*of_platform.get(code, ()), Part(unit, leads=order == 0))
    return found
