"""Tables of staging: rows that wait for a second person's acceptance, what was saved, and who is at work."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shucai.apps.filling.models.imports import Import
from shucai.apps.filling.models.returns import Contribution, Return
from shucai.apps.organisation.models import School


class StagedRow(models.Model):
    """A row in staging (FIL-3): a new one, a change or a removal of an accepted one. It counts nowhere yet (ruling 7).

    uid: of the row; a change or removal has that of the accepted row. origin, index: the import it came with and its
    place in it; None where it was typed. sealed: JSON field -> text of the cells typed over, sealed, place
    ``staged/<uid>/<contribution>``. version: grows with every change; the first one of a change follows the accepted row's.
    fillers: who put values into it, and for whom they acted; none of them may accept it (ruling 8).
    """

    KINDS: ClassVar = [("added", "新增"), ("changed", "修改"), ("removed", "删除")]
    STATES: ClassVar = [
        ("pending", "待复核"),
        ("accepted", "已复核"),
        ("deleted", "已删除"),
        ("undone", "已撤销"),
        ("superseded", "已被替换"),
    ]

    school = models.ForeignKey(
        School, models.CASCADE, db_index=False, db_constraint=False, related_name="staged_rows"
    )
    made_return = models.ForeignKey(
        Return, models.CASCADE, db_index=False, db_constraint=False, related_name="staged_rows"
    )
    contribution = models.ForeignKey(
        Contribution, models.CASCADE, db_index=False, db_constraint=False, related_name="staged_rows"
    )
    uid = models.CharField(max_length=32)
    kind = models.CharField(max_length=8, choices=KINDS)
    state = models.CharField(max_length=10, choices=STATES, default="pending")
    origin = models.ForeignKey(
        Import, models.CASCADE, null=True, db_index=False, db_constraint=False, related_name="staged_rows"
    )
    index = models.PositiveIntegerField(null=True)
    sealed = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    position = models.FloatField()
    fillers = models.JSONField(default=list)
    made_at = models.DateTimeField()
    edited_by = models.BigIntegerField(null=True)
    edited_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    superseded_by = models.ForeignKey(
        Import,
        models.SET_NULL,
        null=True,
        db_index=False,
        db_constraint=False,
        related_name="superseded_rows",
    )

    class Meta:
        """One that waits, for a row and a contribution."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contribution", "uid"], condition=Q(state="pending"), name="filling_stagedrow_pending"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["made_return"], condition=Q(state="pending"), name="filling_stagedrow_waiting"
            ),
            models.Index(fields=["contribution", "origin"], name="filling_stagedrow_brought"),
            models.Index(
                fields=["superseded_by"],
                condition=Q(superseded_by__isnull=False),
                name="filling_stagedrow_gave_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.get_kind_display()}"


class Saved(models.Model):
    """The last save of a browser window: sent again, it has one effect and gets the same answer.

    answer: JSON, sealed, place ``saved/<client>``.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="saves")
    person = models.BigIntegerField()
    client = models.CharField(max_length=32)
    seq = models.PositiveIntegerField()
    answer = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        """One a window."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contribution", "person", "client"], name="filling_saved_once"),
        ]

    def __str__(self) -> str:
        return f"{self.client} {self.seq}"


class Presence(models.Model):
    """Who has a return open, and at which cell; gone some seconds after the last sign."""

    made_return = models.ForeignKey(Return, models.CASCADE, related_name="presences")
    person = models.BigIntegerField()
    name = models.CharField(max_length=60)
    uid = models.CharField(max_length=32, blank=True)
    field = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        """Once a person."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["made_return", "person"], name="filling_presence_once"),
        ]

    def __str__(self) -> str:
        return self.name
