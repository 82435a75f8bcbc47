"""Talent 2.4.x: who was admitted for the September after the academic year, by major and by length."""

from collections import Counter, defaultdict

from shucai.demo.forms import form
from shucai.demo.forms.talent_bases import offered
from shucai.demo.forms.talent_students import ADMISSIONS
from shucai.demo.school.organisation import CITY, PROVINCE
from shucai.demo.school.programmes import FIVE_YEAR, SECONDARY, Programme
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

ABSENT = 25  # one of so many admitted does not come
REASONS = (
    ("brand", 24),
    ("interest", 26),
    ("employment", 18),
    ("skill", 12),
    ("location", 10),
    ("recommend", 6),
)
REGION = frozenset({"32", "33", "34", "31"})  # 长三角


@form("2.4.3")
def by_source(at: SchoolYear) -> Rows:
    """Return a row a major that enrols; the secondary one with nobody, it is no college major."""
    came: dict[str, list[str]] = defaultdict(list)
    for row in at.given("1.5.4"):
        if row["is_registered"]:
            came[row["major_code"]].append(row["origin_region"])
    return [
        _major(programme, came[programme.code])
        for programme in offered(at.year)
        if programme.enrols(at.year.number)
    ]


def _major(programme: Programme, origins: list[str]) -> Row:
    registered = len(origins)
    admitted = registered + registered // ABSENT
    province = sum(origin.startswith(PROVINCE[:2]) for origin in origins)
    reasons = {f"reason_{name}": registered * share // 100 for name, share in REASONS}
    return {
        "major_code": programme.code,
        "program_level": programme.level,
        "schooling_years": programme.years_label,
        "student_source_type": programme.source_type,
        "admission_type": ADMISSIONS[programme.kind],
        "planned": programme.classes * 45 if programme.kind != SECONDARY else 0,
        "admitted": admitted,
        "registered": registered,
        "register_rate": round(registered / admitted * 100, 2) if admitted else None,
        "local_city": sum(origin.startswith(CITY[:4]) for origin in origins),
        "province": province,
        "region": sum(origin[:2] in REGION for origin in origins),
        "other_province": registered - province,
        "score_over_last": programme.number % 9,
        **reasons,
        "reason_other": registered - sum(reasons.values()),
    }


@form("2.4.4")
def by_level(at: SchoolYear) -> Rows:
    """Return a row a level, length and mode of college majors."""
    college = [programme for programme in offered(at.year) if programme.kind != SECONDARY]
    modes = dict.fromkeys((programme.level, programme.years_label, programme.mode) for programme in college)
    sources = {row["major_code"]: row for row in at.given("2.4.3")}
    fourth = Counter(
        row["training_mode"]
        for row in at.given("1.5.1")
        if row["schooling_years"] == "五年"
        and at.year.starts.year - row["grade"] == 3
        and row["enrol_status"] == "在读"
    )
    veterans = Counter(row["training_mode"] for row in at.given("1.5.4") if row["is_veteran"])
    return [
        {
            **_level(mode, [one for one in college if _mode(one) == mode], sources, fourth[mode[2]]),
            "veterans": veterans[mode[2]],
        }
        for mode in modes
    ]


def _mode(programme: Programme) -> tuple[str, str, str]:
    return programme.level, programme.years_label, programme.mode


def _level(
    mode: tuple[str, str, str], programmes: list[Programme], sources: dict[str, Row], fourth: int
) -> Row:
    enrolling = [sources[programme.code] for programme in programmes if programme.code in sources]
    came = sum(row["registered"] for row in enrolling)
    five_year = programmes[0].kind == FIVE_YEAR
    moved_up = fourth if five_year else 0
    return {
        "program_level": mode[0],
        "schooling_years": mode[1],
        "training_mode": mode[2],
        "enrol_major_count": len(enrolling),
        "major_count": len(programmes),
        "planned": sum(row["planned"] for row in enrolling),
        "admitted": sum(row["admitted"] for row in enrolling),
        "registered": came + moved_up,
        "from_high_school": 0,
        "from_three_schools": 0 if five_year else came,
        "from_3plus2": 0,
        "from_five_year_y4": moved_up,
        "from_junior": came if five_year else 0,
        "from_other": 0,
        "by_gaokao": 0,
        "by_counterpart": 0 if five_year else came,
        "by_single_exam": 0,
        "by_comprehensive": 0,
        "by_through": moved_up,
        "by_exempt": 0,
        "by_other": came if five_year else 0,
    }
