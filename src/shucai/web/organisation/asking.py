"""What a page of the organisation is asked: who may see it, what was typed, and how a refusal is shown."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from shucai.domain.access import Actor, Facts, Verb, allowed
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of

FIELDS: Mapping[str, str] = {  # code of a refusal -> the field it stands at
    "R205": "login", "R218": "staff_no", "R220": "staff_no", "R221": "login", "R202": "name", "R206": "ends_on",
    "R225": "ends_on", "R226": "ends_on", "R227": "to", "R228": "to", "R304": "reason", "R215": "parent", "R203": "into",
    "R209": "role", "R210": "role",
}  # fmt: skip
TITLES: Mapping[str, str] = {
    "姓名": "name", "部门名称": "name", "工号": "staff_no", "登录名": "login", "事由": "reason", "填报人所在的部门": "unit",
    "部门负责人所在的部门": "unit", "角色": "role", "接手人": "taker", "受托人": "to", "最后一天": "left_on",
    "起始日期": "starts_on", "结束日期": "ends_on",
}  # fmt: skip


class Wrong:
    """A refusal at the place of a form where it belongs."""

    def __init__(self, refused: Refused) -> None:
        if refused.code == "R101":
            raise Http404
        self.reason = refused.reason
        self.field = FIELDS.get(refused.code) or TITLES.get(refused.facts.get("field", ""), "")


def guarded(request: HttpRequest, verb: Verb, *, person: int | None = None) -> Actor:
    """Return the actor where a verb is theirs. Raises Http404 for what they do not see, else PermissionDenied with why."""
    actor = actor_of(request)
    asked = allowed(actor, verb, Facts(school=actor.school, person=person))
    if isinstance(asked, Refused):
        if asked.code == "R101":
            raise Http404
        raise PermissionDenied(asked.reason)
    return actor


def may(actor: Actor, verb: Verb, *, person: int | None = None) -> bool:
    """Return whether an actor may do something in the school, so that a page shows the way to it."""
    return not isinstance(allowed(actor, verb, Facts(school=actor.school, person=person)), Refused)


def text_of(request: HttpRequest, name: str) -> str:
    """Return what was typed into a field, without blanks around it."""
    return request.POST.get(name, "").strip()


def id_of(request: HttpRequest, name: str) -> int | None:
    """Return the id that was chosen, None for nothing."""
    chosen = text_of(request, name)
    return int(chosen) if chosen.isdecimal() else None


def day_of(request: HttpRequest, name: str, title: str) -> date | Refused | None:
    """Return the day of a field, None where it is blank, or that it is no day."""
    typed = text_of(request, name)
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return Refused("R231", {"field": title, "text": typed})


def needed_day(request: HttpRequest, name: str, title: str) -> date | Refused:
    """Return the day of a field that may not be blank."""
    day = day_of(request, name, title)
    return Refused("R201", {"field": title}) if day is None else day
