"""National N-CJ-XQ-01: the enterprises that other forms name."""

from shucai.demo.forms import form
from shucai.demo.identities import landline
from shucai.demo.school.enterprises import Enterprise
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

NATURES = {"国有企业": "国有企业", "民营企业": "民营（私营）企业"}


@form("N-CJ-XQ-01")
def enterprises(at: SchoolYear) -> Rows:
    """Return a row an enterprise, the same that the talent platform has in 1.6.1."""
    return [_enterprise(enterprise) for enterprise in at.school.enterprises]


def _enterprise(enterprise: Enterprise) -> Row:
    return {
        "enterprise_no": enterprise.enterprise_no,
        "enterprise_name": enterprise.name,
        "uscc": enterprise.code,
        "unit_nature": NATURES.get(enterprise.nature, "其他"),
        "industry": enterprise.industry,
        "sector": "第二产业" if enterprise.industry == "制造业" else "第三产业",
        "scale": enterprise.scale,
        "employees": enterprise.employees,
        "capital": enterprise.employees * 5,
        "founded_date": enterprise.founded,
        "division": enterprise.place[2],
        "address": f"示例大道 {enterprise.number} 号",
        "legal_rep": enterprise.legal_person.name,
        "contact_name": enterprise.contact.name,
        "contact_phone": landline(enterprise.number),
        "contact_email": enterprise.contact.email,
        "is_above_scale": enterprise.scale != "微型",
        "business": "示例经营范围",
    }
