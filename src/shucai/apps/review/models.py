"""Tables of review: decisions with what they covered, what a return asks to mend, and what a reviewer has looked at."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shucai.apps.filling.models import Contribution, Return
from shucai.apps.organisation.models import Person, School
from shucai.domain.access import Verb

DECISIONS = (
    Verb.PUT_KEY_DATA, Verb.APPROVE_KEY_DATA, Verb.APPROVE_DEPARTMENT, Verb.RETURN, Verb.WITHDRAW, Verb.APPROVE_COMPLIANCE,
    Verb.REOPEN, Verb.DELIBERATE, Verb.SUBMIT, Verb.ARCHIVE,
)  # fmt: skip
LONGEST_REASON = 600
LONGEST_WORDS = 300


class Decision(models.Model):
    """A decision over a part of a return, or over the whole, and its receipt; only ever added.

    contribution: None for the whole. reason: of a return for correction or a re-opening. rows, revision, digest: what it
    covered (see ``filling.covering``); counts: what the reviewer had before them. looked: seconds and rows looked at.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="decisions")
    made_return = models.ForeignKey(Return, models.CASCADE, related_name="decisions")
    contribution = models.ForeignKey(Contribution, models.CASCADE, null=True, related_name="decisions")
    verb = models.CharField(max_length=20, choices=[(verb.value, verb.label) for verb in DECISIONS])
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    revision = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    looked = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, models.PROTECT, related_name="decisions")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="decisions_delegated")
    at = models.DateTimeField()

    class Meta:
        """Found by return and part, the newest first."""

        indexes: ClassVar = [
            models.Index(fields=["made_return", "contribution", "at"], name="review_decision_of")
        ]

    def __str__(self) -> str:
        return f"{self.made_return} {self.get_verb_display()}"

    @property
    def number(self) -> str:
        """Return the number on its receipt."""
        return f"D{self.pk}"


class Pin(models.Model):
    """A cell, a row or a column that a return for correction points at.

    uid: of the row, blank for a whole column. field: blank for a whole row. words: what is wrong with it.
    number: the place of the row in the grid of its department when it was sent back, 0 for a whole column.
    value: keyed hash of what stood there, so that a mended cell is told apart.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="pins")
    uid = models.CharField(max_length=32, blank=True)
    field = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    number = models.PositiveIntegerField(default=0)
    value = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.uid} {self.field}"


class Mark(models.Model):
    """A place a reviewer means to return, in the list that stays until it is sent. uid, field, words: as of a pin."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="marks")
    by = models.ForeignKey(Person, models.CASCADE, related_name="marks")
    uid = models.CharField(max_length=32, blank=True)
    field = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    at = models.DateTimeField()

    class Meta:
        """A place once for each reviewer."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contribution", "by", "uid", "field"], name="one_mark_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.field}"


class Sight(models.Model):
    """A row a reviewer had before their eyes, in the version it had then: a row that changes is to be looked at again."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="sights")
    by = models.ForeignKey(Person, models.CASCADE, related_name="sights")
    uid = models.CharField(max_length=32)
    version = models.PositiveIntegerField()

    class Meta:
        """A version of a row once for each reviewer."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contribution", "by", "uid", "version"], name="one_sight_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.version}"


class Attention(models.Model):
    """How long a reviewer has had a part before them since their last decision. at: when the page told so last."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="attentions")
    by = models.ForeignKey(Person, models.CASCADE, related_name="attentions")
    seconds = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        """One for each reviewer."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contribution", "by"], name="one_attention_a_reviewer")
        ]

    def __str__(self) -> str:
        return f"{self.seconds} s"


class Reopening(models.Model):
    """A department asks that what passed be re-opened, and the lead office's answer (REV-3); only ever added to.

    fields, rows: the columns and the uids of the rows it is for, empty for all. until: the last day asked for. granted:
    None while nobody answered. open_until: the last day granted. words: why not. before: contribution -> where it stood,
    with what its head had approved. ended_at: taken back unused; withdrawn_at: by who asked, before the answer.
    prolongs: the one whose last day it asks to be later, of the same columns and rows.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="reopenings")
    made_return = models.ForeignKey(Return, models.CASCADE, related_name="reopenings")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="reopenings")
    fields = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    reason = models.CharField(max_length=LONGEST_REASON)
    until = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="reopenings")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    words = models.CharField(max_length=LONGEST_REASON, blank=True)
    open_until = models.DateField(null=True)
    before = models.JSONField(default=dict)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="reopenings_answered")
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    prolongs = models.ForeignKey("self", models.PROTECT, null=True, related_name="prolonged_by")

    class Meta:
        """One that waits, for a part."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contribution"],
                condition=Q(granted__isnull=True, withdrawn_at__isnull=True),
                name="review_reopening_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution} {self.until}"
