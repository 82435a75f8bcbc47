"""National N-SX-GL: rules of internships, who looks after them, and the bases at enterprises."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.national_offices import grown, head, org
from shucai.demo.forms.national_partners import contact_of
from shucai.demo.identities import Person, landline
from shucai.demo.school.enterprises import Enterprise
from shucai.demo.school.organisation import CITY, PROVINCE
from shucai.demo.school.programmes import PROGRAMMES
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

OFFICE = "校企合作与就业处"
CROWD = 10  # employees for every intern
NATURES = {"国有企业": "国有企业", "民营企业": "民营（私营）企业", "股份制企业": "民营（私营）企业"}


@form("N-SX-GL-01")
def rules(at: SchoolYear) -> Rows:
    """Return the rules of internships."""
    return [
        {
            "rule_no": f"SXZD{number:02d}",
            "rule_name": name,
            "org_no": org(OFFICE),
            "issue_date": at.year.on(3, 10) if number == 1 else date(2020 + number, 3, 10),
            "target": "实习学生、指导教师",
            "keywords": "实习；管理",
            "attachment": f"{name}.pdf",
            "has_emergency": number == 2,
            "is_active": True,
        }
        for number, name in enumerate(("学生实习管理办法", "实习突发事件应急预案", "实习指导教师工作规范"), 1)
    ]


@form("N-SX-GL-02")
def bodies(at: SchoolYear) -> Rows:
    """Return the body that looks after internships."""
    return [
        {
            "intern_org_no": "SXJG01",
            "intern_org_name": "学生实习工作办公室",
            "org_no": org(OFFICE),
            "head_staff_no": head(at, OFFICE),
            "full_time": grown(at, 4),
            "part_time": 20,
            "hotline": landline(8500),
            "email": "intern@example.com",
            "duty": "安排实习，巡查指导，处理投诉",
            "founded_date": date(2012, 9, 1),
        }
    ]


@form("N-SX-GL-03")
def bases(at: SchoolYear) -> Rows:
    """Return a base an enterprise."""
    return [_base(enterprise, contact_of(at, enterprise)) for enterprise in at.school.enterprises]


def base_no(enterprise: Enterprise) -> str:
    """Return the number of the base at an enterprise."""
    return f"WX{enterprise.number:03d}"


def _base(enterprise: Enterprise, contact: Person) -> Row:
    province, city, county = enterprise.place
    near = "本地区校外" if city == CITY else "本省其他地区校外"
    return {
        "base_no": base_no(enterprise),
        "base_name": f"{enterprise.name}实习基地",
        "unit_name": enterprise.name,
        "enterprise_no": enterprise.enterprise_no,
        "unit_nature": NATURES.get(enterprise.nature, "其他"),
        "unit_uscc": enterprise.code,
        "base_type": near if province == PROVINCE else "外省市校外",
        "employees": enterprise.employees,
        "industry": enterprise.industry,
        "sector": "第二产业" if enterprise.industry == "制造业" else "第三产业",
        "division": county,
        "address": f"示例大道 {enterprise.number} 号",
        "contact_name": contact.name,
        "contact_phone": landline(enterprise.number),
        "contact_email": contact.email,
        "founded_ym": enterprise.since,
        "major_no": [p.major_no for p in PROGRAMMES if p.department == enterprise.department],
        "coop_start": enterprise.since,
        "coop_end": enterprise.since.replace(year=enterprise.since.year + 10),
        "agreement_status": "签署",
        "coop_status": "正常",
        "max_interns": enterprise.employees // CROWD,
    }
