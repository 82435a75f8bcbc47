"""Writing campaigns: drafting, stages, assignments, people, order, deadlines. Publishing makes returns: apps.filling."""

from shucai.apps.campaigns.actions.assigning import PartWanted, assign
from shucai.apps.campaigns.actions.carrying import Carried, carry_over
from shucai.apps.campaigns.actions.closing import close_campaign, reopen_campaign
from shucai.apps.campaigns.actions.collecting import name_collector
from shucai.apps.campaigns.actions.describing import Description, describe
from shucai.apps.campaigns.actions.drafting import draft_campaign, drop_draft
from shucai.apps.campaigns.actions.extending import Extent, extend, revoke_extension
from shucai.apps.campaigns.actions.marking import mark_key, set_limit
from shucai.apps.campaigns.actions.naming import name_fillers, name_people
from shucai.apps.campaigns.actions.ordering import add_prerequisite, lift_prerequisite, restore_prerequisite
from shucai.apps.campaigns.actions.staging import StageWanted, change_stages

__all__ = [
    "Carried",
    "Description",
    "Extent",
    "PartWanted",
    "StageWanted",
    "add_prerequisite",
    "assign",
    "carry_over",
    "change_stages",
    "close_campaign",
    "describe",
    "draft_campaign",
    "drop_draft",
    "extend",
    "lift_prerequisite",
    "mark_key",
    "name_collector",
    "name_fillers",
    "name_people",
    "reopen_campaign",
    "restore_prerequisite",
    "revoke_extension",
    "set_limit",
]
