"""What happened to a person or a department, from the audit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from shucai.apps.audit.models import Entry

LONGEST = 60  # entries on a page

WORDS = {
    "name": "名称", "staff_no": "工号", "login": "登录名", "unit": "部门", "grant": "角色", "to": "受托人", "span": "期间",
    "reason": "事由", "parent": "上级部门", "merged_into": "并入", "order": "次序", "lead_office": "牵头部门", "year": "年度",
    "names_moved": "名称改指本部门", "people": "人员", "grants": "角色", "units": "下级部门", "revoked": "重复的角色",
    "taker": "接手人", "left_on": "最后一天", "assigned": "分工中的人", "collects": "集中导入", "assignments": "分工",
    "file": "文件", "vacant": "暂时空缺", "phone": "手机", "email": "邮箱",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """An entry as people read it."""

    at: datetime
    who: str
    did: str
    details: tuple[str, ...]


def history_of(school_id: int, kind: str, thing_id: int, *, besides: Collection[str] = ()) -> list[Told]:
    """Return what was done to a thing, the newest first; of a person also the rosters they came in.

    besides: actions left out, as log-ins would crowd out what was changed.
    """
    wanted = Q(subject_kind=kind, subject_id=str(thing_id))
    if kind == "person":
        wanted |= Q(subject_kind="roster")
    entries = Entry.objects.filter(wanted, school=school_id).exclude(action__in=besides).order_by("-number")
    kept = (e for e in entries.iterator() if e.subject_kind != "roster" or _of_roster(e, thing_id))
    return [_told(entry, thing_id) for entry, _ in zip(kept, range(LONGEST), strict=False)]


def _of_roster(entry: Entry, person: int) -> list[str]:
    """Return what a roster did to a person, line by line; nothing where they are not in it."""
    return [str(did) for one, _name, did in entry.facts.get("each", ()) if one == person]


def _told(entry: Entry, thing_id: int) -> Told:
    if entry.subject_kind == "roster":
        lines = (*_of_roster(entry, thing_id), f"{WORDS['file']}：{entry.facts['file']}")
        return Told(entry.at, entry.actor_name, str(entry.facts["did"]), lines)
    facts = [(WORDS[key], value) for key, value in entry.facts.items() if key in WORDS and value]
    details = tuple(f"{word}：{_shown(value)}" for word, value in facts)
    return Told(entry.at, entry.actor_name, str(entry.facts.get("did", entry.action)), details)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return " → ".join(str(one) or "空" for one in value)
    return str(value)
