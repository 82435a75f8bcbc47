"""Opening the demo school in the database: departments, people with their roles, a campaign of either platform."""

from shucai.demo.opening.school import SCHOOL_NAME, DemoAccount, accounts, open_demo_school

__all__ = ["SCHOOL_NAME", "DemoAccount", "accounts", "open_demo_school"]
