"""Talent 2.15.6 to 2.15.10 and 2.16.1: prizes, patents, projects and papers of teachers, and their platforms."""

from collections.abc import Sequence
from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.talent_moral_staff import teachers
from shucai.demo.school.finance import expense, income
from shucai.demo.school.staff import Staff
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows
from shucai.domain.examples import isbn

PRIZES = (
    # name, kind, level, grade, who gave it
    ("教学能力大赛", "教学能力大赛", "省（部）级", "一等奖", "示例省教育厅"),
    ("优秀教育工作者", "优秀教师/教育工作者荣誉", "市级", "无等级", "示例市教育局"),
    ("指导学生技能大赛", "指导学生竞赛", "市级", "二等奖", "示例市教育局"),
)
PATENTS = (
    # name, kind, share of the money that a sale brought
    ("一种教学用装夹装置", "实用新型专利", 0.4),
    ("一种物料分拣机构", "发明专利", 0.6),
    ("实训管理软件", "软件著作权", 0.0),
)
PUBLIC_PROJECTS = (
    # name, nature, level, who granted it, share of the money received, whether it is finished
    ("五年制高职课程衔接研究", "教学改革", "省部级", "示例省教育科学规划办公室", 0.5, True),
    ("智能产线虚拟调试技术研究", "技术开发", "地市级", "示例市科技局", 0.3, False),
    ("劳动教育评价研究", "教学改革", "地市级", "示例市教育科学研究院", 0.2, False),
)
CONTRACT_SHARES = (0.3, 0.25, 0.2, 0.15, 0.1)
PAPERS = (
    ("五年制高职技能人才成长路径研究", "论文", "示例职教论坛"),
    ("产教融合实训基地运行机制研究", "论文", "示例教育学刊"),
    ("智能制造专业群建设", "专著", "示例教育出版社"),
)
RANKS = ("第一", "第二")


def _pair(at: SchoolYear, number: int) -> Sequence[tuple[str, Staff]]:
    """Return the two people of the n-th piece of work with their ranks; every third is done alone."""
    everybody = teachers(at)
    first = (number * 23 + at.year.number * 7) % (len(everybody) - 1)
    if number % 3 == 2:
        return (("独立", everybody[first]),)
    return tuple(zip(RANKS, everybody[first : first + 2], strict=True))


@form("2.15.6")
def prizes(at: SchoolYear) -> Rows:
    """Return prizes of teachers, a row a person."""
    return [
        {
            "staff_no": member.staff_no,
            "award_name": f"{at.year.number} 年示例{name}",
            "award_category": kind,
            "award_level": level,
            "award_grade": grade,
            "issuer": issuer,
            "award_ym": at.year.on(11 + number % 2),
            "is_host": rank in {"第一", "独立"},
            "rank": rank,
            "cert_no": f"JS-{at.year.number}-{number + 1:03d}",
        }
        for number, (name, kind, level, grade, issuer) in enumerate(PRIZES)
        for rank, member in _pair(at, number)
    ]


@form("2.15.7")
def patents(at: SchoolYear) -> Rows:
    """Return patents and software; what their sale brought adds up to the accounts."""
    sold = income(at.year.fiscal)["tech_transaction"]
    return [
        {
            "staff_no": member.staff_no,
            "teacher_type": member.kind,
            "ip_name": f"{name}（示例）",
            "ip_type": kind,
            "ip_no": _patent_no(at, kind, number),
            "grant_ym": at.year.on(10 + number % 3),
            "is_host": rank in {"第一", "独立"},
            "rank": rank,
            "is_school_owner": True,
            "is_transferred": share > 0,
            "transfer_amount": round(sold * share, 2),
        }
        for number, (name, kind, share) in enumerate(PATENTS)
        for rank, member in _pair(at, number)
    ]


def _patent_no(at: SchoolYear, kind: str, number: int) -> str:
    """Return a number of the right form in a series that is not given out."""
    if kind == "软件著作权":
        return f"{at.year.number}SR9999{number:03d}"
    return f"ZL{at.year.number - 2}2{9_999_900 + number}.{number}"


@form("2.15.8")
def public_projects(at: SchoolYear) -> Rows:
    """Return projects of the authorities, a row a person; the money is that of the accounts."""
    received = income(at.year.fiscal)["vertical_research"]
    return [
        _public_project(at, number, rank, member, received)
        for number in range(len(PUBLIC_PROJECTS))
        for rank, member in _pair(at, number + 3)
    ]


def _public_project(at: SchoolYear, number: int, rank: str, member: Staff, received: float) -> Row:
    name, nature, level, granted_by, share, finished = PUBLIC_PROJECTS[number]
    money = round(received * share, 2)
    return {
        "staff_no": member.staff_no,
        "project_no": f"ZX{at.year.fiscal}-{number + 1:02d}",
        "project_name": f"{name}（{at.year.fiscal} 示例）",
        "subject_class": "人文科学与技术" if nature == "教学改革" else "自然科学与技术",
        "subject_nature": nature,
        "subject_level": level,
        "approval_dept": granted_by,
        "approval_ym": date(at.year.fiscal, 10, 1),
        "finish_ym": at.year.on(6) if finished else None,
        "fund_source": "地方财政",
        "approved_fund": money + 2,
        "received_amount": round(money * 10_000),
        "rank": rank,
        "is_filed": True,
        "result": "合格" if finished else None,
        "teachers": 4,
        "students": 6,
    }


@form("2.15.9")
def contracts(at: SchoolYear) -> Rows:
    """Return projects for enterprises, and one for an office, a row a person; the money is that of the accounts."""
    received = income(at.year.fiscal)["horizontal_research"]
    return [
        _contract(at, number, rank, member, received)
        for number in range(len(CONTRACT_SHARES))
        for rank, member in _pair(at, number + 7)
    ]


def _contract(at: SchoolYear, number: int, rank: str, member: Staff, received: float) -> Row:
    client = at.school.enterprises[number * 3]
    public = number == len(CONTRACT_SHARES) - 1
    money = round(received * CONTRACT_SHARES[number], 2)
    signed = date(at.year.fiscal, 9, 6 + number)
    return {
        "staff_no": member.staff_no,
        "project_no": f"HX{at.year.fiscal}-{number + 1:02d}",
        "project_name": f"示例技术服务{number + 1}（{at.year.fiscal}）",
        "subject_class": "自然科学与技术",
        "subject_nature": "技术开发",
        "is_horizontal": True,
        "subject_source": "政府" if public else "企业",
        "client_name": "示例市工业和信息化局" if public else client.name,
        "client_uscc": None if public else client.code,
        "contract_date": signed,
        "start_date": signed,
        "end_date": date(at.year.number + 1, 6, 30),
        "contract_amount": money + 5,
        "received_amount": round(money * 10_000),
        "rank": rank,
        "status": "在建",
        "benefit": round(money * 3, 2),
        "is_registered_contract": not public,
    }


@form("2.15.10")
def papers(at: SchoolYear) -> Rows:
    """Return papers and a book, a row an author."""
    return [
        {
            "staff_no": member.staff_no,
            "title": f"{name}（{at.year.number} 示例）",
            "kind": kind,
            "publication": publication,
            "issn_isbn": f"CN99-{1000 + number}/G4" if kind == "论文" else isbn(8900 + at.year.number % 100),
            "publish_ym": at.year.on(2 + number),
            "rank": rank,
            "is_core": number == 0,
            "index_type": "北大核心" if number == 0 else None,
            "is_teaching_reform": kind == "论文",
            "is_school_first": True,
            "word_count": None if kind == "论文" else 24.5,
        }
        for number, (name, kind, publication) in enumerate(PAPERS)
        for rank, member in _pair(at, number + 12)
    ]


@form("2.16.1")
def platforms(at: SchoolYear) -> Rows:
    """Return the platforms of teaching and research: bases of the school with a team of their own."""
    received = income(at.year.fiscal)["horizontal_research"]
    return [
        {
            "platform_name": f"{base.department}{name}",
            "platform_type": kind,
            "level": "市级",
            "approval_dept": "示例市科技局",
            "doc_no": f"示例科〔2021〕{number + 1} 号",
            "start_date": date(2021, 4, 1),
            "end_date": date(2026, 3, 31),
            "status": "在建",
            "leader_no": teachers(at)[110 + number].staff_no,
            "partner_name": at.school.enterprises[number].name,
            "staff_count": 8 + number,
            "floor_area": base.area // 4,
            "equipment_value": round(base.value / 4, 2),
            "fund": round(expense(at.year.fiscal)["research_fee"] / 4, 2),
            "income": round(received / 8, 2),
            "outputs": 3,
        }
        for number, (base, name, kind) in enumerate(
            (
                (at.school.bases[0], "工程技术中心", "工程技术（研究）中心"),
                (at.school.bases[3], "协同创新中心", "协同创新中心"),
            )
        )
    ]
