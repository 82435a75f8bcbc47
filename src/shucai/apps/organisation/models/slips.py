"""Initial passwords between the long work that makes them and the one moment they are shown."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shucai.apps.jobs.models import Job
from shucai.apps.organisation.models.people import Person
from shucai.apps.organisation.models.units import School


class SlipBatch(models.Model):
    """Accounts that one piece of long work makes, or gives new initial passwords.

    work: what is to be done, as the one who asked confirmed it; blank once it is done. told: what was done, in counts.
    sealed: the initial passwords under the key of the school (apps.keys); blank once they were shown or ran out.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="slip_batches")
    asked_by = models.ForeignKey(Person, models.CASCADE, related_name="slip_batches")
    job = models.OneToOneField(Job, models.CASCADE, null=True, related_name="slip_batch")
    work = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    sealed = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)

    class Meta:
        """What was shown is no longer kept."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(shown_at__isnull=True) | Q(sealed=""), name="organisation_slipbatch_shown_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id}/{self.pk}"
