"""Changing the organisation: one function an action, each a transaction, a right asked and an entry in the audit."""

from shucai.apps.organisation.actions.contacts import NewContacts, change_contacts, show_contacts
from shucai.apps.organisation.actions.delegations import Span, delegate, revoke_delegation
from shucai.apps.organisation.actions.duties import confirm_duties, confirm_group
from shucai.apps.organisation.actions.founding import Founder, found_school
from shucai.apps.organisation.actions.grants import Scope, change_grant, grant_role, revoke_grant
from shucai.apps.organisation.actions.intake import ask_for_passwords, ask_for_roster
from shucai.apps.organisation.actions.passwords import give_initial_password
from shucai.apps.organisation.actions.people import (
    Admitted,
    Card,
    close_account,
    create_person,
    edit_person,
    reopen_account,
    reset_password,
)
from shucai.apps.organisation.actions.schools import NewSchool, open_school
from shucai.apps.organisation.actions.second_factors import remove_second_factor
from shucai.apps.organisation.actions.slips import forget_slips, show_slips
from shucai.apps.organisation.actions.units import (
    add_unit,
    move_unit,
    name_lead_office,
    rename_unit,
    shift_unit,
)

__all__ = [
    "Admitted", "Card", "Founder", "NewContacts", "NewSchool", "Scope", "Span", "add_unit", "ask_for_passwords",
    "ask_for_roster", "change_contacts", "change_grant", "close_account", "confirm_duties", "confirm_group",
    "create_person", "delegate", "edit_person", "forget_slips", "found_school", "give_initial_password", "grant_role",
    "move_unit", "name_lead_office", "open_school", "remove_second_factor", "rename_unit", "reopen_account",
    "reset_password", "revoke_delegation", "revoke_grant", "shift_unit", "show_contacts", "show_slips",
]  # fmt: skip
