"""What a campaign still lacks before it can be published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shucai.apps.campaigns.lines import FormLine
from shucai.apps.campaigns.models import Campaign
from shucai.apps.organisation.models import RoleGrant
from shucai.apps.organisation.queries import in_force
from shucai.domain.access import Role


@dataclass(frozen=True)
class Gap:
    """Something that is missing. step: of the wizard where it is put right. forms: codes of the forms it concerns.

    blocks: whether publishing waits for it; otherwise it is only said. of_school: it is of no one department.
    """

    step: str
    words: str
    forms: tuple[str, ...] = ()
    blocks: bool = True
    of_school: bool = False


def gaps_of(campaign: Campaign, lines: Sequence[FormLine], today: date) -> list[Gap]:
    """Return everything that is missing, what blocks first."""
    found = [*_stages(campaign, today), *_forms(lines), *_departments(lines), *_above(campaign, lines, today)]
    return sorted(found, key=lambda gap: not gap.blocks)


def _stages(campaign: Campaign, today: date) -> Iterator[Gap]:
    stages = list(campaign.stages.order_by("order"))
    if not stages:
        yield Gap("stages", "还没有阶段")
    elif max(stage.ends_on for stage in stages) < today:
        yield Gap("stages", f"所有阶段都在 {today} 之前，请改日期")


def _forms(lines: Sequence[FormLine]) -> Iterator[Gap]:
    for line in lines:
        if not line.parts:
            yield Gap(
                "assignments", f"{line.form.code} {line.definition.title} 没有牵头部门", (line.form.code,)
            )


def _departments(lines: Sequence[FormLine]) -> Iterator[Gap]:
    """Yield what departments lack, once a department where all of it concerns the same forms."""
    lacking: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        for part in line.parts if line.is_typed else ():
            for what in part.lacks:
                lacking.setdefault((part.assignment.unit.title, what), []).append(line.form.code)
    together: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (unit, what), codes in lacking.items():
        together.setdefault((unit, tuple(codes)), []).append(what)
    for (unit, forms), whats in together.items():
        yield Gap("people", f"{unit}没有{'和'.join(whats)}，涉及 {len(forms)} 张表", forms)


def _above(campaign: Campaign, lines: Sequence[FormLine], today: date) -> Iterator[Gap]:
    """Yield which roles of the whole school nobody holds although the campaign will need them."""
    grants = RoleGrant.objects.filter(in_force(today), school=campaign.school_id, person__is_active=True)
    held = set(grants.values_list("role", flat=True))
    key = tuple(line.form.code for line in lines if line.has_key)
    if key and Role.SCHOOL_LEADER not in held:
        yield Gap("people", f"没有主管领导，{len(key)} 张表有关键数据须报主管领导批准", key, of_school=True)
    if Role.STEERING_COMMITTEE not in held:
        yield Gap("people", "还没有领导小组成员，审议前须授权", blocks=False, of_school=True)
