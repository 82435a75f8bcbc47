"""Tables of review: decisions with what they covered, and what a return for correction asks to mend."""

from typing import ClassVar

from django.db import models

from shucai.apps.filling.models import Contribution, Return
from shucai.apps.organisation.models import Person, School
from shucai.domain.access import Verb

DECISIONS = (
    Verb.PUT_KEY_DATA, Verb.APPROVE_KEY_DATA, Verb.APPROVE_DEPARTMENT, Verb.RETURN, Verb.WITHDRAW, Verb.APPROVE_COMPLIANCE,
    Verb.REOPEN,
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


class Pin(models.Model):
    """A cell, a row or a column that a return for correction points at.

    uid: of the row, blank for a whole column. field: blank for a whole row. words: what is wrong with it.
    value: keyed hash of what stood there, so that a mended cell is told apart.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="pins")
    uid = models.CharField(max_length=32, blank=True)
    field = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    value = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.uid} {self.field}"
