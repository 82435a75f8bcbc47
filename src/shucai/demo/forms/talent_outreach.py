"""Talent 2.20.1 and 2.21.x: training for people outside, and help for other places."""

from datetime import date, timedelta

from shucai.demo.forms import form
from shucai.demo.forms.talent_moral_staff import teachers
from shucai.demo.school.finance import income
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

COMPANY = ""  # the client is an enterprise of the school
TRAININGS = (
    # name, kind, for whom, client, month, days, people, share of the income
    ("数控加工技能提升班", "企业职工培训", "企业职工", COMPANY, 10, 10, 60, 0.24),
    ("机器人运维班", "企业职工培训", "小微企业职工", COMPANY, 3, 6, 45, 0.16),
    ("电工技能提升培训", "技能等级认定培训", "社会人员", "示例市人力资源和社会保障局", 11, 8, 80, 0.2),
    ("退役军人适应性培训", "退役军人培训", "退役军人", "示例市退役军人事务局", 4, 12, 50, 0.22),
    ("高素质农民培育班", "新型职业农民培训", "农民（工）", "示例市农业农村局", 12, 5, 70, 0.18),
    ("在校生创业训练", "创业培训", "在校生", "数采示例高等职业技术学校", 5, 5, 120, 0.0),
    ("社区老年智能手机班", "社区/老年教育", "社会人员", "示例社区居委会", 6, 2, 90, 0.0),
)
EAST_WEST = (
    # name, place, partner, form, fund, gift, students taught together
    ("职业教育东西部协作（示例一）", "610502", "示例区职业教育中心", "学生联合培养", 6.0, 3.0, 40),
    ("职业教育东西部协作（示例二）", "520502", "示例县中等职业学校", "教师互派", 4.0, 1.5, 0),
)
PAIRED = (
    # name, kind, partner, place, form, fund, bought
    ("乡村振兴结对帮扶（示例）", "村（社区）", "示例村", "320830", "产业（消费）帮扶", 3.0, 5.0),
    ("薄弱学校结对帮扶（示例）", "学校", "示例镇职业学校", "320722", "专业共建", 2.0, 0.0),
)


@form("2.20.1")
def trainings(at: SchoolYear) -> Rows:
    """Return the trainings; what they earned adds up to the accounts, their amount to 1.5.3."""
    items = income(at.year.fiscal)
    earned = items["training_fee"] + items["social_training_income"]
    return [
        _training(at, number, round(earned * training[-1], 2)) for number, training in enumerate(TRAININGS)
    ]


def _training(at: SchoolYear, number: int, earned: float) -> Row:
    name, kind, target, client, month, days, people, _share = TRAININGS[number]
    begins, partner = at.year.on(month, 11), at.school.enterprises[number]
    people += at.year.number - 2023
    return {
        "project_name": f"{at.year.number} 年{name}",
        "training_type": kind,
        "target": target,
        "client_name": client or partner.name,
        "client_uscc": None if client else partner.code,
        "is_subsidized": target in {"社会人员", "退役军人", "农民（工）"},
        "is_public_welfare": not earned,
        "training_mode": "线下",
        "organizer": "继续教育部",
        "leader_no": teachers(at)[70 + number].staff_no,
        "site": "实训校区",
        "start_date": begins,
        "end_date": begins + timedelta(days=days + 1),
        "days": days,
        "hours": days * 8,
        "trainees": people,
        "person_days": people * days,
        "veterans": people if target == "退役军人" else 0,
        "small_biz": people if target == "小微企业职工" else 0,
        "special_groups": people if target == "农民（工）" else 0,
        "certified": people // 2,
        "income": earned,
    }


@form("2.21.1")
def east_and_west(at: SchoolYear) -> Rows:
    """Return the co-operation with schools in the west of the country."""
    grown = at.year.number - 2023
    return [
        {
            "project_name": name,
            "partner_unit": partner,
            "region_code": region,
            "coop_mode": mode,
            "agreement_date": date(2021, 5, 10),
            "start_date": date(2021, 6, 1),
            "end_date": date(2026, 5, 31),
            "joint_enrol": students // 2,
            "students": students,
            "sent_teachers": 4 + grown,
            "received_teachers": 3,
            "trained_teachers": 30 + grown,
            "joint_majors": 1,
            "shared_courses": 6,
            "donation": gift,
            "fund": fund,
            "result": "示例：协作任务按协议完成",
        }
        for name, region, partner, mode, fund, gift, students in EAST_WEST
    ]


@form("2.21.2")
def paired_help(at: SchoolYear) -> Rows:
    """Return the help for partners in the province."""
    grown = at.year.number - 2023
    return [
        {
            "project_name": name,
            "target_type": kind,
            "target_unit": partner,
            "region_code": region,
            "support_mode": mode,
            "basis_doc": "示例帮扶协议",
            "start_date": date(2022, 3, 1),
            "end_date": date(2027, 2, 28),
            "sent_people": 3 + grown,
            "received_people": 8,
            "training_count": 40 + grown,
            "donation": 1.0,
            "fund": fund,
            "purchase_amount": bought,
            "beneficiaries": 160 + grown,
            "result": "示例：帮扶任务按协议完成",
        }
        for name, kind, partner, region, mode, fund, bought in PAIRED
    ]
