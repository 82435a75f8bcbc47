"""Tables of imports: files brought into a contribution, from the upload to the commit and its undoing."""

from typing import ClassVar

from django.db import models

from shucai.apps.filling.models.returns import Contribution
from shucai.apps.organisation.models import Person, School

MOVED = "moved"  # the kind of problem: others changed rows as it was to be committed


class Import(models.Model):
    """One file brought in (FIL-2), kept as evidence with what was read from it.

    state: uploading -> reading -> asking (identity or columns need an answer) or ready (preview) -> committed -> undone;
    refused: cannot be read; given_up: the person left it.
    token: of the uploaded file in the sealed drawer; mark: what the browser says of it, by which an upload that broke off is
    taken up again. digest: SHA-256 of the file. fields: columns it may write. answers: cause -> yes or no, where asked.
    packed: sealed Parquet, a row a data row: #index (UInt32), #sheet_row, #found (new, changed, same, refused), #row (the
    uid it meets), #why, and the fields as texts. marks, changes: sealed Parquet: marks by index, changes of normalisation.
    findings: sealed Parquet, columns of FINDINGS_SCHEMA; notices: sentences about the file as a whole.
    met: digest over what the rows of the file do to those that are there, as it was shown.
    absent: uids of rows of the contribution that the file does not have; held: those of them that rows of other forms use,
    with what uses them. counts: by what was found.
    """

    STATES: ClassVar = [
        ("uploading", "上传中"),
        ("reading", "读取中"),
        ("asking", "待确认"),
        ("ready", "待导入"),
        ("committed", "已导入"),
        ("undone", "已撤销"),
        ("refused", "未能读取"),
        ("given_up", "已放弃"),
    ]

    school = models.ForeignKey(School, models.CASCADE, related_name="imports")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="imports")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="imports")
    on_behalf_of = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=STATES, default="uploading")
    file_name = models.CharField(max_length=200)
    size = models.BigIntegerField(default=0)
    received = models.BigIntegerField(default=0)
    token = models.CharField(max_length=64, blank=True)
    mark = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    job = models.BigIntegerField(null=True)
    accepted_mapping = models.BooleanField(default=False)
    answers = models.JSONField(default=dict)
    fields = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    key = models.BigIntegerField(default=0)
    packed = models.BinaryField(default=bytes)
    marks = models.BinaryField(default=bytes)
    changes = models.BinaryField(default=bytes)
    findings = models.BinaryField(default=bytes)
    absent = models.JSONField(default=list)
    held = models.JSONField(default=dict)
    met = models.CharField(max_length=64, blank=True)
    base_revision = models.PositiveIntegerField(default=0)
    problem = models.JSONField(default=dict)
    committed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="imports_undone")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """Found by contribution."""

        indexes: ClassVar = [
            models.Index(fields=["contribution", "made_at"], name="filling_import_made"),
            models.Index(fields=["contribution", "digest"], name="filling_import_digest"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_compared_anew(self) -> bool:
        """Return whether others changed rows as it was to be committed; the problem tells what was shown."""
        return bool(self.problem.get("kind") == MOVED)

    @property
    def brings_nothing(self) -> bool:
        """Return whether every row of it stood there already as it was read: there is nothing left to do with it."""
        doing = ("new", "changed", "refused", "absent")
        return self.state == "ready" and not any(self.counts.get(name) for name in doing)

    @property
    def is_carried(self) -> bool:
        """Return whether its rows are last year's, and no file lies behind it."""
        return not self.token
