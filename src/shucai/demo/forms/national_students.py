"""National N-ZH-XS-01 to 03 and 08: students of four grades, and who is new."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.talent_school import SCHOOL_CODE
from shucai.demo.identities import Person
from shucai.demo.school.places import CAMPUSES
from shucai.demo.school.programmes import COLLEGE, FIVE_YEAR, SECONDARY
from shucai.demo.school.students import NATIONAL_SPAN, UNFINISHED, Student
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows
from shucai.demo.year import Year
from shucai.domain.examples import person_name

LEARNING = frozenset({"在读", "复学"})
JOINT = {
    0: "校际联合招生合作办学",
    1: "东西部联合招生合作办学",
}  # two of so many students are enrolled with another school
FINISHED = frozenset({"毕业", *UNFINISHED.values()})
GRANT_MONTHLY = 250  # yuan, ten months a year
REASONS = {
    "休学": ("休学", "疾病"),
    "退学": ("退学", "自动退学"),
    "转学（转出）": ("转学（转出）", "其他原因退学"),
}
WAY = {
    0: "就业",
    1: "升学-高职（专科）",
    2: "升学-高职（专科）",
    3: "就业",
    4: "就业",
    5: "升学-本科",
    6: "就业",
    7: "待就业",
    8: "参军",
}


def national_status(student: Student, year: Year) -> str:
    """Return the status on the last day of the academic year; five-year students finish their secondary years after three.

    Source: national_rules NR-3.3a.
    """
    status = student.status(year.ends)
    moves_on = student.programme.kind == FIVE_YEAR and student.grade == year.number - NATIONAL_SPAN
    return "毕业" if moves_on and status == "在读" else status


@form("N-ZH-XS-01")
def students(at: SchoolYear) -> Rows:
    """Return a row a student of the four grades."""
    return [_person(student, at.year) for student in at.school.registered_in(at.year.number)]


def _origin(person: Person) -> str | None:
    if person.is_from_hong_kong:
        return "香港同胞"
    return "侨眷" if person.number % 300 == 7 else None


def _person(student: Student, year: Year) -> Row:
    person, county = student.person, student.origin
    without_card = (
        student.student_no == f"{year.number}120101"
    )  # of a secondary major: on the other platform he is not
    return {
        "student_no": student.student_no,
        "name": person.name,
        "former_name": f"{person.name[0]}示例" if person.number % 200 == 0 else None,
        "id_type": "其他" if without_card else person.paper,
        "id_no": f"999{SCHOOL_CODE}00001" if without_card else person.id_no,
        "gender": person.gender,
        "birth_date": person.born,
        "ethnicity": person.ethnicity,
        "nationality": "中国",
        "hkmto_type": _origin(person),
        "native_place": county,
        "birth_place": county,
        "political_status": student.political_status(year.ends),
        "health_status": "残疾" if is_disabled(student) else "健康或良好",
        "household_nature": "农村" if student.is_rural else "城市",
        "hukou_province": f"{county[:2]}0000",
        "hukou_city": f"{county[:4]}00",
        "hukou_county": county,
        "hukou_address": f"示例街道 {person.number} 号",
        "home_province": f"{county[:2]}0000",
        "home_city": None if person.number % 97 == 1 else f"{county[:4]}00",
        "home_county": None if person.number % 97 == 0 else county,
        "home_address": f"示例街道 {person.number} 号",
        "postcode": "215000",
        "is_low_income": student.hardship == "最低生活保障家庭",
        "is_migrant": False,
        "is_only_child": person.number % 2 == 0,
        "guardian_name": person_name(person.number + 4_000),
        "guardian_phone": f"1541{person.number:07d}",
        "mobile": person.mobile,
        "email": person.email,
        "prior_school": "示例初级中学",
    }


def is_disabled(student: Student) -> bool:
    """Return whether a student is disabled himself."""
    return student.hardship == "残疾学生或残疾人家庭"


@form("N-ZH-XS-02")
def attributes(at: SchoolYear) -> Rows:
    """Return a row a student."""
    return [_attributes(student, at.year) for student in at.school.registered_in(at.year.number)]


def has_grant(student: Student, year: Year) -> bool:
    """Return whether a student had the state's grant in the year: who is in need; not who only comes in September."""
    return student.hardship is not None and student.programme.kind != COLLEGE and student.grade < year.number


def _attributes(student: Student, year: Year) -> Row:
    kind = student.programme.kind
    is_through = kind == FIVE_YEAR
    time = "非全日制" if kind == SECONDARY and student.person.number % 40 == 2 else "全日制"
    grant, joint = has_grant(student, year), JOINT.get(student.person.number % 350)
    return {
        "student_no": student.student_no,
        "student_category": "五年制高职转入生" if kind == COLLEGE else f"调整后中职{time}学生",
        "student_school_type": "普通中专",
        "enroll_object": {FIVE_YEAR: "五年制高职中职段学生", SECONDARY: "应届初中毕业生"}.get(
            kind, "应届高中毕业生"
        ),
        "enroll_type": "统一招生" if is_through else "注册入学",
        "enroll_way": "统一招生考试/普通入学",
        "origin_division": student.origin,
        "joint_type": joint or "非联招合作办学",
        "joint_school_code": "3632999998" if joint else None,
        "linkage_type": "贯通培养" if is_through else "非贯通培养",
        "linkage_mode": "五年一贯制" if is_through else None,
        "study_time_form": time,
        "residence_mode": "住校" if student.is_boarding else "走读",
        "teaching_site": "示例教学点" if joint else None,
        "has_state_grant": grant,
        "grant_monthly": GRANT_MONTHLY if grant else None,
        "has_tuition_waiver": kind != COLLEGE,
        "bank_card": f"9999{student.person.number:012d}" if grant else None,
        "difficulty_level": "困难" if grant else "不困难",
        "is_disabled": is_disabled(student),
        "is_orphan": False,
    }


@form("N-ZH-XS-03")
def enrolments(at: SchoolYear) -> Rows:
    """Return a row a student."""
    return [_enrolment(student, at.year) for student in at.school.registered_in(at.year.number)]


def _enrolment(student: Student, year: Year) -> Row:
    status = national_status(student, year)
    change = REASONS.get(status)
    finished = status == "毕业"
    way = destination(student) if finished else ""
    return {
        "student_no": student.student_no,
        "national_reg_no": student.code,
        "enroll_ym": date(student.grade, 9, 1),
        "grade": student.grade,
        "major_no": student.programme.major_no,
        "schooling_length": student.programme.length_label,
        "class_no": student.school_class.class_no,
        "campus_no": CAMPUSES[0].campus_no,
        "student_status": status,
        "register_status": "注册",
        "change_type": change[0] if change else None,
        "change_date": student.changed_on(year.ends) if change else None,
        "change_reason": change[1] if change else None,
        "expected_grad_ym": student.graduates_on,
        "is_further_study": way.startswith("升学") if finished else None,
        "is_employed": way == "就业" if finished else None,
    }


def destination(student: Student) -> str:
    """Return where somebody goes who finishes: five-year students go on in the same school."""
    if student.programme.kind == FIVE_YEAR:
        return "升学-高职（专科）"
    number = student.person.number
    if student.programme.kind == COLLEGE:
        return "就业" if number % 5 else "升学-本科"
    return WAY[number % len(WAY)]


@form("N-ZH-XS-08")
def newcomers(at: SchoolYear) -> Rows:
    """Return the rows of the new grade, taken from the other forms of students."""
    enrolled = {row["student_no"]: row for row in at.rows("N-ZH-XS-03")}
    attributes_of = {row["student_no"]: row for row in at.rows("N-ZH-XS-02")}
    return [
        {
            "academic_year": f"{at.year.number}-{at.year.number + 1}",
            **{
                name: row[name]
                for name in ("student_no", "name", "gender", "ethnicity", "political_status", "household_nature")
            },
            **{
                name: enrolled[row["student_no"]][name]
                for name in ("enroll_ym", "major_no", "class_no", "schooling_length")
            },
            **{
                name: attributes_of[row["student_no"]][name]
                for name in ("student_category", "enroll_object", "enroll_type", "origin_division", "residence_mode")
            },
        }
        for row in at.rows("N-ZH-XS-01")
        if enrolled[row["student_no"]]["grade"] == at.year.number
        and enrolled[row["student_no"]]["student_status"] in LEARNING
    ]  # fmt: skip
