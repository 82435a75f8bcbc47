"""The roster: people, their departments and roles as a school writes them into one workbook, a row a person and role."""

from shucai.domain.roster.cards import wrong_login, wrong_name, wrong_staff_no
from shucai.domain.roster.check import Checked, Row, check_roster
from shucai.domain.roster.columns import COLUMNS, NO_END, Column
from shucai.domain.roster.contacts import masked_email, masked_phone, wrong_email, wrong_phone
from shucai.domain.roster.known import Known, KnownGrant, KnownPerson, KnownUnit
from shucai.domain.roster.names import name_key
from shucai.domain.roster.reading import Entry
from shucai.domain.roster.sheet import Fault, Line, RosterSheet, read_sheet

__all__ = [
    "COLUMNS",
    "NO_END",
    "Checked",
    "Column",
    "Entry",
    "Fault",
    "Known",
    "KnownGrant",
    "KnownPerson",
    "KnownUnit",
    "Line",
    "RosterSheet",
    "Row",
    "check_roster",
    "masked_email",
    "masked_phone",
    "name_key",
    "read_sheet",
    "wrong_email",
    "wrong_login",
    "wrong_name",
    "wrong_phone",
    "wrong_staff_no",
]  # fmt: skip
