"""Tables of findings: the last run of checks of a return, what was said about findings, and disputed rules."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shucai.apps.filling.models.returns import Return
from shucai.apps.organisation.models import Person, School


class CheckRun(models.Model):
    """The last run of all checks over the working rows of a return.

    revision: of the return it speaks of. counts: rule -> how many findings; severities: rule -> severity.
    summary: total, passed, failed, open, skipped and the causes (ruling 16).
    packed: sealed Parquet, a row a finding: uid, key, field, value, rule, severity, message; key: the key's number.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="check_runs")
    made_return = models.OneToOneField(Return, models.CASCADE, related_name="check_run")
    revision = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    severities = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    key = models.BigIntegerField()
    packed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.made_return} {self.revision}"


class Explanation(models.Model):
    """What a reporter says about a finding: the cause of a 解释, or the tick of a 核实 (ruling 4).

    Bound to rule, row and value by keyed hashes, so that it survives a new import and is asked again only when the value
    moved (VAL-1). text: sealed, place ``explanation/<rule>/<row>``. accepted: by the reviewer, None while open.
    """

    KINDS: ClassVar = [("explain", "解释"), ("tick", "核实")]

    school = models.ForeignKey(School, models.CASCADE, related_name="explanations")
    made_return = models.ForeignKey(Return, models.CASCADE, related_name="explanations")
    kind = models.CharField(max_length=7, choices=KINDS)
    rule = models.CharField(max_length=120)
    row = models.CharField(max_length=64)
    value = models.CharField(max_length=64)
    category = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="explanations")
    at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="explanations_decided")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """One in force for a finding."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["made_return", "rule", "row", "value"],
                condition=Q(withdrawn_at__isnull=True),
                name="filling_explanation_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.get_kind_display()}"


class Dispute(models.Model):
    """「这条规则不对」: somebody says that a rule is wrong, with the reason; the lead office answers."""

    school = models.ForeignKey(School, models.CASCADE, related_name="disputes")
    made_return = models.ForeignKey(Return, models.CASCADE, related_name="disputes")
    rule = models.CharField(max_length=120)
    row = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="disputes")
    at = models.DateTimeField()
    answer = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="disputes_answered")
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Found by rule."""

        indexes: ClassVar = [models.Index(fields=["school", "rule"], name="filling_dispute_rule")]

    def __str__(self) -> str:
        return self.rule
