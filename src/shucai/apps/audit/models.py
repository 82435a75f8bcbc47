"""The audit: entries are only ever added; one head a chain says where it ends."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One action. ``hash`` covers every other column and the hash before it in the chain of the school.

    school, actor, on_behalf_of: ids, not foreign keys: an entry outlives what it speaks of. school 0: the installation.
    subject_kind, subject_id, subject: what was acted on, and how it was called then.
    facts: what changed, old and new; personal values stand as masks or hashes, never in clear (ruling 11).
    row_changes, rows_digest: how many history entries the action wrote, and a digest over them (ruling 9).
    """

    school = models.BigIntegerField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=60)
    on_behalf_of = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)
    row_changes = models.PositiveIntegerField(default=0)
    rows_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """Order within a school is the number; nothing else is promised."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "number"], name="audit_entry_number"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["school", "at"], name="audit_entry_at"),
            models.Index(fields=["school", "subject_kind", "subject_id"], name="audit_entry_subject"),
            models.Index(fields=["school", "actor"], name="audit_entry_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.school}/{self.number} {self.action} {self.subject}"


class ChainHead(models.Model):
    """Where the chain of a school ends: the number and the hash of its last entry.

    Its row is locked while an entry is added, so that entries of one school are written one after the other; and it tells
    when the end of a chain was cut off or something was added behind the product's back.
    moved: the hash of the last entry that was not quiet, blank where there is none.
    """

    school = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    moved = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.school}/{self.number}"
