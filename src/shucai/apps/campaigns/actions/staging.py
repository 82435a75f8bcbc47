"""Changing the stages of a campaign (CAM-2). Once it is published, a deadline moves by an extension only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shucai.apps.campaigns.actions.holding import Held, hold
from shucai.apps.campaigns.models import Campaign, Stage
from shucai.domain.access import Actor, Verb
from shucai.domain.planning import PlannedStage, misplaced
from shucai.domain.problems import Refused

ASIDE = 1000  # an order no stage has, so that stages change places without meeting


@dataclass(frozen=True)
class StageWanted:
    """A stage as it should be. id: None for a new one."""

    id: int | None
    planned: PlannedStage


@transaction.atomic
def change_stages(
    campaign_id: int, wanted: Sequence[StageWanted], *, by: Actor, at: datetime, today: date
) -> Campaign | Refused:
    """Make the stages of a campaign these, in this order; those not among them are removed where no form is in them."""
    held = hold(campaign_id, Verb.PLAN_CAMPAIGN, by, at)
    if isinstance(held, Refused):
        return held
    there = {stage.pk: stage for stage in held.campaign.stages.select_for_update()}
    refused = _wrong(wanted, there) or _too_late(held, wanted, there, today) or _in_use(wanted, there)
    if refused:
        return refused
    old = _told(sorted(there.values(), key=lambda stage: stage.order))
    _write(held.campaign, wanted, there)
    new = _told(held.campaign.stages.order_by("order"))
    if old != new:
        held.record("改阶段", {"old": old, "new": new})
    return held.campaign


def _wrong(wanted: Sequence[StageWanted], there: dict[int, Stage]) -> Refused | None:
    if not wanted:
        return Refused("R308", {"what": "至少要有一个阶段"})
    if any(one.id is not None and one.id not in there for one in wanted):
        return Refused("R101")
    wrong = misplaced([one.planned for one in wanted])
    if not wrong:
        return None
    place, words = wrong[0]
    return Refused("R308", {"what": f"第 {place + 1} 阶段{wanted[place].planned.name}：{words}"})


def _too_late(
    held: Held, wanted: Sequence[StageWanted], there: dict[int, Stage], today: date
) -> Refused | None:
    """Return the refusal of dates that people already work by."""
    if held.campaign.state == "draft":
        return None
    for one in wanted:
        stage = there.get(one.id) if one.id is not None else None
        if stage is None or stage.starts_on > today:
            continue
        if (stage.starts_on, stage.ends_on) != (one.planned.starts_on, one.planned.ends_on):
            return Refused("R305", {"what": f"已开始的“{stage.name}”阶段的日期（推迟请用延期）"})
        if stage.kind != one.planned.kind.value:
            return Refused("R305", {"what": f"已开始的“{stage.name}”阶段的类型"})
    return None


def _in_use(wanted: Sequence[StageWanted], there: dict[int, Stage]) -> Refused | None:
    kept = {one.id for one in wanted}
    for pk, stage in there.items():
        count = 0 if pk in kept else stage.forms.count()
        if count:
            return Refused("R204", {"name": stage.name, "what": f" {count} 张表"})
    return None


def _write(campaign: Campaign, wanted: Sequence[StageWanted], there: dict[int, Stage]) -> None:
    kept = {one.id for one in wanted if one.id is not None}
    campaign.stages.exclude(pk__in=kept).delete()
    for order, one in enumerate(wanted):
        if one.id is not None:
            campaign.stages.filter(pk=one.id).update(order=ASIDE + order)
    for order, one in enumerate(wanted):
        stage = there[one.id] if one.id is not None else Stage(campaign=campaign)
        planned = one.planned
        stage.order, stage.kind, stage.name = order, planned.kind.value, planned.name.strip()
        stage.starts_on, stage.ends_on = planned.starts_on, planned.ends_on
        stage.work, stage.departments, stage.remark = planned.work, planned.departments, planned.remark
        stage.save()


def _told(stages: Iterable[Stage]) -> dict[str, str]:
    """Return everything that can be changed of stages, as people read it."""
    return {
        f"第 {one.order + 1} 阶段 {one.name}": "；".join(
            filter(None, (_span(one), one.work, one.departments, one.remark))
        )
        for one in stages
    }


def _span(stage: Stage) -> str:
    return f"{stage.get_kind_display()}，{stage.starts_on} 至 {stage.ends_on}"
