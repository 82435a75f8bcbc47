"""The roster: people, their departments and roles as a school writes them into one workbook, a row a person and role."""

from shucai.domain.roster.cards import wrong_login, wrong_name, wrong_staff_no
from shucai.domain.roster.names import name_key

__all__ = ["name_key", "wrong_login", "wrong_name", "wrong_staff_no"]
