"""National N-ZJ: newcomers and graduates summed up, and who advises on careers."""

from collections import defaultdict
from collections.abc import Sequence

from shucai.demo.forms import form
from shucai.demo.forms.national_offices import grown, head, org
from shucai.demo.identities import landline
from shucai.demo.school.organisation import CITY, COUNTY, PROVINCE
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

OFFICE = "校企合作与就业处"
FURTHER = {"升学-本科", "升学-高职（专科）", "升学-职业高中（含中专、技校）", "升学-普通高中"}
JUNIOR, FIVE_YEAR = "应届初中毕业生", "五年制高职中职段学生"


def _share(part: float, whole: float) -> float | None:
    return round(part / whole * 100, 2) if whole else None


@form("N-ZJ-ZS-01")
def newcomers(at: SchoolYear) -> Rows:
    """Return the new grade by major, length and category."""
    joint = {row["student_no"]: row["joint_type"] for row in at.given("N-ZH-XS-02")}
    groups: dict[tuple[str, str, str], Rows] = defaultdict(list)
    for row in at.rows("N-ZH-XS-08"):
        groups[row["major_no"], row["schooling_length"], row["student_category"]].append(row)
    return [
        {
            "academic_year": f"{at.year.number}-{at.year.number + 1}",
            "major_no": major,
            "schooling_length": length,
            "student_category": category,
            **_counts(rows),
            "joint_count": sum(joint[row["student_no"]] != "非联招合作办学" for row in rows),
        }
        for (major, length, category), rows in groups.items()
    ]


def _counts(rows: Rows) -> Row:
    origins = [row["origin_division"] for row in rows]
    same_province = [origin for origin in origins if origin[:2] == PROVINCE[:2]]
    return {
        "plan_count": len(rows),
        "enroll_count": len(rows),
        "female_count": sum(row["gender"] == "女" for row in rows),
        "junior_count": sum(row["enroll_object"] in {JUNIOR, FIVE_YEAR} for row in rows),
        "five_year_count": sum(row["enroll_object"] == FIVE_YEAR for row in rows),
        "rural_count": sum(row["household_nature"] == "农村" for row in rows),
        "minority_count": sum(row["ethnicity"] != "汉族" for row in rows),
        "other_county_count": sum(origin != COUNTY for origin in same_province),
        "other_province_count": len(origins) - len(same_province),
        "league_count": sum(row["political_status"] == "共青团员" for row in rows),
        "class_count": len({row["class_no"] for row in rows}),
    }


@form("N-ZJ-JY-01")
def graduates(at: SchoolYear) -> Rows:
    """Return who finished by major and length, and where they went."""
    length_of = {row["student_no"]: row["schooling_length"] for row in at.given("N-ZH-XS-03")}
    groups: dict[tuple[int, str, str], Rows] = defaultdict(list)
    for row in at.rows("N-ZH-XS-07"):
        groups[int(str(row["finish_ym"])[:4]), row["major_no"], length_of[row["student_no"]]].append(row)
    return [
        {"grad_year": year, "major_no": major, "schooling_length": length, **_ways(rows)}
        for (year, major, length), rows in groups.items()
    ]


def _ways(rows: Rows) -> Row:
    ways = [row["destination"] for row in rows]
    graduated = sum(row["finish_result"] == "毕业" for row in rows)
    further = sum(way in FURTHER for way in ways)
    employed, army = ways.count("就业"), ways.count("参军")
    abroad = ways.count("出国") + ways.count("赴港澳台")
    matched = sum(row["destination"] == "就业" and bool(row["is_major_match"]) for row in rows)
    return {
        "grad_count": graduated,
        "completion_count": sum(row["finish_result"] == "结业" for row in rows),
        "further_count": further,
        "bachelor_count": ways.count("升学-本科"),
        "college_count": ways.count("升学-高职（专科）"),
        "employed_count": employed,
        "army_count": army,
        "abroad_count": abroad,
        "unemployed_count": ways.count("待就业"),
        "startup_count": sum(bool(row["is_startup"]) for row in rows),
        "match_count": matched,
        "partner_count": sum(bool(row["is_partner_unit"]) for row in rows),
        "local_count": sum(row["work_city"] == CITY for row in rows),
        "placement_rate": _share(further + employed + army + abroad, graduated),
        "match_rate": _share(matched, employed),
        "avg_salary": _mean([row["start_salary"] for row in rows if row["start_salary"]]),
    }


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 2) if values else None


@form("N-ZJ-ZD-01")
def advisers(at: SchoolYear) -> Rows:
    """Return the body that advises on careers."""
    course = next(c for c in at.school.courses if c.category == "职业发展与就业指导")
    return [
        {
            "guide_org_no": "ZYZD01",
            "guide_org_name": "职业指导中心",
            "org_no": org(OFFICE),
            "head_staff_no": head(at, OFFICE),
            "full_time": 3,
            "part_time": 12,
            "certified_count": 6,
            "area": 160.0,
            "has_course": True,
            "course_no": course.code,
            "lecture_count": 10,
            "served_students": grown(at, 3_600, 120),
            "job_fairs": 4,
            "phone": landline(8600),
        }
    ]
