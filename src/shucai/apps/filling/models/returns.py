"""Tables of filling: returns and the departments' contributions to them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shucai.apps.campaigns.models import Assignment, CampaignForm
from shucai.apps.organisation.models import Person, School
from shucai.domain.workflow import State

STATES = [(state.value, state.label) for state in State]


class Return(models.Model):
    """A form being filled in a campaign: what is submitted and reviewed.

    state: of the whole (ruling 10). state_at: since when. revision: grows with every change of a row.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="returns")
    form = models.OneToOneField(CampaignForm, models.CASCADE, related_name="made_return")
    state = models.CharField(max_length=20, choices=STATES, default=State.NOT_STARTED.value)
    state_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        """Found by school and state."""

        indexes: ClassVar = [models.Index(fields=["school", "state"], name="filling_return_state")]

    def __str__(self) -> str:
        return f"{self.form} {self.get_state_display()}"


class Contribution(models.Model):
    """A department's part of a return, with a state of its own (FIL-8).

    is_returned: open for a correction. key_stage: put or approved, blank while its key data are due to be put (REV-2).
    approved_digest: of what its head approved; key_digest: of the key data the school leader approved. Blank for none;
    what no longer matches is asked again. open_until: a re-opening ends with this day, None where it was not re-opened, or
    is approved again; open_fields, open_rows: the columns and the uids of the rows it is for, all where there are none;
    sent_back: its head returned it since (REV-3).
    """

    KEY_STAGES: ClassVar = [("put", "已报主管领导"), ("approved", "主管领导已批准")]

    school = models.ForeignKey(School, models.CASCADE, related_name="contributions")
    made_return = models.ForeignKey(Return, models.CASCADE, related_name="contributions")
    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="contribution")
    state = models.CharField(max_length=20, choices=STATES, default=State.NOT_STARTED.value)
    state_at = models.DateTimeField()
    is_returned = models.BooleanField(default=False)
    key_stage = models.CharField(max_length=8, choices=KEY_STAGES, blank=True)
    key_digest = models.CharField(max_length=64, blank=True)
    approved_digest = models.CharField(max_length=64, blank=True)
    open_until = models.DateField(null=True)
    open_fields = models.JSONField(default=list)
    open_rows = models.JSONField(default=list)
    sent_back = models.BooleanField(default=False)

    class Meta:
        """Found by school and state."""

        indexes: ClassVar = [models.Index(fields=["school", "state"], name="filling_contribution_state")]

    def __str__(self) -> str:
        return f"{self.assignment} {self.get_state_display()}"

    def end_reopening(self) -> None:
        """Forget that it was re-opened. It is not saved yet."""
        self.open_until, self.open_fields, self.open_rows, self.sent_back = None, [], [], False


REOPENED = ("open_until", "open_fields", "open_rows", "sent_back")


class Declaration(models.Model):
    """A statement about a contribution or a whole form: no data this year (FIL-5), or closed (FIL-6); signed, revocable.

    words: what was signed. unsigned_at: taken back, the form is filled again.
    """

    KINDS: ClassVar = [("no_data", "无数据"), ("closed", "关闭填报")]

    school = models.ForeignKey(School, models.CASCADE, related_name="declarations")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="declarations")
    kind = models.CharField(max_length=8, choices=KINDS)
    words = models.CharField(max_length=300)
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="declarations")
    signed_at = models.DateTimeField()
    unsigned_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="declarations_unsigned")
    unsigned_at = models.DateTimeField(null=True)

    class Meta:
        """One in force."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contribution"],
                condition=Q(unsigned_at__isnull=True),
                name="filling_declaration_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution} {self.get_kind_display()}"


class Receipt(models.Model):
    """What a reporter submitted for review (初审): how many rows, what the checks said, and a hash that binds it.

    digest: SHA-256 over the rows of the part with their uids, as submitted. counts: severity -> findings that were answered.
    withdrawn_at: taken back before the review began.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="receipts")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="receipts")
    revision = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, models.PROTECT, related_name="receipts")
    on_behalf_of = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """One in force."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contribution"],
                condition=Q(withdrawn_at__isnull=True),
                name="filling_receipt_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution} {self.digest[:12]}"

    @property
    def number(self) -> str:
        """Return the number on the receipt."""
        return f"S{self.pk}"
