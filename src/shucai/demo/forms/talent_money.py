"""Talent 2.11.x: income, expense, debts, and what is set apart, of the calendar year before; from school.finance."""

from shucai.demo.forms import form
from shucai.demo.forms.talent_alliances import MIXED_FEE
from shucai.demo.school.finance import expense, income, loan, total
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Rows

# The sums that the form of expense shows, each with its parts; 设备采购 shows one of its two parts alone.
SUMS = {
    "equipment_purchase": ("teaching_equipment", "other_equipment"),
    "teaching_total": (
        "consumable_fee", "equipment_repair_fee", "internship_fee", "parttime_teacher_fee", "sports_fee", "ideology_fee",
        "online_ideology_fee", "coop_project_fee", "internship_insurance_fee", "other_teaching_fee",
    ),
    "reform_research_total": (
        "course_dev_fee", "textbook_fee", "reform_fee", "other_reform_fee", "research_fee",
    ),
    "staff_dev_total": (
        "skill_studio_fee", "team_fee", "talent_fee", "staff_training_fee", "other_staff_fee",
    ),
}  # fmt: skip
NOT_SHOWN = frozenset({"other_equipment"})
BONDS, BOND_RESERVE = 2_600.0, 45.0


@form("2.11.1")
def earned(at: SchoolYear) -> Rows:
    """Return the row of income."""
    items = income(at.year.fiscal)
    return [{"income_total": total(items), **items}]


@form("2.11.2")
def other_income(at: SchoolYear) -> Rows:
    """Return the row of debts and of money for a purpose."""
    items = income(at.year.fiscal)
    return [
        {
            "loan_balance": loan(at.year.fiscal),
            "local_bond_balance": BONDS,
            "donation_match": round((items["coop_donation"] + items["other_donation"]) / 2, 2),
            "poverty_special": 20.0,
            "loan_amount": 0.0,
        }
    ]


@form("2.11.3")
def spent(at: SchoolYear) -> Rows:
    """Return the row of expense with its sums."""
    items = expense(at.year.fiscal)
    sums = {name: round(sum(items[part] for part in parts), 2) for name, parts in SUMS.items()}
    shown = {name: value for name, value in items.items() if name not in NOT_SHOWN}
    return [{"expense_total": total(items), **sums, **shown}]


@form("2.11.4")
def other_expense(at: SchoolYear) -> Rows:
    """Return the row of what is spent on a purpose."""
    items = expense(at.year.fiscal)
    return [
        {
            "it_network_fee": round(items["teaching_equipment"] / 5, 2),
            "intl_coop_fee": 24.0,
            "mixed_ownership_fee": MIXED_FEE,
            "bond_repay_reserve": BOND_RESERVE,
        }
    ]
