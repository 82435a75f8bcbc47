"""Enterprises that work with the school. Their names say that they are invented."""

from dataclasses import dataclass
from datetime import date
from random import Random

from shucai.demo.identities import People, Person, credit_code

FIELDS = (
    ("精密机械", "智能制造系", "制造业"),
    ("自动化装备", "智能制造系", "制造业"),
    ("汽车服务", "汽车工程系", "居民服务、修理和其他服务业"),
    ("新能源汽车", "汽车工程系", "制造业"),
    ("软件技术", "信息工程系", "信息传输、软件和信息技术服务业"),
    ("物联科技", "信息工程系", "信息传输、软件和信息技术服务业"),
    ("财税咨询", "经贸管理系", "租赁和商务服务业"),
    ("电子商务", "经贸管理系", "批发和零售业"),
    ("供应链管理", "经贸管理系", "交通运输、仓储和邮政业"),
    ("文化创意", "艺术设计系", "文化、体育和娱乐业"),
)
COUNT = 112  # 走访企业 of a year: a hundred at least
PLACES = (
    ("320000", "320500", "320508"),
    ("320000", "320500", "320583"),
    ("320000", "320200", "320211"),
    ("320000", "320500", "320506"),
    ("330000", "330400", "330402"),
)
NATURES = ("民营企业", "股份制企业", "国有企业", "外商独资企业", "中外合资企业")
SCALES = ("大型", "中型", "小型", "微型")


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise. number: from 1. place: codes of province, city and county. since: the first month of co-operation."""

    number: int
    name: str
    code: str
    department: str
    industry: str
    nature: str
    scale: str
    place: tuple[str, str, str]
    founded: date
    since: date
    employees: int
    legal_person: Person
    contact: Person

    @property
    def enterprise_no(self) -> str:
        """Return its number on the national platform."""
        return f"QY{self.number:03d}"

    @property
    def province(self) -> str:
        """Return the code of its province."""
        return self.place[0]


def build_enterprises(random: Random, people: People) -> list[Enterprise]:
    """Return the enterprises, most of them near the school."""
    return [_enterprise(random, people, number) for number in range(1, COUNT + 1)]


def _enterprise(random: Random, people: People, number: int) -> Enterprise:
    field, department, industry = FIELDS[number % len(FIELDS)]
    scale = SCALES[number % 4]
    return Enterprise(
        number=number,
        name=f"苏州示例{number:02d}号{field}有限公司",
        code=credit_code(10_000_000 + number),
        department=department,
        industry=industry,
        nature=NATURES[number % 5],
        scale=scale,
        place=PLACES[number % 5],
        founded=date(random.randint(1998, 2015), random.randint(1, 12), random.randint(1, 28)),
        since=date(random.randint(2016, 2021), random.choice((3, 5, 9)), 1),
        employees={"大型": 1600, "中型": 520, "小型": 160, "微型": 60}[scale] + random.randint(0, 40),
        legal_person=people.next(date(1965, 1, 1), date(1985, 12, 31), women=0.3),
        contact=people.next(date(1978, 1, 1), date(1995, 12, 31)),
    )
