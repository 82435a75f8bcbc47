"""National N-PX and N-XC: training for others, examinations, and how the school makes itself known."""

from datetime import date, timedelta
from math import ceil

from shucai.demo.forms import form
from shucai.demo.forms.national_offices import grown, head, org
from shucai.demo.school.programmes import PROGRAMMES
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

OFFICE, PRESS = "继续教育部", "宣传统战部"
COURSES = (
    ("企业新员工岗前培训", "岗前培训", "企业职工", 24, 120),
    ("数控车工技能提升培训", "岗位技能提升培训", "企业职工", 40, 80),
    ("电商创业再就业培训", "再就业培训", "失业人员", 56, 60),
    ("社区智能手机课堂", "社区教育", "社区居民", 8, 200),
)
EXAMS = (
    ("数控车工", "中级工（四级）", "本校在校生"),
    ("电工", "高级工（三级）", "本校在校生"),
    ("电子商务师", "中级工（四级）", "企业职工"),
)
KINDS = ("校园开放日", "启动仪式", "技能展示", "职业体验")
GUIDES = 20  # teachers at every event
HOURS_A_DAY = 8


@form("N-PX-JD-01")
def bases(at: SchoolYear) -> Rows:
    """Return the bases where others are trained; one of them is a base of the school."""
    return [
        {
            "base_no": f"PX{number:02d}",
            "base_name": f"示例{name}培训基地",
            "level": "地市级",
            "approve_unit": "示例市人力资源和社会保障局",
            "approve_date": date(2018, 5, 20),
            "domain": name,
            "head_staff_no": head(at, OFFICE, number),
            "area": 600.0,
            "station_count": 80,
            "equipment_value": 150.0,
            "full_teachers": 4,
            "part_teachers": 10,
            "annual_capacity": grown(at, 1_200, 100),
            "is_inner_base": number == 1,
            "inner_base_no": at.school.bases[0].base_no if number == 1 else None,
        }
        for number, name in enumerate(("智能制造", "现代服务"), 1)
    ]


@form("N-PX-XM-01")
def courses(at: SchoolYear) -> Rows:
    """Return a row a training; what was paid makes up what the books show."""
    booked = at.rows("N-ZH-JF-01")[0]["training_income"]
    paid = len(COURSES) - 1
    return [
        _course(at, number, 0.0 if number > paid else round(booked / paid, 2))
        for number in range(1, len(COURSES) + 1)
    ]


def _course(at: SchoolYear, number: int, income: float) -> Row:
    name, kind, people, hours, persons = COURSES[number - 1]
    start = at.year.on((9, 11, 3, 5)[number - 1], 6)
    return {
        "project_no": f"PXXM{at.year.number}{number:02d}",
        "project_name": name,
        "project_kind": kind,
        "training_object": people,
        "client": "示例市人力资源和社会保障局",
        "base_no": f"PX{1 + number % 2:02d}",
        "start_date": start,
        "end_date": start + timedelta(days=ceil(hours / HOURS_A_DAY) - 1),
        "hours": hours,
        "person_times": persons,
        "person_days": persons * ceil(hours / HOURS_A_DAY),
        "income": income,
        "gov_subsidy": round(income / 2, 2),
        "is_public": income == 0,
        "head_staff_no": head(at, OFFICE, number),
        "has_cert": number < len(COURSES),
    }


@form("N-PX-KZ-01")
def exams(at: SchoolYear) -> Rows:
    """Return the examinations held here."""
    return [
        {
            "exam_no": f"KZ{at.year.number}{number:02d}",
            "cert_name": f"{name}职业技能等级证书",
            "issuer": "示例市职业技能鉴定中心",
            "cert_level": level,
            "major_no": PROGRAMMES[number].major_no,
            "taker_kind": takers,
            "exam_date": at.year.on(5, 10 + number),
            "apply_count": 50,
            "attend_count": 48,
            "pass_count": 36 + 3 * number,
            "pass_rate": round((36 + 3 * number) / 48 * 100, 2),
            "place": "实训校区",
        }
        for number, (name, level, takers) in enumerate(EXAMS, 1)
    ]


@form("N-XC-HD-01")
def week(at: SchoolYear) -> Rows:
    """Return the events of the week of vocational education, the same that the talent platform has."""
    return [_event(at, number, held) for number, held in enumerate(at.rows("2.18.2"), 1)]


def _event(at: SchoolYear, number: int, held: Row) -> Row:
    name = held["activity_name"]
    return {
        "activity_no": f"HDZ{at.year.number}{number:02d}",
        "year": held["year"],
        "theme": "一技在手，一生无忧",
        "activity_name": name,
        "activity_type": KINDS[number % len(KINDS)],
        "start_date": held["activity_date"],
        "end_date": held["activity_date"] + timedelta(days=number % 3),
        "time_slot": "09:00-11:30",
        "place": held["site"],
        "org_no": org(PRESS),
        "head_staff_no": head(at, PRESS, number),
        "enterprise_no": at.school.enterprises[number].enterprise_no,
        "student_count": held["participants"] - GUIDES,
        "teacher_count": GUIDES,
        "public_count": held["public_participants"],
        "media_count": held["media_reports"],
        "url": f"https://example.com/week/{at.year.number}/{number}",
        "summary": f"{name}：展示办学成果，接待来访",
    }


@form("N-XC-RC-01")
def calendar(at: SchoolYear) -> Rows:
    """Return the events day by day."""
    copied = (
        "time_slot",
        "activity_name",
        "activity_type",
        "place",
        "org_no",
        "head_staff_no",
        "activity_no",
    )
    days = [
        (row["start_date"] + timedelta(days=day), row)
        for row in at.given("N-XC-HD-01")
        for day in range((row["end_date"] - row["start_date"]).days + 1)
    ]
    return [
        {"year": at.year.number, "date": day, **{name: row[name] for name in copied}}
        for day, row in sorted(days, key=lambda pair: (pair[0], pair[1]["activity_no"]))
    ]


@form("N-XC-DW-01")
def channels(at: SchoolYear) -> Rows:
    """Return the team of writers and the channels it writes for."""
    team: Row = {
        "record_no": "XC01",
        "record_kind": "宣传队伍",
        "team_name": "校园融媒体中心",
        "head_staff_no": head(at, PRESS),
        "full_time": 3,
        "part_time": 8,
        "student_members": 26,
    }
    kinds = (("学校网站", "示例学校官网"), ("微信公众号", "示例职校"), ("微信视频号", "示例职校视频"))
    return [
        team,
        *(
            {
                "record_no": f"XC{number:02d}",
                "record_kind": "宣传渠道",
                "head_staff_no": head(at, PRESS, number),
                "channel_type": kind,
                "channel_name": name,
                "url": f"https://example.com/{number}",
                "open_date": at.year.on(10, 9) if number > len(kinds) else date(2016, number, 1),
                "followers": 4000 * number,
                "post_count": 120 * number,
                "read_count": 90_000 * number,
                "media_reports": number,
            }
            for number, (kind, name) in enumerate(kinds[: grown(at, len(kinds))], 2)
        ),
    ]
