"""What a person can hold beside what they hold already, and how a scope reads."""

from shucai.apps.organisation.models import RoleGrant
from shucai.domain.access import Role
from shucai.domain.problems import Refused
from shucai.toolkit import catalogue

APART = {Role.REPORTER.value: Role.DEPARTMENT_HEAD.value, Role.DEPARTMENT_HEAD.value: Role.REPORTER.value}


def cannot_hold(grant: RoleGrant) -> Refused | None:
    """Return why a grant cannot stand: dates, forms, the same role twice at a time, or filling and reviewing in one hand."""
    if grant.ends_on is not None and grant.ends_on < grant.starts_on:
        return Refused("R206", {"starts": f"{grant.starts_on}", "ends": f"{grant.ends_on}"})
    known = {form.id for form in catalogue()}
    if unknown := sorted(set(grant.forms) - known):
        return Refused("R223", {"forms": "、".join(unknown)})
    held = [other for other in _others(grant) if _overlap(grant, other)]
    if same := next((other for other in held if other.role == grant.role), None):
        return Refused("R209", {"name": grant.person.name, "grant": scope_words(same)})
    apart = next((other for other in held if other.role == APART.get(grant.role)), None)
    if apart is not None and (not apart.forms or not grant.forms or set(apart.forms) & set(grant.forms)):
        return Refused("R210", {"name": grant.person.name, "grant": scope_words(apart)})
    return None


def _others(grant: RoleGrant) -> list[RoleGrant]:
    found = RoleGrant.objects.filter(person=grant.person_id, unit=grant.unit_id, revoked_at=None)
    return list(found.exclude(pk=grant.pk).select_related("unit"))


def _overlap(one: RoleGrant, other: RoleGrant) -> bool:
    """Return whether two grants hold on a common day."""
    return (one.ends_on is None or other.starts_on <= one.ends_on) and (
        other.ends_on is None or one.starts_on <= other.ends_on
    )


def scope_words(grant: RoleGrant) -> str:
    """Return a grant as people read it: 填报人 · 学生工作处 · 3 张表 · 2024-09-01 起."""
    parts = [grant.get_role_display(), grant.get_position_display(), grant.unit.title if grant.unit else ""]
    if grant.forms:
        parts.append(f"{len(grant.forms)} 张表")
    if not grant.may_import:
        parts.append("不能导入")
    until = f" 至 {grant.ends_on}" if grant.ends_on else " 起"
    return " · ".join([*(part for part in parts if part), f"{grant.starts_on}{until}"])
