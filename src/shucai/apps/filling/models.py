"""Tables of filling: returns and the departments' contributions to them."""

from typing import ClassVar

from django.db import models

from shucai.apps.campaigns.models import Assignment, CampaignForm
from shucai.apps.organisation.models import School
from shucai.domain.workflow import State

STATES = [(state.value, state.label) for state in State]


class Return(models.Model):
    """A form being filled in a campaign: what is submitted and reviewed.

    state: of the whole (ruling 10). state_at: since when.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="returns")
    form = models.OneToOneField(CampaignForm, models.CASCADE, related_name="made_return")
    state = models.CharField(max_length=20, choices=STATES, default=State.NOT_STARTED.value)
    state_at = models.DateTimeField()

    class Meta:
        """Found by school and state."""

        indexes: ClassVar = [models.Index(fields=["school", "state"], name="filling_return_state")]

    def __str__(self) -> str:
        return f"{self.form} {self.get_state_display()}"


class Contribution(models.Model):
    """A department's part of a return, with a state of its own (FIL-8)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="contributions")
    made_return = models.ForeignKey(Return, models.CASCADE, related_name="contributions")
    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="contribution")
    state = models.CharField(max_length=20, choices=STATES, default=State.NOT_STARTED.value)
    state_at = models.DateTimeField()

    class Meta:
        """Found by school and state."""

        indexes: ClassVar = [models.Index(fields=["school", "state"], name="filling_contribution_state")]

    def __str__(self) -> str:
        return f"{self.assignment} {self.get_state_display()}"
