"""The money of a calendar year in 万元, item by item as the talent platform asks; the national items are sums of these."""

from collections.abc import Mapping

_INCOME: Mapping[str, float] = {
    "tuition": 1_180.0,
    "accommodation": 520.0,
    "training_fee": 96.0,
    "adult_edu_fee": 42.0,
    "other_edu_income": 35.0,
    "horizontal_research": 138.0,
    "vertical_research": 64.0,
    "other_research": 0.0,
    "fiscal_per_student": 9_860.0,
    "fiscal_special": 1_640.0,
    "gov_fund": 460.0,
    "state_capital": 0.0,
    "superior_subsidy": 280.0,
    "nonpeer_fiscal": 90.0,
    "enterprise_appropriation": 0.0,
    "social_training_income": 214.0,
    "tech_transaction": 26.0,
    "other_service": 32.0,
    "school_enterprise_return": 0.0,
    "other_investment_return": 0.0,
    "coop_donation": 46.0,
    "apprentice_donation": 18.0,
    "other_donation": 10.0,
    "other_income": 85.0,
}
_EXPENSE: Mapping[str, float] = {
    "land": 40.0,
    "facility_construction": 860.0,
    "teaching_equipment": 610.0,
    "other_equipment": 95.0,
    "book_fee": 62.0,
    "consumable_fee": 210.0,
    "equipment_repair_fee": 96.0,
    "internship_fee": 118.0,
    "parttime_teacher_fee": 236.0,
    "sports_fee": 38.0,
    "ideology_fee": 32.0,
    "online_ideology_fee": 26.0,
    "coop_project_fee": 40.0,
    "internship_insurance_fee": 9.0,
    "other_teaching_fee": 160.0,
    "course_dev_fee": 74.0,
    "textbook_fee": 36.0,
    "reform_fee": 58.0,
    "other_reform_fee": 22.0,
    "research_fee": 64.0,
    "skill_studio_fee": 45.0,
    "team_fee": 60.0,
    "talent_fee": 30.0,
    "staff_training_fee": 92.0,
    "other_staff_fee": 24.0,
    "salary_total": 9_640.0,
    "teaching_salary": 7_910.0,
    "student_activity_fee": 48.0,
    "startup_fee": 22.0,
    "mental_fee": 12.0,
    "scholarship_fee": 486.0,
    "party_team_fee": 22.0,
    "debt_repayment": 200.0,
    "other_expense": 620.0,
}
PARTS_OF_OTHERS = frozenset({"teaching_salary"})  # already within salary_total
GROWTH = 1.03  # from one year to the next
LATEST = 2023
LOAN = 1_800.0  # 万元, at the end of the latest year


def income(fiscal: int) -> dict[str, float]:
    """Return the items of income of a calendar year."""
    return _in_year(_INCOME, fiscal)


def expense(fiscal: int) -> dict[str, float]:
    """Return the items of expense of a calendar year; ``teaching_salary`` is a part of ``salary_total``."""
    items = _in_year(_EXPENSE, fiscal)
    return {**items, "book_fee": {2023: 62.0, 2022: 60.0}.get(fiscal, items["book_fee"])}


def total(items: Mapping[str, float]) -> float:
    """Return the sum of the items, what is part of another left out."""
    return round(sum(value for name, value in items.items() if name not in PARTS_OF_OTHERS), 2)


def loan(fiscal: int) -> float:
    """Return what is owed to banks at the end of a calendar year: what was paid back after it is still in it."""
    return round(LOAN + sum(expense(year)["debt_repayment"] for year in range(fiscal + 1, LATEST + 1)), 2)


def _in_year(items: Mapping[str, float], fiscal: int) -> dict[str, float]:
    return {name: round(value / GROWTH ** (LATEST - fiscal), 2) for name, value in items.items()}
