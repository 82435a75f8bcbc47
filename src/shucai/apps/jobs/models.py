"""Long work as people see it: what it is, how far it is, how it ended."""

from typing import ClassVar

from django.db import models

LONGEST_PROBLEM = 400


class Job(models.Model):
    """One piece of long work.

    school, asked_by: ids. kind: the name it is registered under. done, total: in pieces of its own; total 0: unknown.
    stage_at: since when it is at this stage.
    heartbeat_at: last sign of life of its worker; where it stops, another worker takes the job up (attempt grows).
    """

    QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"
    STATES: ClassVar = [(QUEUED, "排队中"), (RUNNING, "进行中"), (DONE, "已完成"), (FAILED, "未完成")]

    school = models.BigIntegerField()
    asked_by = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=STATES, default=QUEUED)
    stage = models.CharField(max_length=60, blank=True)
    stage_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    problem = models.CharField(max_length=LONGEST_PROBLEM, blank=True)

    class Meta:
        """Found by what is open, and by who asked."""

        indexes: ClassVar = [
            models.Index(fields=["state", "heartbeat_at"], name="jobs_job_open"),
            models.Index(fields=["school", "asked_by", "asked_at"], name="jobs_job_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        """Return whether it has not ended."""
        return self.state in {self.QUEUED, self.RUNNING}


class Sign(models.Model):
    """The last sign of life of a worker."""

    worker = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker
