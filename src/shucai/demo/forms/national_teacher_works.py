"""National N-ZH-JS-08 to 10 and 14: papers, projects, patents and prizes of teachers, as the talent platform has them."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.national_teacher_growth import LEVELS
from shucai.demo.school.organisation import SCHOOL_NAME
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

FIRST = frozenset({"第一", "独立"})
MONEY = 10_000  # yuan in 万元
RESULT_LEVELS = {"省部级": "省部级", "地市级": "地市级"}
SOURCES = {"省部级": "省、市、自治区项目", "地市级": "地（市、州）项目"}
GRADES = {"一等奖": "一等", "二等奖": "二等", "无等级": "未评等级"}


def _of_first(rows: Rows) -> Rows:
    """Return one row a work: that of who did it first."""
    return [row for row in rows if row["rank"] in FIRST]


def _everybody(rows: Rows, work: str, row: Row) -> list[str]:
    """Return the names of all who did a work."""
    return [other["name"] for other in rows if other[work] == row[work]]


@form("N-ZH-JS-08")
def works(at: SchoolYear) -> Rows:
    """Return papers and books, a row a work."""
    rows = at.rows("2.15.10")
    return [_work(at, number, row, rows) for number, row in enumerate(_of_first(rows), 1)]


def _work(at: SchoolYear, number: int, row: Row, rows: Rows) -> Row:
    is_paper = row["kind"] == "论文"
    return {
        "work_no": f"LZ{at.year.number}{number:03d}",
        "work_type": "发表论文" if is_paper else "专著",
        "title": row["title"],
        "title_en": f"Invented Work {number}",
        "staff_no": row["staff_no"],
        "authors": "、".join(_everybody(rows, "title", row)),
        "role": "第一作者" if is_paper else "独著人",
        "sign_order": 1,
        "publish_date": row["publish_ym"],
        "publisher": row["publication"],
        "journal_level": "省级公开发行学术刊物" if is_paper else None,
        "isbn": None if is_paper else row["issn_isbn"],
        "issn": row["issn_isbn"] if is_paper else None,
        "issue_no": f"{at.year.number}-{number:02d}" if is_paper else None,
        "total_words": 8.5 if is_paper else 245,
        "own_words": 5 if is_paper else 245,
    }


@form("N-ZH-JS-09")
def projects(at: SchoolYear) -> Rows:
    """Return projects, a row a project: those of the authorities and those with enterprises."""
    enterprises = {row["uscc"]: row["enterprise_no"] for row in at.rows("N-CJ-XQ-01")}
    public, contracts = at.rows("2.15.8"), at.rows("2.15.9")
    return [
        *(_public_project(row, _everybody(public, "project_no", row)) for row in _of_first(public)),
        *(
            _contract(row, _everybody(contracts, "project_no", row), enterprises.get(row.get("client_uscc")))
            for row in _of_first(contracts)
        ),
    ]


def _project(row: Row, people: list[str]) -> Row:
    return {
        "project_no": row["project_no"],
        "project_name": row["project_name"],
        "leader_staff_no": row["staff_no"],
        "members": "、".join(people),
        "fund_received": round(row["received_amount"] / MONEY, 2),
        "teacher_count": max(len(people), 2),
        "student_count": 6,
    }


def _public_project(row: Row, people: list[str]) -> Row:
    finished = row.get("finish_ym")
    level = RESULT_LEVELS[row["subject_level"]]
    return {
        **_project(row, people),
        "project_category": "教研和科研类别",
        "project_type": "教学研究",
        "project_source": SOURCES[level],
        "level": level,
        "issuing_unit": row["approval_dept"],
        "start_date": row["approval_ym"],
        "end_date": finished,
        "status": "结题" if finished else "在研",
        "fund_total": row["approved_fund"],
    }


def _contract(row: Row, people: list[str], enterprise_no: str | None) -> Row:
    return {
        **_project(row, people),
        "project_category": "校企合作项目" if enterprise_no else "其他",
        "project_type": "应用研究",
        "project_source": "企、事业单位委托",
        "level": "其他",
        "issuing_unit": row["client_name"],
        "start_date": row["start_date"],
        "end_date": None,
        "status": "在研",
        "fund_total": row["contract_amount"],
        "enterprise_no": enterprise_no,
    }


@form("N-ZH-JS-10")
def patents(at: SchoolYear) -> Rows:
    """Return patents, a row a patent: those granted in the year, and one that waits."""
    rows = [row for row in at.rows("2.15.7") if row["ip_type"].endswith("专利")]
    return [*(_patent(row, _everybody(rows, "ip_no", row)) for row in _of_first(rows)), _waiting(at)]


def _patent(row: Row, people: list[str]) -> Row:
    is_sold = row["is_transferred"]
    return {
        "patent_no": row["ip_no"],
        "patent_name": row["ip_name"],
        "patent_type": "发明" if row["ip_type"].startswith("发明") else "实用新型",
        "patent_status": "授权专利",
        "staff_no": row["staff_no"],
        "inventors": "、".join(people),
        "owner": SCHOOL_NAME,
        "apply_date": date(row["grant_ym"].year - 2, 5, 6),
        "grant_date": row["grant_ym"],
        "cert_no": f"ZLZ{row['ip_no'][2:]}",
        "is_transferred": is_sold,
        "transfer_amount": row["transfer_amount"] if is_sold else None,
    }


def _waiting(at: SchoolYear) -> Row:
    teacher = at.rows("2.15.5")[0]
    return {
        "patent_no": f"ZL{at.year.number}29999800.X",
        "patent_name": "一种实训台快换装置（示例）",
        "patent_type": "实用新型",
        "patent_status": "待批专利",
        "staff_no": teacher["staff_no"],
        "inventors": teacher["name"],
        "owner": SCHOOL_NAME,
        "apply_date": date(at.year.number, 4, 8),
        "grant_date": None,
        "cert_no": None,
        "is_transferred": False,
        "transfer_amount": None,
    }


@form("N-ZH-JS-14")
def prizes(at: SchoolYear) -> Rows:
    """Return prizes, a row a person."""
    return [
        {
            "staff_no": row["staff_no"],
            "name": row["name"],
            "award_name": row["award_name"],
            "award_item": row["award_category"],
            "level": LEVELS[row["award_level"]],
            "grade": GRADES[row["award_grade"]],
            "kind": "教学工作",
            "mode": "奖状",
            "subject": "个人单项",
            "role": "获奖成果负责人" if row["is_host"] else "获奖成果参加人",
            "issuer": row["issuer"],
            "award_date": row["award_ym"],
            "is_student_guide": "指导学生" in row["award_category"],
            "cert_no": f"{row['cert_no']}-{row['staff_no']}",
            "attachment": f"{row['cert_no']}.pdf",
        }
        for row in at.rows("2.15.6")
    ]
