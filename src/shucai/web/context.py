"""What the frame of every page shows: navigation with counts, and how many files this visitor has checked."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest

from shucai.toolkit.catalogue import YEAR
from shucai.web.actors import actor_of, person_of
from shucai.web.catalogue.queries import platform_counts, unit_counts
from shucai.web.checks.owners import owner_of
from shucai.web.checks.store import drawer, now
from shucai.web.navigation import navigation_of, tabs_of


def shell(request: HttpRequest) -> dict[str, Any]:  # values of a template
    """Return the values of base.html. section: which entry of the navigation is current.

    frame, frozen: a page of the catalogue stands in base.html here, in site/base.html as a file (see web/site).
    """
    if not request.user.is_authenticated:
        return {
            "frame": "account/frame.html",
            "frozen": False,
            "told": get_messages(request),
            "sign_on": {"oidc": settings.OIDC_NAME, "cas": settings.CAS_NAME},
        }
    owner = owner_of(request)
    actor = actor_of(request)
    match = request.resolver_match
    return {
        "frame": "base.html",
        "idle_seconds": int(settings.IDLE_LIMIT.total_seconds()),
        "me": person_of(request),
        "told": get_messages(request),
        "navigation": navigation_of(actor),
        "tabs": tabs_of(actor),
        "frozen": False,
        "section": match.kwargs.get("section") or (match.url_name or "").split("_")[0] if match else "",
        "platforms": platform_counts(),
        "platform": request.GET.get("platform", ""),
        "units": unit_counts(),
        "find_in": "find",
        "find_words": "查表、字段、人员、规则",
        "kept_count": len(drawer().tokens(owner, now())) if owner else 0,
        "year": YEAR,
        "keep_hours": int(settings.SEALED_KEEP.total_seconds() // 3600),
    }
