"""Keys as stored: each wrapped by the master key, which never lies in the database."""

from typing import ClassVar

from django.db import models


class DataKey(models.Model):
    """A key of a school for the personal data of a campaign year; year 0 is for accounts (ruling 11).

    wrapped: the key encrypted with the master key named by master_id.
    destroyed_at: set when retention ended; wrapped is blank from then on, and what it sealed is unreadable for ever.
    """

    school = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()
    master_id = models.CharField(max_length=16)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        """One key in use for a school and year; retired ones still open what they sealed."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "year"],
                condition=models.Q(retired_at__isnull=True),
                name="keys_datakey_in_use",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}/{self.year}/{self.pk}"
