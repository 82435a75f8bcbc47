"""National N-ZH-JS-07 and 15: titles and studies of teachers."""

from collections.abc import Iterator
from datetime import date

from shucai.demo.forms import form
from shucai.demo.school.staff import BACHELOR, DOCTOR, MASTER, SCHOOLS, TITLES, External, Staff
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

LEVELS = {"助理级": "初级", "未定级": "未评级"}
YEARS = {BACHELOR: 4, MASTER: 3, DOCTOR: 4}
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
        _study(e, BACHELOR, e.person.born.year + 22) for e in at.school.externals_of(at.year.number)
    ]


def _studies(member: Staff) -> Iterator[Row]:
    """Return one study a degree, from the first to the highest."""
    ends = {
        BACHELOR: member.graduated.year,
        MASTER: member.graduated.year + 3,
        DOCTOR: member.graduated.year + 8,
    }
    taken = [study for study in ends if ends[study] <= member.last_graduated.year]
    for study in taken:
        yield {**_study(member, study, ends[study]), "is_highest_edu": study == taken[-1]}


def _study(who: Staff | External, study: tuple[str, str], ends: int) -> Row:
    level, degree = study
    years = YEARS[study]
    number = who.staff_no if isinstance(who, Staff) else who.number
    school = SCHOOLS[(who.person.number + (study != BACHELOR)) % len(SCHOOLS)]
    return {
        "staff_no": number,
        "name": who.person.name,
        "edu_level": level,
        "study_form": "普通高等学校",
        "study_mode": "不脱产（不离岗）" if study == DOCTOR else "全脱产（离岗）",
        "enroll_ym": date(ends - years, 9, 1),
        "finish_ym": date(ends, 7, 1),
        "schooling_years": years,
        "school_name": school,
        "major_name": "示例专业",
        "is_normal_major": school == SCHOOLS[0],
        "diploma_no": f"XL{number}{ends - years}",
        "degree": degree,
        "degree_unit": school,
        "degree_country": "中国",
        "degree_date": date(ends, 7, 1),
        "degree_cert_no": f"XW{number}{ends - years}",
        "is_first_edu": study == BACHELOR,
        "is_highest_edu": True,
    }
