"""What a merger of two departments moved, so that it can be undone while nothing was built on it."""

from django.db import models

from shucai.apps.organisation.models.people import Person
from shucai.apps.organisation.models.units import School, Unit


class MergerMade(models.Model):
    """A merger as it was done.

    number: of its entry in the audit; what came after it may stand in the way. moved: ids by kind; doubled: [grant that was
    revoked, grant that was widened, what that one was before]; joined: codes of forms whose two parts became one.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="mergers_made")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="mergers_made")
    into = models.ForeignKey(Unit, models.CASCADE, related_name="mergers_taken")
    number = models.BigIntegerField()
    moved = models.JSONField(default=dict)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="mergers_made")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.unit} → {self.into}"
