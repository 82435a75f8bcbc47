"""Talent 1.6.1: the enterprises that every other form may name."""

from shucai.demo.forms import form
from shucai.demo.identities import landline
from shucai.demo.school.enterprises import Enterprise
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

ORG_TYPES = {"国有企业": "国有企业", "外商独资企业": "三资企业", "中外合资企业": "三资企业"}

INTEGRATED_SINCE = 2024  # the year in which number 10 became 产教融合型企业; 20, 30 … were before


@form("1.6.1")
def enterprises(at: SchoolYear) -> Rows:
    """Return a row an enterprise; what it does with the school is read from the forms that report it."""
    employers = {row["employer_uscc"] for row in at.given("0.1.4")}
    visited = {row["enterprise_uscc"] for row in at.given("2.8.1")}
    hosts = {row["enterprise_uscc"] for code in ("2.2.1", "2.9.3") for row in at.given(code)}
    return [
        {
            **_enterprise(enterprise, at.year.number),
            "is_internship_site": enterprise.code in hosts,
            "is_teacher_source": enterprise.code in employers,
            "is_visited": enterprise.code in visited,
        }
        for enterprise in at.school.enterprises
    ]


def _enterprise(enterprise: Enterprise, year: int) -> Row:
    province, city, county = enterprise.place
    is_integrated = enterprise.number % 10 == 0 and (enterprise.number > 10 or year >= INTEGRATED_SINCE)
    return {
        "enterprise_name": enterprise.name,
        "uscc": enterprise.code,
        "org_type": ORG_TYPES.get(enterprise.nature, "其他企业"),
        "enterprise_nature": enterprise.nature,
        "enterprise_scale": enterprise.scale,
        "industry": enterprise.industry,
        "country": "中国",
        "province": province,
        "city": city,
        "district": county,
        "address": f"示例大道 {enterprise.number} 号",
        "legal_rep": enterprise.legal_person.name,
        "founded_date": enterprise.founded,
        "registered_capital": enterprise.employees * 5,
        "is_above_scale": enterprise.scale != "微型",
        "is_listed": enterprise.number % 20 == 0,
        "is_top500": False,
        "is_high_tech": enterprise.number % 3 == 0,
        "edu_integration_level": "市级" if is_integrated else "无",
        "is_partner": True,
        "coop_start_ym": enterprise.since,
        "contact_name": enterprise.contact.name,
        "contact_post": "人力资源主管",
        "contact_phone": landline(enterprise.number),
        "contact_email": enterprise.contact.email,
    }
