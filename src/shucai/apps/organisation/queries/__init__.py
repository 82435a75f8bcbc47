"""Reading the organisation: who somebody is today, units as a tree, people with their roles, duties and who confirmed."""

from shucai.apps.organisation.queries.accounts import (
    account_history,
    batch_of,
    has_second_factor,
    slips_waiting_for,
)
from shucai.apps.organisation.queries.actors import (
    actor_of,
    has_lead_head,
    has_reporters,
    in_force,
    is_at_work,
)
from shucai.apps.organisation.queries.names import person_names, school_names
from shucai.apps.organisation.queries.people import (
    HeldGrant,
    PersonLine,
    WantedPeople,
    colleagues_of,
    delegated_by,
    delegated_to,
    grants_of,
    lines_of,
    people_found,
    person_seen,
    role_counts,
    unused_accounts,
)
from shucai.apps.organisation.queries.units import (
    Holder,
    UnitLine,
    holders_of,
    office_holders,
    role_holders,
    unit_named,
    unit_seen,
    unit_tree,
    units_at_work,
    units_by_name,
)

__all__ = [
    "HeldGrant", "Holder", "PersonLine", "UnitLine", "WantedPeople", "account_history", "actor_of",
    "batch_of", "colleagues_of", "delegated_by", "delegated_to", "grants_of", "has_lead_head", "has_reporters",
    "has_second_factor", "holders_of", "in_force", "is_at_work", "lines_of", "office_holders", "people_found",
    "person_names", "person_seen", "role_counts", "role_holders", "school_names", "slips_waiting_for",
    "unit_named", "unit_seen", "unit_tree", "units_at_work", "units_by_name", "unused_accounts",
]  # fmt: skip
