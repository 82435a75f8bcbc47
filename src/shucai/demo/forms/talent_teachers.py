"""Talent 1.4.x: teachers of the school and from outside."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.school import COUNSELOR, IDEOLOGY, MIND
from shucai.demo.school.organisation import BASIC, COUNTY
from shucai.demo.school.programmes import PROGRAMMES
from shucai.demo.school.staff import FULL_TIME, PART_TIME, SCHOOLS, TITLES, External, Staff
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

YEARS_LEADING = 5


@form("1.4.1")
def teachers(at: SchoolYear) -> Rows:
    """Return a row a member of staff who teaches; days in enterprises are summed from the form that reports them."""
    days: dict[str, int] = {}
    for row in at.rows("2.15.5"):
        days[row["staff_no"]] = days.get(row["staff_no"], 0) + row["days"]
    staying = [c for c in at.school.classes_of(at.year.number) if c.last_year > at.year.number]
    heads = {at.school.heads[c.class_no].staff_no for c in staying}
    return [
        {
            **_person(member, at.year.number),
            **_certificates(member),
            **_roles(at, member, is_class_teacher=member.staff_no in heads),
            "industry_days": days.get(member.staff_no, 0),
        }
        for member in at.school.staff_of(at.year.number)
        if member.teaches
    ]


def _person(member: Staff, year: int) -> Row:
    schools = (SCHOOLS[member.person.number % 5], SCHOOLS[(member.person.number + 1) % 5])
    subject = member.department.subject or "教育管理"
    return {
        "staff_no": member.staff_no,
        "teacher_type": member.kind,
        "post_category": "管理岗" if member.kind == PART_TIME else "专业技术岗",
        "admin_post": _admin_post(member),
        "political_status": member.political_status,
        "dept_name": member.department.name,
        "is_staffed": member.is_staffed,
        "native_place": COUNTY,
        "first_education": "大学本科毕业",
        "first_degree": "学士",
        "first_school": schools[0],
        "first_major": f"{subject}类",
        "first_grad_date": member.graduated,
        "education": member.education,
        "degree": member.degree,
        "last_school": schools[member.last_graduated > member.graduated],
        "last_major": f"{subject}类",
        "last_grad_date": member.last_graduated,
        "field": subject,
        "specialty": f"{subject}教学",
        "industry_years": member.joined.year - member.work_since.year,
        "overseas_months": 0,
        "teaching_years": min(year, member.left.year if member.left else year) - member.joined.year,
        "phone": member.person.mobile,
        "email": member.person.email,
    }


def _admin_post(member: Staff) -> str | None:
    if member.kind != PART_TIME:
        return None
    return member.leads[0] if member.leads else f"{member.department.name}干事"


def _certificates(member: Staff) -> Row:
    titled = member.title is not None
    return {
        "has_teacher_cert": "有" if member.certified else "无",
        "teacher_cert_type": "高等学校教师资格" if member.certified else None,
        "teacher_cert_no": member.certificate_no,
        "teacher_cert_issuer": "示例省教育厅" if member.certified else None,
        "teacher_cert_ym": member.joined.replace(month=12) if member.certified else None,
        "title_level": member.title_level,
        "title_name": member.title,
        "title_issuer": "示例省人力资源和社会保障厅" if titled else None,
        "title_ym": member.titled if titled else None,
        "appointed_title": member.title or "未聘",
        "voc_cert_level": "三级（高级工）" if member.trade else "无",
        "voc_cert_name": member.trade,
        "voc_cert_issuer": "示例职业技能鉴定中心" if member.trade else None,
        "voc_cert_ym": member.joined.replace(year=member.joined.year + 2) if member.trade else None,
        "is_dual_qualified": member.dual is not None,
        "dual_level": member.dual,
        "dual_cert_no": f"SS{member.staff_no}" if member.dual else None,
    }


def _roles(at: SchoolYear, member: Staff, *, is_class_teacher: bool) -> Row:
    leaders = {leader.staff_no: code for code, (leader, _) in at.school.major_leaders.items()}
    heads = {head.staff_no for _, head in at.school.major_leaders.values()}
    duty = at.school.duties.get(member.staff_no)
    is_major_teacher = member.kind == FULL_TIME and member.department.name != BASIC
    number = member.person.number
    return {
        "is_pro_teacher": is_major_teacher,
        "affiliated_major_code": _major_of(member) if is_major_teacher else None,
        "is_backbone": number % 9 == 0,
        "backbone_level": "校级" if number % 9 == 0 else None,
        "is_famous": number % 60 == 0,
        "famous_level": "市级" if number % 60 == 0 else None,
        "is_major_leader": member.staff_no in leaders,
        "leader_years": YEARS_LEADING if member.staff_no in leaders else None,
        "is_major_head": member.staff_no in heads,
        "is_ideology_teacher": duty == IDEOLOGY,
        "is_counselor": duty == COUNSELOR,
        "is_class_teacher": is_class_teacher,
        "is_mental_teacher": duty == MIND,
    }


def _major_of(member: Staff) -> str:
    """Return the major a teacher belongs to: one of the department's in turn."""
    own = [programme.code for programme in PROGRAMMES if programme.department == member.department.name]
    return own[member.person.number % len(own)] if own[0] != PROGRAMMES[-1].code else own[0]


@form("1.4.2")
def externals(at: SchoolYear) -> Rows:
    """Return a row a teacher from outside; hours are summed from the lessons to college classes."""
    hours: dict[str, int] = {}
    for row in at.given("2.1.1"):
        hours[row["teacher_no"]] = hours.get(row["teacher_no"], 0) + row["workload_hours"]
    return [
        _external(external, hours.get(external.number, 0))
        for external in at.school.externals_of(at.year.number)
    ]


def _external(external: External, hours: int) -> Row:
    born = external.person.born.year
    majors = [p.code for p in PROGRAMMES if p.department == external.department.name and not p.last_enrolled]
    return {
        "ext_teacher_no": external.number,
        "ethnicity": external.person.ethnicity,
        "political_status": external.political_status,
        "is_company_mentor": external.kind == "企业导师",
        "is_industry_professor": external.person.number % 10 == 0,
        "hiring_dept": external.department.name,
        "education": "大学本科毕业",
        "degree": "学士",
        "field": external.department.subject,
        "specialty": f"{external.department.subject}实务",
        "work_start_ym": date(born + 23, 7, 1),
        "title_level": external.title_level,
        "title_name": TITLES[external.title_level],
        "title_issuer": "示例省人力资源和社会保障厅",
        "title_ym": external.titled,
        "voc_cert_level": "二级（技师）" if external.kind == "企业导师" else "无",
        "voc_cert_name": "示例工种技师" if external.kind == "企业导师" else None,
        "voc_cert_issuer": "示例职业技能鉴定中心" if external.kind == "企业导师" else None,
        "voc_cert_ym": date(born + 32, 6, 1) if external.kind == "企业导师" else None,
        "employer_name": external.employer_name,
        "employer_uscc": external.employer.code if external.employer else None,
        "employer_post": "教师" if external.employer is None else "工程师",
        "employer_post_ym": date(born + 28, 9, 1),
        "industry_years": 0 if external.employer is None else 2020 - born - 23,
        "contract_status": "已签约（一学年以上）",
        "hire_start": external.hired[0],
        "hire_end": external.hired[1],
        "major_code": majors[external.person.number % len(majors)] if majors else PROGRAMMES[0].code,
        "teaching_hours": hours,
        "task_type": "理实一体课" if external.kind == "企业导师" else "理论课",
        "pay": round(hours * 0.01, 2),
        "is_dual_qualified": external.kind == "校外兼职教师",
        "phone": external.person.mobile,
    }
