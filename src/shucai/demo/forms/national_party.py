"""National N-DJ-DJ-01: the party committee and its branches, with the members among the staff."""

from collections import defaultdict

from shucai.demo.forms import form
from shucai.demo.school.organisation import DEPARTMENT
from shucai.demo.school.staff import Staff
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

COMMITTEE = "DZZ01"


@form("N-DJ-DJ-01")
def party(at: SchoolYear) -> Rows:
    """Return the committee and a branch a department that has members."""
    listed = {row["staff_no"] for row in at.rows("N-ZH-JS-01") if row["political_status"] == "中共党员"}
    branches: dict[str, list[Staff]] = defaultdict(list)
    for member in at.school.staff_of(at.year.number):
        if member.staff_no in listed:
            branches[member.department.name].append(member)
    everybody = [member for members in branches.values() for member in members]
    rows = [_row(at, COMMITTEE, "中共数采示例高等职业技术学校委员会", "党委", everybody)]
    for number, (department, members) in enumerate(branches.items(), 2):
        name = f"{DEPARTMENT[department].name}党支部"
        rows.append(_row(at, f"DZZ{number:02d}", name, "党支部", members))
    return rows


def _row(at: SchoolYear, number: str, name: str, kind: str, members: list[Staff]) -> Row:
    here = [member for member in members if member.is_here(at.year.number)]
    secretary = here[at.year.number % len(here)]
    return {
        "party_org_no": number,
        "party_org_name": name,
        "party_org_type": kind,
        "parent_org": "中共示例市教育工作委员会" if kind == "党委" else "中共数采示例高等职业技术学校委员会",
        "leader_name": secretary.person.name,
        "leader_staff_no": secretary.staff_no,
        "leader_duty": ["书记"] if kind == "党委" else ["书记", "组织委员"],
        "member_count": len(members),
        "teacher_members": len(members),
        "student_members": 0,
        "probationary": 0,
        "activists": len(members) // 4,
        "new_members": 0,
        "founded_date": at.year.on(9, 1).replace(year=2005),
        "election_date": at.year.on(6, 20).replace(year=2022),
        "meetings": 24,
    }
