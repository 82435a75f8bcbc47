"""Tables of the organisation."""

from shucai.apps.organisation.models.mergers import MergerMade
from shucai.apps.organisation.models.people import Person
from shucai.apps.organisation.models.roles import Delegation, DutyConfirmation, Handover, RoleGrant
from shucai.apps.organisation.models.slips import SlipBatch
from shucai.apps.organisation.models.units import Authority, School, Unit, UnitName

__all__ = [
    "Authority", "Delegation", "DutyConfirmation", "Handover", "MergerMade", "Person", "RoleGrant", "School", "SlipBatch",
    "Unit", "UnitName",
]  # fmt: skip
