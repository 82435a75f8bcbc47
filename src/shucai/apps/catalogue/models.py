"""What a school overrides in an edition; the definitions themselves are files."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shucai.apps.organisation.models import Person, School


class Override(models.Model):
    """A definition changed for one school, recorded and revocable.

    form: the id of a form. kind: required (target: a field; value: true or false), tolerance (target: a check; value: a
    number in the unit of its field) or limit (target: check.limit; value: a number).
    """

    KINDS: ClassVar = [("required", "是否必填"), ("tolerance", "容差"), ("limit", "界限")]

    school = models.ForeignKey(School, models.CASCADE, related_name="overrides")
    year = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=KINDS)
    target = models.CharField(max_length=120)
    value = models.JSONField()
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="overrides_made")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="overrides_withdrawn")

    class Meta:
        """One in force for a target."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "year", "form", "kind", "target"],
                condition=Q(withdrawn_at__isnull=True),
                name="catalogue_override_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.kind} {self.target}"
