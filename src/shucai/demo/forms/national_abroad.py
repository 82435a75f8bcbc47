"""National N-ZH-BF and N-ZH-GJ: help for other places and co-operation abroad, as the talent platform has them."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.talent_school import head_of
from shucai.demo.school.programmes import PROGRAMME
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

EAST_WEST = "东西部联合招生合作办学"
CONTINENTS = {"276": "欧洲", "231": "非洲"}  # every other country of the demo lies in 亚洲
ASEAN = frozenset({"418", "764", "116", "360"})
KINDS = {"学历生": "学历教育", "短期培训生": "短期交流"}
FUNDS = {"学校奖学金": "学校事业收入提取", "地方政府奖学金": "市级财政", "自费": "其他"}


def _place(row: Row) -> Row:
    country = row["country"]
    return {"country": country, "continent": CONTINENTS.get(country, "亚洲")}


def _major_no(code: str) -> str:
    return PROGRAMME[code].major_no


@form("N-ZH-BF-01")
def aid(at: SchoolYear) -> Rows:
    """Return the help for schools in the west and for partners in the province."""
    joint = sum(row["joint_type"] == EAST_WEST for row in at.given("N-ZH-XS-02"))
    head = head_of(at, "校长办公室").staff_no
    west = [
        {
            "aid_type": "东西部协作",
            "partner_name": row["partner_unit"],
            "start_date": row["start_date"],
            "end_date": row["end_date"],
            "content": f"示例数据：{row['coop_mode']}",
            "teacher_sent": row["sent_teachers"],
            "teacher_trained": row["trained_teachers"],
            "joint_students": joint if number == 0 else 0,
            "trained_persons": row["trained_teachers"],
            "fund": row["fund"],
            "equipment_value": row["donation"],
            "partner_division": row["region_code"],
        }
        for number, row in enumerate(at.rows("2.21.1"))
    ]
    near = [
        {
            "aid_type": "省内结对帮扶",
            "partner_name": row["target_unit"],
            "start_date": row["start_date"],
            "end_date": row["end_date"],
            "content": f"示例数据：{row['support_mode']}",
            "teacher_sent": row["sent_people"],
            "teacher_trained": row["received_people"],
            "joint_students": 0,
            "trained_persons": row["training_count"],
            "fund": row["fund"],
            "equipment_value": row["donation"],
            "partner_division": row["region_code"],
        }
        for row in at.rows("2.21.2")
    ]
    return [
        {
            **row,
            "aid_no": f"BF{number:02d}",
            "aid_role": "支援",
            "agreement_name": "示例帮扶协议",
            "head_staff_no": head,
            "result_note": "示例数据：按协议完成",
        }
        for number, row in enumerate((*west, *near), 1)
    ]


@form("N-ZH-GJ-01")
def institutions(at: SchoolYear) -> Rows:
    """Return the institutions run with a foreign partner."""
    return [
        {
            "org_name": row["institution_name"],
            "coop_kind": "机构",
            "license_no": row["approval_no"],
            "foreign_party": row["foreign_partner"],
            **_place(row),
            "approve_unit": row["approval_dept"],
            "approve_date": row["approval_date"],
            "valid_to": date(2030, 8, 31),
            "major_no": [_major_no(code) for code in row["majors"]],
            "enroll_from": row["enrol_start_year"],
            "enroll_to": row["enrol_end_year"],
            "cohorts": at.year.number - row["enrol_start_year"] + 1,
            "quota": 130,
            "student_count": row["students"],
            "foreign_teachers": row["foreign_teachers"],
        }
        for row in at.rows("2.12.1")
    ]


@form("N-ZH-GJ-02")
def projects(at: SchoolYear) -> Rows:
    """Return the projects run with a foreign partner."""
    return [
        {
            "project_name": row["project_name"],
            "coop_kind": "项目",
            "license_no": row["approval_no"],
            "foreign_party": row["foreign_partner"],
            **_place(row),
            "major_no": _major_no(row["major_code"]),
            "approve_unit": row["approval_dept"],
            "enroll_from": row["enrol_start_year"],
            "enroll_to": row["enrol_end_year"],
            "cohorts": row["cohorts"],
            "quota": row["quota"],
            "student_count": row["students"],
            "foreign_courses": row["foreign_courses"],
            "foreign_teachers": 2,
        }
        for row in at.rows("2.12.2")
    ]


@form("N-ZH-GJ-03")
def students_from_abroad(at: SchoolYear) -> Rows:
    """Return the groups of students from abroad."""
    return [
        {
            "academic_year": at.year.label,
            **_place(row),
            "student_kind": KINDS[row["student_category"]],
            "major_no": _major_no(row["major_code"]) if row["major_code"] else None,
            "student_count": row["students"],
            "female_count": row["students"] // 3,
            "duration_months": row["months"],
            "fund_source": FUNDS[row["fund_source"]],
            "is_bri": True,
            "start_date": row["start_date"],
            "end_date": row["end_date"],
        }
        for row in at.rows("2.12.3")
    ]


def _adopted(row: Row, number: int) -> Row:
    """Return where and when something was taken up abroad, and what proves it."""
    return {
        **_place(row),
        "is_bri": True,
        "is_asean": row["country"] in ASEAN,
        "adopter": row["adopter"],
        "adopt_type": "被合作院校采用",
        "adopt_date": row["adopt_ym"],
        "foreign_students": 40 + 10 * number,
        "attachment": f"{row['evidence']}.pdf",
    }


@form("N-ZH-GJ-04")
def course_standards(at: SchoolYear) -> Rows:
    """Return course standards used abroad."""
    return [
        {
            "resource_no": f"KB{at.year.number}{number:02d}",
            "resource_name": row["standard_name"],
            "course_no": row["course_code"],
            "major_no": _major_no(row["major_code"]),
            "language": "中文",
            **_adopted(row, number),
        }
        for number, row in enumerate(at.rows("2.12.4"), 1)
    ]


@form("N-ZH-GJ-05")
def major_standards(at: SchoolYear) -> Rows:
    """Return standards of majors used abroad."""
    return [
        {
            "resource_no": f"ZB{at.year.number}{number:02d}",
            "resource_name": row["standard_name"],
            "major_no": _major_no(row["major_code"]),
            **_adopted(row, number),
        }
        for number, row in enumerate(at.rows("2.12.5"), 1)
    ]


@form("N-ZH-GJ-06")
def books_abroad(at: SchoolYear) -> Rows:
    """Return textbooks used abroad."""
    books = [row["textbook_no"] for row in at.rows("N-JX-KC-01")]
    return [
        {
            "resource_no": f"JC{at.year.number}{number:02d}",
            "resource_name": row["book_name"],
            "textbook_no": books[number],
            "language": row["language"],
            **_adopted(row, number),
        }
        for number, row in enumerate(at.rows("2.12.6"), 1)
    ]


@form("N-ZH-GJ-07")
def sites_abroad(at: SchoolYear) -> Rows:
    """Return the school's own teaching abroad."""
    return [
        {
            "overseas_name": row["site_name"],
            "overseas_type": row["site_mode"],
            **_place(row),
            "partner": row["partner"],
            "approve_unit": row["approval_dept"],
            "start_date": row["founded_ym"],
            "major_no": _major_no(row["majors"][0]),
            "student_count": row["students"],
            "training_person_days": row["person_days"],
            "teachers_sent": row["sent_teachers"],
            "investment": row["fund"],
            "run_status": "运行",
        }
        for row in at.rows("2.12.7")
    ]
