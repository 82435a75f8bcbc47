"""What a form of the organisation is asked: its dates, and where on it a refusal is shown."""

from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpRequest

from shucai.domain.problems import Refused
from shucai.web.asking import day_in, text_of

FIELDS: Mapping[str, str] = {  # code of a refusal -> the field it stands at
    "R205": "login", "R218": "staff_no", "R220": "staff_no", "R221": "login", "R202": "name", "R206": "ends_on",
    "R225": "ends_on", "R226": "ends_on", "R227": "to", "R228": "to", "R304": "reason", "R215": "parent", "R203": "into",
    "R245": "phone", "R246": "email", "R209": "role", "R210": "role",
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


def day_of(request: HttpRequest, name: str, title: str) -> date | Refused | None:
    """Return the day of a field, None where it is blank, or that it is no day."""
    typed = text_of(request, name)
    if not typed:
        return None
    return day_in(typed) or Refused("R231", {"field": title, "text": typed})


def needed_day(request: HttpRequest, name: str, title: str) -> date | Refused:
    """Return the day of a field that may not be blank."""
    day = day_of(request, name, title)
    return Refused("R201", {"field": title}) if day is None else day
