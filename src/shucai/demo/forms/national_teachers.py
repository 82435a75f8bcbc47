"""National N-ZH-JS-01, 02, 04 and 05: the same people as in the talent forms, and their posts."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.school import IDEOLOGY, MIND
from shucai.demo.school.organisation import BASIC, COUNTY
from shucai.demo.school.programmes import PROGRAMMES
from shucai.demo.school.staff import FULL_TIME, OTHER, PART_TIME, SCHOOLS, External, Staff
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

CATEGORIES = {FULL_TIME: "专任教师", PART_TIME: "行政人员", OTHER: "教辅人员"}
ESTABLISHMENTS = {FULL_TIME: "教学类", PART_TIME: "行政类", OTHER: "教辅类"}
WORKERS = "后勤处"  # who does not teach there is a worker
POSTS = {"正高级": "专业技术四级", "副高级": "专业技术七级", "中级": "专业技术十级"}


def names_of(at: SchoolYear) -> dict[str, str]:
    """Return the name of every teacher, of the school and from outside, by number."""
    year = at.year.number
    inside = {member.staff_no: member.person.name for member in at.school.staff_of(year)}
    return inside | {external.number: external.person.name for external in at.school.externals_of(year)}


@form("N-ZH-JS-01")
def staff(at: SchoolYear) -> Rows:
    """Return a row a member of staff who was here in the year."""
    return [_person(member, at) for member in at.school.staff_of(at.year.number)]


def _person(member: Staff, at: SchoolYear) -> Row:
    person = member.person
    return {
        "staff_no": member.staff_no,
        "name": person.name,
        "former_name": f"{person.name[0]}示例" if person.number % 50 == 0 else None,
        "id_type": "居民身份证",
        "id_no": person.id_no,
        "gender": person.gender,
        "birth_date": person.born,
        "ethnicity": person.ethnicity,
        "nationality": "中国",
        "hkmto_type": "侨眷" if person.number % 100 == 7 else None,
        "native_place": COUNTY,
        "birth_place": COUNTY,
        "political_status": member.political_status,
        "party_join_date": date(person.born.year + 21, 7, 1) if member.is_party else None,
        "marital_status": "已婚" if at.year.number - person.born.year >= 30 else "未婚",
        "health_status": "健康或良好",
        "work_start_ym": member.work_since,
        "teach_start_ym": member.joined if member.teaches else None,
        "join_school_ym": member.joined,
        "staff_category": "工勤人员" if is_worker(member) else CATEGORIES[member.kind],
        "employment_form": "在职在编" if member.is_staffed else "在职不在编",
        "in_establishment": member.is_staffed,
        "establishment_type": _establishment(member) if member.is_staffed else None,
        "contract_type": "聘用合同" if member.is_staffed else "劳动合同",
        "has_teacher_cert": "有" if member.certified else "无",
        "teacher_cert_no": member.certificate_no,
        "teacher_cert_type": "高等学校教师资格" if member.certified else None,
        "teacher_cert_subject": (member.department.subject or "教育管理") if member.certified else None,
        "highest_edu": member.education,
        "highest_degree": member.degree,
        "is_normal_major": SCHOOLS[person.number % 5] == SCHOOLS[0],
        "is_dual_teacher": member.dual is not None,
        "mandarin_level": "二级甲等" if member.teaches else None,
        "mobile": person.mobile,
        "email": person.email,
        "staff_status": "在职" if member.is_here(at.year.number) else _gone(member),
    }


def is_worker(member: Staff) -> bool:
    """Return whether somebody is a worker."""
    return member.kind == OTHER and member.department.name == WORKERS


def _establishment(member: Staff) -> str:
    return "工勤类" if is_worker(member) else ESTABLISHMENTS[member.kind]


def _gone(member: Staff) -> str:
    retired = member.left is not None and member.left.year - member.person.born.year >= 60
    return "退休" if retired else "调出"


@form("N-ZH-JS-02")
def externals(at: SchoolYear) -> Rows:
    """Return a row a teacher from outside."""
    return [_external(external) for external in at.school.externals_of(at.year.number)]


def _external(external: External) -> Row:
    person, employer = external.person, external.employer
    is_mentor = employer is not None
    return {
        "staff_no": external.number,
        "name": person.name,
        "id_type": "居民身份证",
        "id_no": person.id_no,
        "gender": person.gender,
        "birth_date": person.born,
        "ethnicity": person.ethnicity,
        "nationality": "中国",
        "political_status": external.political_status,
        "external_category": "校外行业导师（企业导师）" if is_mentor else "校外代课教师",
        "work_unit": external.employer_name,
        "work_unit_uscc": employer.code if employer else None,
        "enterprise_no": employer.enterprise_no if employer else None,
        "industry": employer.industry if employer else None,
        "unit_post": "工程师" if is_mentor else "教师",
        "highest_edu": "大学本科毕业",
        "highest_degree": "学士",
        "has_teacher_cert": "无" if is_mentor else "有",
        "teacher_cert_no": None
        if is_mentor
        else f"{person.born.year + 30}320007{1 if person.gender == '男' else 2}{person.number:06d}",
        "part_time_post": "实习指导" if external.kind == "企业导师" else "日常教学",
        "hire_start": external.hired[0],
        "hire_end": external.hired[1],
        "contract_no": f"PY-{external.number}",
        "mobile": person.mobile,
        "email": person.email,
        "hire_status": "在聘",
    }


@form("N-ZH-JS-04")
def posts(at: SchoolYear) -> Rows:
    """Return the post of everybody; weekly hours are those of the lessons."""
    hours: dict[str, int] = {}
    for lesson in at.school.lessons_of(at.year.number):
        hours[lesson.teacher_no] = hours.get(lesson.teacher_no, 0) + lesson.hours
    heads = {at.school.heads[row["class_no"]].staff_no for row in at.given("N-ZH-BJ-01")}
    teaching = {row["staff_no"] for row in at.given("N-ZH-JS-11")}
    return [
        {
            **_post(at, member, hours.get(member.staff_no, 0), is_head=member.staff_no in heads),
            "teaching_status": _teaching_status(member, teaches=member.staff_no in teaching),
        }
        for member in at.school.staff_of(at.year.number)
    ]


def _grade(member: Staff) -> Row:
    """Return the type of a post and its grade."""
    if member.kind == FULL_TIME:
        return {"post_type": "教师岗位", "post_grade": POSTS.get(member.title_level, "专业技术十二级")}
    if is_worker(member):
        return {"post_type": "工勤技能岗位", "post_grade": "技术工三级"}
    return {"post_type": "管理岗位", "post_grade": "管理八级"}


def _teaching_status(member: Staff, *, teaches: bool) -> str | None:
    """Return what a full-time teacher teaches in the classes that the national platform has."""
    if member.kind != FULL_TIME:
        return None
    if not teaches:
        return "其他原因未任课"
    return "基础课" if member.department.name == BASIC else "专业课"


def _post(at: SchoolYear, member: Staff, hours: int, *, is_head: bool) -> Row:
    full_time, number = member.kind == FULL_TIME, member.person.number
    is_basic = member.department.name == BASIC
    majors = [
        programme.major_no for programme in PROGRAMMES if programme.department == member.department.name
    ]
    duty = at.school.duties.get(member.staff_no)
    here = member.is_here(at.year.number)
    return {
        "staff_no": member.staff_no,
        "org_no": member.department.org_no,
        **_grade(member),
        "post_category": ("文化基础课" if is_basic else "专业课") if full_time else None,
        "post_start_ym": member.joined,
        "post_end_ym": None if here else member.left,
        "on_post": here,
        "admin_duty": member.leads[0] if member.leads else None,
        "duty_category": member.leads[1] if member.leads else None,
        "duty_start": date(2018, 7, 1) if member.leads else None,
        "is_full_time_teacher": full_time,
        "major_no": None if is_basic or not full_time else majors[number % len(majors)],
        "weekly_hours": round(hours / 36, 1) if member.teaches else None,
        "is_class_teacher": is_head,
        "class_teacher_years": 3 if is_head else None,
        "is_ideology_teacher": duty == IDEOLOGY,
        "is_psych_teacher": duty == MIND,
        "is_backbone": number % 60 == 0,
        "enterprise_months": number % 7 if full_time else 0,
        "it_level": "良好",
        "assess_result": "优秀" if number % 8 == 0 else "称职",
    }


@form("N-ZH-JS-05")
def external_work(at: SchoolYear) -> Rows:
    """Return the work of every teacher from outside in both terms."""
    hours: dict[tuple[str, int], int] = {}
    for lesson in at.school.lessons_of(at.year.number):
        key = (lesson.teacher_no, lesson.term)
        hours[key] = hours.get(key, 0) + lesson.hours
    return [
        _work(external, at.year.label, term, hours.get((external.number, term), 0))
        for external in at.school.externals_of(at.year.number)
        for term in (1, 2)
    ]


def _work(external: External, academic_year: str, term: int, hours: int) -> Row:
    majors = [
        p.major_no for p in PROGRAMMES if p.department == external.department.name and not p.last_enrolled
    ]
    guides = external.kind == "企业导师"
    return {
        "staff_no": external.number,
        "academic_year": academic_year,
        "term": ("秋季学期", "春季学期")[term - 1],
        "org_no": external.department.org_no,
        "part_time_post": "实习指导" if guides else "日常教学",
        "major_no": majors[external.person.number % len(majors)] if majors else PROGRAMMES[0].major_no,
        "course_name": None if guides else f"{external.department.subject}实务",
        "term_hours": hours,
        "guided_students": 10 if guides else None,
        "fee_rate": 100,
        "has_contract": True,
        "assess_result": "称职",
    }
