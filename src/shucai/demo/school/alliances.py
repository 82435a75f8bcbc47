"""Alliances with enterprises that both platforms report: the group the school leads, a consortium, communities."""

from dataclasses import dataclass
from datetime import date

from shucai.demo.school.organisation import SCHOOL_NAME


@dataclass(frozen=True, slots=True)
class Alliance:
    """A group, a consortium of a city or a community of a trade. level: label of the talent platform.

    schools, firms, others: how many members of each kind; its total is their sum. lead: who leads it.
    """

    name: str
    level: str
    founded: date
    industry: str
    schools: int
    firms: int
    others: int
    lead: str
    majors: tuple[str, ...]
    fund: float

    @property
    def members(self) -> int:
        """Return how many members it has."""
        return self.schools + self.firms + self.others

    @property
    def is_led_here(self) -> bool:
        """Return whether the school leads it."""
        return self.lead == SCHOOL_NAME


GROUP = Alliance(
    "示例智能制造职业教育集团",
    "市级",
    date(2012, 6, 1),
    "制造业",
    12,
    30,
    6,
    SCHOOL_NAME,
    ("460301", "460103", "460305"),
    24.0,
)
CONSORTIUM = Alliance(
    "示例市智能装备产教联合体",
    "市级",
    date(2023, 5, 1),
    "制造业",
    8,
    22,
    5,
    SCHOOL_NAME,
    ("460301", "460305", "510102"),
    36.0,
)
COMMUNITIES: tuple[Alliance, ...] = (
    Alliance(
        "全国示例汽车服务行业产教融合共同体", "国家级", date(2023, 9, 1), "制造业", 36, 48, 4,
        "示例汽车科技职业学院", ("500211", "460702"), 12.0,
    ),
    Alliance(
        "示例省数字商贸行业产教融合共同体", "省（部）级", date(2023, 11, 1), "批发和零售业", 18, 26, 3,
        "示例商贸职业学院", ("530302", "530701"), 8.0,
    ),
)  # fmt: skip
PARK = "示例市高新技术产业园"
