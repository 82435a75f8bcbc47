"""The five steps of planning a campaign: where one is, and what each still lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shucai.apps.campaigns.gaps import Gap, gaps_of
from shucai.apps.campaigns.lines import FormLine, lines_of
from shucai.apps.campaigns.models import Campaign

STEPS: Mapping[str, str] = {
    "basics": "任务和时段",
    "stages": "阶段和日期",
    "assignments": "任务分工",
    "people": "人员和次序",
    "overview": "检查并发布",
}


@dataclass(frozen=True)
class Step:
    """A step as the head of the pages shows it."""

    number: int
    key: str
    title: str
    missing: int
    current: bool


@dataclass(frozen=True)
class Planning:
    """A campaign being planned, read once a page."""

    campaign: Campaign
    lines: Sequence[FormLine]
    gaps: Sequence[Gap]
    current: str

    @property
    def steps(self) -> list[Step]:
        """Return the steps with how much each lacks."""
        blocking = [gap for gap in self.gaps if gap.blocks]
        counts = {key: sum(gap.step == key for gap in blocking) for key in STEPS}
        counts["overview"] = 0
        return [
            Step(number, key, title, counts[key], key == self.current)
            for number, (key, title) in enumerate(STEPS.items(), 1)
        ]

    def facts(self, **more: Any) -> dict[str, Any]:  # values of a template
        """Return what every page of planning shows, and more."""
        keys = list(STEPS)
        place = keys.index(self.current)
        return {
            "campaign": self.campaign,
            "steps": self.steps,
            "before": keys[place - 1] if place else "",
            "after": keys[place + 1] if place + 1 < len(keys) else "",
            "is_old_edition": self.campaign.edition_year != self.campaign.year,
            **more,
        }


def planning(campaign: Campaign, current: str, today: date) -> Planning:
    """Return what the pages of planning need."""
    lines = lines_of(campaign, today)
    return Planning(campaign, lines, gaps_of(campaign, lines, today), current)
