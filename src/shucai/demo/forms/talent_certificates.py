"""Talent 2.17.x: certificates of students, and of people from outside who were examined here."""

from collections import Counter

from shucai.demo.forms import form
from shucai.demo.identities import credit_code
from shucai.demo.school.programmes import PROGRAMMES, SECONDARY, Programme
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

QUALIFICATIONS = {"530302": "初级会计专业技术资格", "530701": "助理电子商务工程师资格"}
SKILLS = {
    "460301": "电工",
    "460103": "数控车工",
    "460305": "工业机器人系统操作员",
    "500211": "汽车维修工",
    "510201": "计算机程序设计员",
}
OUTSIDE = (
    # trade, level, examined, passed, charged in 万元
    ("电工", "四级（中级工）", 160, 138, 8.4),
    ("汽车维修工", "三级（高级工）", 72, 60, 5.2),
    ("电子商务师", "四级（中级工）", 95, 81, 4.6),
)
SHARE_EXAMINED, SHARE_PASSED = 0.12, 0.9


def _counts(at: SchoolYear) -> tuple[Counter[str], Counter[str]]:
    """Return how many learn each major and how many of them graduated in the year."""
    learning = Counter(row["major_code"] for row in at.given("0.1.5") if row["enrol_status"] == "在读")
    graduates = Counter(row["major_code"] for row in at.rows("2.5.1"))
    return learning, graduates


def _passed(at: SchoolYear, programme: Programme) -> Row:
    learning, graduates = _counts(at)
    pairs = round(learning[programme.code] * SHARE_EXAMINED / 2)
    examined = 2 * pairs + at.year.number % 2  # so that no two years are alike
    passed = round(examined * SHARE_PASSED)
    return {
        "major_code": programme.code,
        "major_name": programme.name,
        "exam_count": examined,
        "obtained_count": passed,
        "graduate_obtained": min(passed // 3, graduates[programme.code]),
    }


def _taught(at: SchoolYear) -> list[Programme]:
    """Return the majors of 1.2.1 that somebody learns at the end of the year."""
    learning, _ = _counts(at)
    return [one for one in PROGRAMMES if one.kind != SECONDARY and learning[one.code]]


@form("2.17.1")
def qualifications(at: SchoolYear) -> Rows:
    """Return the qualifications of the state, a row a major and certificate."""
    return [
        {
            **_passed(at, programme),
            "cert_name": QUALIFICATIONS[programme.code],
            "cert_level": "无等级",
            "issuer": "示例省人事考试院",
            "exam_site": "校外",
            "obtained_ym": at.year.on(5),
            "is_related": True,
        }
        for programme in _taught(at)
        if programme.code in QUALIFICATIONS
    ]


@form("2.17.2")
def skills(at: SchoolYear) -> Rows:
    """Return the certificates of trades, a row a major and trade."""
    return [
        {
            **_passed(at, programme),
            "cert_name": SKILLS[programme.code],
            "issuer": "示例市职业技能鉴定中心",
            "cert_level": "四级（中级工）",
            "exam_site": "校内",
            "issuer_uscc": credit_code(20_000_001),
            "obtained_ym": at.year.on(6),
        }
        for programme in _taught(at)
        if programme.code in SKILLS
    ]


@form("2.17.3")
def x_certificates(at: SchoolYear) -> Rows:
    """Return the X certificates: every major has one."""
    return [
        {
            **_passed(at, programme),
            "cert_name": f"{programme.name}应用（示例）",
            "issuer": f"示例{programme.short}评价组织",
            "issuer_code": f"PJ{programme.number:03d}",
            "cert_level": "中级",
            "pilot_batch": "第三批",
            "exam_site": "校内",
            "exam_fee": 12_000,
        }
        for programme in _taught(at)
    ]


@form("2.17.4")
def outsiders(at: SchoolYear) -> Rows:
    """Return the examinations of people from outside."""
    grown = at.year.number - 2023
    return [
        {
            "org_name": "数采示例职业技能等级认定站",
            "founder_level": "市级",
            "founder_dept": "示例市人力资源和社会保障局",
            "cert_type": "职业技能等级证书",
            "cert_name": trade,
            "cert_level": level,
            "issuer": "示例市职业技能鉴定中心",
            "exam_count": examined + 3 * grown,
            "obtained_count": passed + 3 * grown,
            "exam_year": at.year.number,
            "income": round(charged + 0.2 * grown, 2),
        }
        for trade, level, examined, passed, charged in OUTSIDE
    ]
