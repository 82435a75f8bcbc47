"""National N-ZH-JS-07 and 15: titles and studies of teachers."""

from collections.abc import Iterator
from datetime import date

from shucai.demo.forms import form
from shucai.demo.school.staff import SCHOOLS, TITLES, External, Staff
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

LEVELS = {"助理级": "初级", "未定级": "未评级"}
TITLE_CODES = {"讲师": "讲师（高校）", "助教": "助教（高校）"}


def title_code(title: str) -> str:
    """Return the label of a title in the national list."""
    return TITLE_CODES.get(title, title)


@form("N-ZH-JS-07")
def titles(at: SchoolYear) -> Rows:
    """Return the title of everybody who has one."""
    rows = [
        _title(member, member.staff_no, member.title_level, member.titled)
        for member in at.school.staff_of(at.year.number)
        if member.title
    ]
    return rows + [
        _title(e, e.number, e.title_level, e.titled) for e in at.school.externals_of(at.year.number)
    ]


def _title(holder: Staff | External, number: str, level: str, since: date) -> Row:
    code = title_code(TITLES[level])
    gone = holder.left if isinstance(holder, Staff) else None
    return {
        "staff_no": number,
        "name": holder.person.name,
        "title_code": code,
        "title_level": LEVELS.get(level, level),
        "title_path": "评审",
        "review_unit": "示例省职称评审委员会",
        "review_date": since,
        "title_cert_no": f"ZC{number}",
        "hired_title": code,
        "hire_unit": "示例单位",
        "hire_start": since.replace(month=9),
        "hire_end": date(2027, 8, 31),
        "hire_status": "聘任",
        "dismiss_date": gone,
        "dismiss_reason": "离开学校" if gone else None,
        "is_current": True,
    }


@form("N-ZH-JS-15")
def studies(at: SchoolYear) -> Rows:
    """Return the studies of every teacher, the first and the highest marked."""
    rows = [row for member in at.school.staff_of(at.year.number) for row in _studies(member)]
    return rows + [
        _study(e, "大学本科毕业", "学士", e.person.born.year + 18, SCHOOLS[0], first=True, highest=True)
        for e in at.school.externals_of(at.year.number)
    ]


def _studies(member: Staff) -> Iterator[Row]:
    begun, is_master = member.graduated.year - 4, member.degree == "硕士"
    place = member.person.number % 5
    yield _study(member, "大学本科毕业", "学士", begun, SCHOOLS[place], first=True, highest=not is_master)
    if is_master:
        school = SCHOOLS[(place + 1) % 5]
        yield _study(member, "硕士研究生毕业", "硕士", begun + 4, school, first=False, highest=True)


def _study(  # noqa: PLR0913 - the parts of a study
    who: Staff | External, level: str, degree: str, begun: int, school: str, *, first: bool, highest: bool
) -> Row:
    years = 3 if degree == "硕士" else 4
    number = who.staff_no if isinstance(who, Staff) else who.number
    return {
        "staff_no": number,
        "name": who.person.name,
        "edu_level": level,
        "study_form": "普通高等学校",
        "study_mode": "全脱产（离岗）",
        "enroll_ym": date(begun, 9, 1),
        "finish_ym": date(begun + years, 7, 1),
        "schooling_years": years,
        "school_name": school,
        "major_name": "示例专业",
        "is_normal_major": school == SCHOOLS[0],
        "diploma_no": f"XL{number}{begun}",
        "degree": degree,
        "degree_unit": school,
        "degree_country": "中国",
        "degree_date": date(begun + years, 7, 1),
        "degree_cert_no": f"XW{number}{begun}",
        "is_first_edu": first,
        "is_highest_edu": highest,
    }
