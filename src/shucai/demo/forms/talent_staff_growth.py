"""Talent 2.15.1 to 2.15.5: outstanding people, teams, further training, time spent in enterprises."""

from datetime import date, timedelta

from shucai.demo.forms import form
from shucai.demo.forms.talent_moral_staff import counsellors, politics_teachers, psychologists, teachers
from shucai.demo.school.finance import expense
from shucai.demo.school.organisation import BASIC
from shucai.demo.school.staff import Staff
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

HONOURED = (
    ("省级教学名师", "教学名师", "省（部）级", "示例省教育厅", 2021),
    ("示例市专业带头人", "专业领军人才", "市级", "示例市教育局", 2022),
    ("省级人才工程培养对象", "省级人才工程培养对象", "省（部）级", "示例省人才工作办公室", 2020),
    ("黄炎培杰出教师", "黄炎培杰出教师", "国家级", "示例职业教育社", 2019),
)
SKILLED = (
    ("示例技术能手", "省级技术能手", "省（部）级", "一级（高级技师）", 2019),
    ("示例首席技师", "首席技师/特级技师", "市级", "首席技师", 2020),
)
CRAFTSMAN = ("示例工匠", "工匠（大国/省/市）", "市级", "二级（技师）")  # one is named every year
TEAMS = (
    ("智能制造教师教学创新团队", "教师教学创新团队", "省（部）级", 2021, "460301", 0.5),
    ("新能源汽车技能大师工作室团队", "名师（大师）工作室团队", "市级", 2022, "460702", 0.3),
)
SHARE_IN_INDUSTRY = 6  # every sixth teacher spends time in an enterprise, the same people every year
DAYS_IN_INDUSTRY = 40
TRAINED_EVERY = 2  # every second teacher is sent to a training of the year; counsellors and their like always
TRAININGS = (
    # name, category, level, mode, organizer, month, days
    ("职业院校教师素质提高计划培训", "国家级培训（国培）", "国家级", "线下", "示例国家级培训基地", 7, 10),
    ("信息化教学能力提升培训", "省级培训（省培）", "省级", "线上线下混合", "示例省师资培训中心", 1, 5),
    ("课程思政专题研修", "市级培训", "市级", "线下", "示例市教师发展中心", 3, 3),
    ("新课标校本研修", "校本培训", "校级", "线下", "科技服务处（教师工作处）", 9, 2),
)


@form("2.15.1")
def honoured_people(at: SchoolYear) -> Rows:
    """Return the people of high rank; one of them got the title in the year."""
    chosen = teachers(at)[30:]
    held = [
        _honoured(chosen[number * 9], title, date(title[4], 12, 1), is_new=False)
        for number, title in enumerate(HONOURED)
    ]
    new = ("示例市教学名师", "教学名师", "市级", "示例市教育局", at.year.number)
    return [*held, _honoured(chosen[60], new, at.year.on(12), is_new=True)]


def _honoured(member: Staff, title: tuple[str, str, str, str, int], awarded: date, *, is_new: bool) -> Row:
    name, category, level, issuer, _year = title
    return {
        "staff_no": member.staff_no,
        "title_name": name,
        "talent_category": category,
        "level": level,
        "issuer": issuer,
        "award_ym": awarded,
        "doc_no": f"示例才〔{awarded.year}〕{member.person.number} 号",
        "valid_until": date(awarded.year + 8, 12, 31),
        "is_new": is_new,
        "field": f"{member.department.subject or '职业'}教育",
    }


@form("2.15.2")
def skilled_people(at: SchoolYear) -> Rows:
    """Return the people of high skill, each with a trade; the craftsmen are those of this year and the last."""
    masters = [member for member in teachers(at) if member.trade]
    titles = [*SKILLED, *((*CRAFTSMAN, year) for year in (at.year.number - 1, at.year.number))]
    return [_skilled(masters[title[4] * 7 % len(masters)], title) for title in titles]


def _skilled(master: Staff, title: tuple[str, str, str, str, int]) -> Row:
    name, category, level, skill, year = title
    studio = category != "首席技师/特级技师"
    return {
        "staff_no": master.staff_no,
        "title_name": name,
        "talent_category": category,
        "level": level,
        "occupation": master.trade,
        "skill_level": skill,
        "issuer": "示例市人力资源和社会保障局",
        "award_ym": date(year, 6, 1),
        "doc_no": f"示例技〔{year}〕1 号",
        "has_studio": studio,
        "studio_name": f"{master.person.name}技能大师工作室" if studio else None,
        "studio_level": level if studio else None,
    }


@form("2.15.3")
def teams(at: SchoolYear) -> Rows:
    """Return the teams; their money is a part of what was spent on teams, as the accounts have it."""
    spent = expense(at.year.fiscal)["team_fee"]
    everybody = [member for member in teachers(at) if member.department.name != BASIC]
    return [
        _team(team, everybody[number * 40 : number * 40 + 6], at.school.externals_of(at.year.number)[number].number, spent)
        for number, team in enumerate(TEAMS)
    ]  # fmt: skip


def _team(team: tuple[str, str, str, int, str, float], people: list[Staff], guest: str, spent: float) -> Row:
    name, category, level, since, major, share = team
    leader, *members = people
    return {
        "team_name": name,
        "team_category": category,
        "level": level,
        "issuer": "示例省教育厅" if level.startswith("省") else "示例市教育局",
        "approval_ym": date(since, 9, 1),
        "doc_no": f"示例教师〔{since}〕12 号",
        "leader_no": leader.staff_no,
        "member_nos": [*(member.staff_no for member in members), guest],
        "member_count": len(members) + 2,
        "enterprise_members": 1,
        "major_code": major,
        "status": "在建",
        "start_date": date(since, 9, 1),
        "end_date": date(since + 4, 8, 31),
        "fund": round(spent * share, 2),
    }


@form("2.15.4")
def trainings(at: SchoolYear) -> Rows:
    """Return who was trained in the year, and one who studied abroad."""
    sent = [
        (member, TRAININGS[number % len(TRAININGS)])
        for number, member in enumerate(teachers(at))
        if number % TRAINED_EVERY == 0
    ]
    by_duty = [*counsellors(at), *politics_teachers(at), *psychologists(at)]
    caring = ("学生工作骨干研修", "省级培训（省培）", "省级", "线下", "示例省师资培训中心", 8, 6)
    abroad = ("职业教育海外研修", "国（境）外研修", "境外", "线下", "示例海外职业学院", 7, 14)
    rows = [_training(at, member, training) for member, training in sent]
    rows += [_training(at, member, caring) for member in by_duty]
    return [*rows, {**_training(at, teachers(at)[5], abroad), "country": "702", "site": "示例海外职业学院"}]


def _training(at: SchoolYear, member: Staff, training: tuple[str, str, str, str, str, int, int]) -> Row:
    name, category, level, mode, organizer, month, days = training
    begins = at.year.on(month, 8)
    return {
        "staff_no": member.staff_no,
        "training_name": f"{at.year.number} 年{name}",
        "training_category": category,
        "level": level,
        "training_mode": mode,
        "organizer": organizer,
        "dispatch_level": "校级",
        "site": "示例市",
        "country": "156",
        "start_date": begins,
        "end_date": begins + timedelta(days=days - 1),
        "days": days,
        "hours": days * 8,
        "result": "合格",
    }


def in_industry(at: SchoolYear) -> list[Staff]:
    """Return the teachers of major departments who spend time in an enterprise, in every year the same who are here."""
    return [
        member
        for member in teachers(at)
        if member.department.is_teaching
        and member.department.name != BASIC
        and member.person.number % SHARE_IN_INDUSTRY == 0
    ]


@form("2.15.5")
def practice(at: SchoolYear) -> Rows:
    """Return the time teachers spent in enterprises of their trade."""
    rows: Rows = []
    for number, member in enumerate(in_industry(at)):
        fitting = [e for e in at.school.enterprises if e.department == member.department.name]
        enterprise = fitting[number % len(fitting)]
        begins, days = at.year.on(7, 8), DAYS_IN_INDUSTRY + number % 5
        rows.append(
            {
                "staff_no": member.staff_no,
                "practice_type": "寒暑假实践",
                "enterprise_name": enterprise.name,
                "enterprise_uscc": enterprise.code,
                "enterprise_nature": enterprise.nature,
                "industry": enterprise.industry,
                "position": "技术员",
                "start_date": begins,
                "end_date": begins + timedelta(days=days - 1),
                "days": days,
                "hours": days * 8,
                "dispatch_dept": member.department.name,
                "result": "合格",
            }
        )
    return rows
