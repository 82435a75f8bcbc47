"""Tables of the formal store: accepted rows, changes of rows, and one packed table a form with their values."""

from typing import ClassVar

from django.db import models

from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.organisation.models import School


class RowChange(models.Model):
    """One change of one row, staged or formal; only ever added.

    kind: typed, imported, accepted, removed, restored, deleted, undone. sealed: JSON field -> [old, new], sealed.
    digest: over all of it, held together by the audit entry of the action (ruling 9).
    """

    school = models.BigIntegerField()
    form = models.ForeignKey(
        CampaignForm, models.CASCADE, db_index=False, db_constraint=False, related_name="row_changes"
    )
    uid = models.CharField(max_length=32)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    sealed = models.TextField(blank=True)
    by = models.BigIntegerField()
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()
    origin = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        """Found by row, and in their order, by which others learn what moved since they looked."""

        indexes: ClassVar = [
            models.Index(fields=["form", "uid", "at"], name="formal_rowchange_row"),
            models.Index(fields=["form", "id"], name="formal_rowchange_order"),
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.kind}"


class Snapshot(models.Model):
    """All accepted rows of a form as one packed table, written with every acceptance; other forms read this.

    packed: sealed Parquet with the columns of domain.rows (META and the fields). key: number of the key it is sealed with.
    hands: Parquet, who put values into each row; shares: the same told together, see hands.py.
    revision: grows with every acceptance.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="snapshots")
    form = models.OneToOneField(CampaignForm, models.CASCADE, related_name="snapshot")
    revision = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    key = models.BigIntegerField()
    packed = models.BinaryField()
    hands = models.BinaryField(default=bytes)
    shares = models.JSONField(default=list)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.form} {self.revision}"
