"""Talent 1.5.x: college students, the counts of all students, and who entered in September."""

from shucai.demo.forms import form
from shucai.demo.forms.talent_bases import elements
from shucai.demo.school.organisation import PROVINCE
from shucai.demo.school.programmes import COLLEGE, FIVE_YEAR, SECONDARY
from shucai.demo.school.students import Student
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows
from shucai.demo.year import Year

VETERAN_SEAT = "1"  # last digit of the seats in college classes of who comes from the army
CATEGORIES = {FIVE_YEAR: "五年制高职学生", COLLEGE: "三年制高职学生", SECONDARY: "中职学生"}
ADMISSIONS = {
    FIVE_YEAR: "初中毕业生中考统一招生（五年一贯制）",
    COLLEGE: "对口招生",
    SECONDARY: "自主招生/注册入学",
}


@form("1.5.1")
def college_students(at: SchoolYear) -> Rows:
    """Return a row a student of the college years: the last two of five, and all of three after secondary school."""
    return [
        _college_student(student, at.year)
        for student in at.school.students_of(at.year.number)
        if student.school_class.is_college(at.year.number)
    ]


def _college_student(student: Student, year: Year) -> Row:
    status, programme = student.status(year.ends), student.programme
    return {
        "student_no": student.student_no,
        **elements(programme),
        "political_status": student.political_status(year.ends),
        "nationality": "中国",
        "hmt_foreign": "香港同胞" if student.person.is_from_hong_kong else "否",
        "direction_name": programme.direction,
        "grade": student.grade,
        "class_name": student.school_class.name,
        "dept_name": programme.department,
        "admission_ym": f"{student.grade}-09",
        "expected_grad_ym": f"{student.graduates_on.year}-06",
        "exam_no": f"{student.grade % 100:02d}320{student.student_no[4:]:0>9}",
        "national_enrol_no": student.code,
        "admission_type": ADMISSIONS[programme.kind],
        "origin_region": student.origin,
        "hukou_region": student.origin,
        "hukou_type": "农业户口" if student.is_rural else "非农业户口",
        "is_veteran": is_veteran(student),
        "is_order_training": programme.mode == "订单班",
        "is_poor_family": student.hardship is not None,
        "poverty_type": student.hardship,
        "is_disabled": student.hardship == "残疾学生或残疾人家庭",
        "student_category": CATEGORIES[programme.kind],
        "enrol_status": status,
        "enrol_change_ym": student.changed_on(year.ends),
        "is_graduated": status == "毕业",
        "arrears": 2_000 if student.person.number % 90 == 0 else 0,
        "is_boarding": student.is_boarding,
        "phone": student.person.mobile,
        "email": student.person.email,
    }


def is_veteran(student: Student) -> bool:
    """Return whether a student came from the army: some of those who enter after secondary school did."""
    return student.programme.kind == COLLEGE and student.student_no[-1:] == VETERAN_SEAT


@form("1.5.3")
def student_counts(at: SchoolYear) -> Rows:
    """Return the counts of the school, taken from the rows of other forms."""
    everybody = [row for row in at.given("0.1.5") if row["enrol_status"] == "在读"]
    college = [row for row in at.given("1.5.1") if row["enrol_status"] == "在读"]
    in_college = {row["student_no"] for row in college}
    secondary = [row for row in everybody if row["student_no"] not in in_college]
    last_two = _count(college, student_category=CATEGORIES[FIVE_YEAR])
    first_three = _count(secondary, five_year_stage="前三年")
    abroad = sum(row["students"] for row in at.rows("2.12.3"))
    fulltime = len(college) + len(secondary) + abroad
    ethnic = {row["student_no"]: row["ethnicity"] for row in everybody}
    trained = at.rows("2.20.1")
    return [
        {
            "converted_students": fulltime - abroad + 3 * abroad,
            "fulltime_total": fulltime,
            "college_total": len(college),
            "from_high_school": 0,
            "from_secondary": len(college),
            "five_year_last2": last_two,
            "from_other": 0,
            "secondary_total": len(secondary),
            "five_year_first3": first_three,
            **dict.fromkeys(
                ("new_farmers", "adult_college_ft", "adult_secondary_ft", "parttime_college", "parttime_bachelor",
                 "evening_students", "correspondence_students", "prep_students", "intl_hmt", "poor_area_students"),
                0,
            ),
            "intl_foreign": abroad,
            "intl_total": abroad,
            "social_training": _person_days(trained, students=False),
            "student_training": _person_days(trained, students=True),
            "special_group_trainees": sum(row.get("special_groups") or 0 for row in trained),
            "small_biz_trainees": sum(row.get("small_biz") or 0 for row in trained),
            "other_province": sum(not row["origin_region"].startswith(PROVINCE[:2]) for row in college),
            "west_students": sum(row["origin_region"][:2] in {"52", "61"} for row in college),
            "rural_students": _count(college, hukou_type="农业户口"),
            "minority_students": sum(ethnic[row["student_no"]] != "汉族" for row in college),
            "veteran_students": sum(row["is_veteran"] for row in college),
        }
    ]  # fmt: skip


def _count(rows: Rows, **wanted: object) -> int:
    return sum(all(row[name] == value for name, value in wanted.items()) for row in rows)


def _person_days(trained: Rows, *, students: bool) -> float:
    return float(sum(row["person_days"] for row in trained if (row["target"] == "在校生") == students))


@form("1.5.4")
def newcomers(at: SchoolYear) -> Rows:
    """Return who entered a college major in the September after the academic year."""
    return [
        _newcomer(student, at.year)
        for student in at.school.newcomers_of(at.year.number)
        if student.programme.kind != SECONDARY
    ]


def _newcomer(student: Student, year: Year) -> Row:
    return {
        "student_no": student.student_no,
        "name": student.person.name,
        "id_type": student.person.paper,
        "id_no": student.person.id_no,
        "gender": student.person.gender,
        "birth_date": student.person.born,
        "ethnicity": student.person.ethnicity,
        "political_status": student.political_status(year.ends),
        **elements(student.programme),
        "admission_type": ADMISSIONS[student.programme.kind],
        "class_name": student.school_class.name,
        "admission_ym": f"{year.number}-09",
        "origin_region": student.origin,
        "hukou_type": "农业户口" if student.is_rural else "非农业户口",
        "admission_score": student.score,
        "is_registered": True,
        "is_veteran": is_veteran(student),
        "is_poor_family": student.hardship is not None,
    }
