"""Talent 2.2.1: where college classes are interns, group by group."""

from dataclasses import dataclass
from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.talent_bases import elements
from shucai.demo.identities import landline
from shucai.demo.school.enterprises import Enterprise
from shucai.demo.school.organisation import PROVINCE
from shucai.demo.school.programmes import COLLEGE
from shucai.demo.school.staff import FULL_TIME, Staff
from shucai.demo.school.students import SchoolClass, Student
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

POST, VISIT = "岗位实习", "认识实习"
GROUPS = 4  # enterprises a class goes to
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
POSITIONS = {
    "智能制造系": ("设备装调员", "数控操作员", "质量检验员", "生产线运维员"),
    "汽车工程系": ("汽车维修技师助理", "整车检测员", "服务顾问助理", "电池装调员"),
    "信息工程系": ("软件测试员", "网络运维员", "数据标注员", "系统实施员"),
    "经贸管理系": ("会计助理", "网店运营助理", "仓储管理员", "客户服务专员"),
    "艺术设计系": ("平面设计助理", "视觉设计助理", "排版员", "摄影助理"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Students of a class who are interns at one enterprise. number: among the groups of the year, from 0."""

    number: int
    school_class: SchoolClass
    enterprise: Enterprise
    students: tuple[Student, ...]
    kind: str
    starts: date
    ends: date
    position: str
    advisor: Staff

    @property
    def is_abroad(self) -> bool:
        """Return whether the group works at a branch abroad: one of the year does."""
        return self.number == 0


def groups_of(at: SchoolYear) -> list[Group]:
    """Return the groups of the year: last-year classes at work from January, first-year college classes on a visit."""
    year = at.year.number
    groups: list[Group] = []
    for school_class in at.school.classes_of(year):
        if school_class.is_college(year) and school_class.last_year == year:
            groups += _groups(at, school_class, POST, len(groups))
        elif school_class.programme.kind == COLLEGE and school_class.grade == year - 1:
            groups += _groups(at, school_class, VISIT, len(groups))
    return groups


def _groups(at: SchoolYear, school_class: SchoolClass, kind: str, begin: int) -> list[Group]:
    year, department = at.year.number, school_class.programme.department
    starts, ends = (
        (date(year, 1, 15), date(year, 6, 28)) if kind == POST else (date(year, 4, 8), date(year, 4, 19))
    )
    here = [student for student in school_class.students if student.status(ends) == "在读"]
    partners = [one for one in at.school.enterprises if one.department == department]
    advisors = [
        m for m in at.school.staff_of(year) if m.kind == FULL_TIME and m.department.name == department
    ]
    return [
        Group(
            number=begin + part,
            school_class=school_class,
            enterprise=partners[(begin + part) % len(partners)],
            students=tuple(here[part::GROUPS]),
            kind=kind,
            starts=starts,
            ends=ends,
            position=POSITIONS[department][part],
            advisor=advisors[(begin + part) % len(advisors)],
        )
        for part in range(GROUPS)
    ]


@form("2.2.1")
def internships(at: SchoolYear) -> Rows:
    """Return a row a group."""
    return [_internship(group) for group in groups_of(at)]


def _internship(group: Group) -> Row:
    school_class, enterprise, count = group.school_class, group.enterprise, len(group.students)
    days = (group.ends - group.starts).days + 1
    term = 2 * (group.ends.year - school_class.grade)
    works = group.kind == POST
    insured = group.number % 40 != 7  # one group in forty is insured by the enterprise alone
    return {
        "major_code": school_class.programme.code,
        "major_name": school_class.programme.name,
        "schooling_years": elements(school_class.programme)["schooling_years"],
        "class_name": school_class.name,
        "start_term": f"第{NUMERALS[term - 1]}学期",
        "position_name": group.position if works else f"{group.position}（见习）",
        "is_major_match": True,
        "internship_type": group.kind,
        "arrangement": "校企合作安排" if works else "学校统一安排",
        "internship_form": "岗位（顶岗）实习" if works else "集中实习",
        "student_count": count,
        "student_nos": [student.student_no for student in group.students],
        "start_date": group.starts,
        "end_date": group.ends,
        "duration_days": days,
        "duration_months": round(days / 30, 1),
        "enterprise_name": enterprise.name,
        "enterprise_uscc": enterprise.code,
        **_place(group),
        "advisor_no": group.advisor.staff_no,
        "advisor_name": group.advisor.person.name,
        "advisor_phone": group.advisor.person.mobile,
        "mentor_name": enterprise.contact.name,
        "mentor_phone": enterprise.contact.mobile,
        "avg_pay": 2_400 + 100 * (group.number % 9) if works else 0,
        "supervision_phone": landline(300),
        **_insurance(insured=insured),
        "is_agreement_signed": True,
        **_hardship(group),
        "hired_count": sum(number % 3 == 0 for number in range(count)) if works else 0,
    }


def _place(group: Group) -> Row:
    province, city, _ = group.enterprise.place
    if group.is_abroad:
        return {
            "country": "SGP",
            "province": None,
            "city": None,
            "is_overseas": True,
            "is_cross_province": False,
        }
    away = province != PROVINCE
    return {
        "country": "中国",
        "province": province,
        "city": city,
        "is_overseas": False,
        "is_cross_province": away,
    }


def _insurance(*, insured: bool) -> Row:
    if not insured:
        return {"is_insured": False, "missing_doc_reason": "示例数据：由企业按劳动合同缴纳工伤保险"}
    return {
        "is_insured": True,
        "insurance_name": "学生实习责任保险（示例）",
        "policy_no": "SLBX-示例-0001",
        "insurance_payer": "学校",
        "insurance_buyer": "学校",
    }


def _hardship(group: Group) -> Row:
    risky, nights = group.number % 25 == 3, group.kind == POST and group.number % 10 == 4
    return {
        "is_high_risk": risky,
        "high_risk_type": "高温高湿作业" if risky else None,
        "is_overtime_night": nights,
        "is_holiday": False,
        "filing_status": "已备案" if nights or risky else "无需备案",
    }
