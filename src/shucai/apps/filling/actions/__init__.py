"""Writing returns: opening them when a campaign is published, and following its assignments afterwards."""

from shucai.apps.filling.actions.opening import publish_campaign
from shucai.apps.filling.actions.reassigning import reassign, reassign_many

__all__ = ["publish_campaign", "reassign", "reassign_many"]
