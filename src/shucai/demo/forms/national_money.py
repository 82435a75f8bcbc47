"""National N-ZH-JF: the income and expense of the calendar year, summed up from the same items as on the talent platform."""

from collections.abc import Mapping, Sequence

from shucai.demo.forms import form
from shucai.demo.school.finance import expense, income, total
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Rows

INCOME: Mapping[str, Sequence[str]] = {
    "fiscal_appropriation": ("fiscal_per_student", "fiscal_special"),
    "other_appropriation": ("nonpeer_fiscal", "state_capital"),
    "gov_fund": ("gov_fund",),
    "business_income": (
        "tuition", "accommodation", "training_fee", "adult_edu_fee", "other_edu_income", "horizontal_research",
        "vertical_research", "other_research",
    ),
    "operating_income": ("social_training_income", "tech_transaction", "other_service"),
    "affiliate_income": ("school_enterprise_return",),
    "superior_subsidy": ("superior_subsidy",),
    "donation_income": ("coop_donation", "apprentice_donation", "other_donation"),
    "other_income": ("other_income", "other_investment_return", "enterprise_appropriation"),
}  # fmt: skip
GOODS: Mapping[str, Sequence[str]] = {
    "repair_cost": ("equipment_repair_fee",),
    "training_cost": ("staff_training_fee",),
    "material_cost": ("consumable_fee",),
    "labor_cost": ("parttime_teacher_fee",),
}
CAPITAL: Mapping[str, Sequence[str]] = {
    "special_equipment": ("teaching_equipment", "other_equipment"),
    "building_cost": ("facility_construction", "land"),
}
WAGES = {"base_salary": 0.36, "allowance": 0.18, "bonus": 0.28, "social_security": 0.16}  # the rest is other
GRANTS, DEBT, BOOKS, OTHERS = "scholarship_fee", "debt_repayment", "book_fee", "other_expense"
OFFICE_SHARE, UTILITY_SHARE = 0.1, 0.15  # of what is spent on goods and services beside what is named
SALARY = "salary_total"


def _sums(items: Mapping[str, float], groups: Mapping[str, Sequence[str]]) -> dict[str, float]:
    return {name: round(sum(items[item] for item in parts), 2) for name, parts in groups.items()}


@form("N-ZH-JF-01")
def income_row(at: SchoolYear) -> Rows:
    """Return the row of income."""
    items = income(at.year.fiscal)
    sums = _sums(items, INCOME)
    students = sum(row["enrol_status"] == "在读" for row in at.given("0.1.5"))
    return [
        {
            "fiscal_year": at.year.fiscal,
            "income_total": round(sum(sums.values()), 2),
            **sums,
            "capital_appropriation": 0,
            "tuition_income": items["tuition"],
            "lodging_income": items["accommodation"],
            "training_income": round(items["other_income"] / 2, 2),
            "asset_disposal_income": 2.5,
            "tuition_waiver_fund": 640,
            "state_grant_fund": 96,
            "per_student_public": round(items["fiscal_per_student"] * 10_000 / students, 2),
        }
    ]


@form("N-ZH-JF-02")
def expense_row(at: SchoolYear) -> Rows:
    """Return the row of expense; what is named nowhere else is spent on goods and services."""
    items = expense(at.year.fiscal)
    goods, capital = _sums(items, GOODS), _sums(items, CAPITAL)
    capital_total = round(sum(capital.values()) + items[BOOKS], 2)
    outside = items[SALARY] + items[GRANTS] + items[OTHERS] + items[DEBT] + capital_total
    goods_total = round(total(items) - outside, 2)
    free = goods_total - sum(goods.values())
    wages = {name: round(items[SALARY] * share, 2) for name, share in WAGES.items()}
    return [
        {
            "fiscal_year": at.year.fiscal,
            "expense_total": total(items),
            "wage_total": items[SALARY],
            **wages,
            "other_wage": round(items[SALARY] - sum(wages.values()), 2),
            "goods_total": goods_total,
            **goods,
            "office_cost": round(free * OFFICE_SHARE, 2),
            "utility_cost": round(free * UTILITY_SHARE, 2),
            "subsidy_total": items[GRANTS],
            "grant_cost": items[GRANTS],
            "capital_total": capital_total,
            **capital,
            "network_cost": 0,
            "repair_capital": 0,
            "interest_total": 0,
            "other_expense": round(items[OTHERS] + items[DEBT], 2),
            "teacher_training_cost": items["staff_training_fee"],
            "practice_material_cost": items["consumable_fee"],
            "book_cost": items[BOOKS],
        }
    ]
