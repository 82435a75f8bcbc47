"""Tables of campaigns: what is collected, when, by whom."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shucai.apps.organisation.models import Person, School, Unit

PLATFORMS = [("talent", "人才平台"), ("national", "全国系统")]


class Campaign(models.Model):
    """One platform's collection for one year in one school (CAM-1).

    edition_year: of the definitions, an older year where none of this year exists yet. address: of the platform.
    academic_*, calendar_*: the spans the data describe, inclusive.
    state: a draft is seen by the lead office only; published, it is everybody's; closed, nothing moves any more.
    """

    STATES: ClassVar = [("draft", "筹备中"), ("published", "进行中"), ("closed", "已结束")]

    school = models.ForeignKey(School, models.CASCADE, related_name="campaigns")
    platform = models.CharField(max_length=10, choices=PLATFORMS)
    year = models.PositiveSmallIntegerField()
    edition_year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    address = models.URLField(blank=True)
    academic_starts_on = models.DateField()
    academic_ends_on = models.DateField()
    calendar_starts_on = models.DateField()
    calendar_ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="campaigns_made")
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """One a year and platform; spans are in order; a published one says since when."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "platform", "year"], name="campaigns_campaign_once"),
            models.CheckConstraint(
                condition=Q(academic_ends_on__gt=F("academic_starts_on"))
                & Q(calendar_ends_on__gt=F("calendar_starts_on")),
                name="campaigns_campaign_spans",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="campaigns_campaign_published",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Stage(models.Model):
    """A span of a campaign with its work (CAM-2). kind decides what may be done in it (domain.workflow)."""

    KINDS: ClassVar = [
        ("preparation", "准备"),
        ("filling", "填报"),
        ("review", "审核提交"),
        ("analysis", "核对分析"),
    ]

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=KINDS)
    name = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField()
    work = models.CharField(max_length=400, blank=True)
    departments = models.CharField(max_length=200, blank=True)
    remark = models.CharField(max_length=400, blank=True)

    class Meta:
        """In order, with dates in order."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "order"], name="campaigns_stage_order"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaigns_stage_dates"),
        ]

    def __str__(self) -> str:
        return self.name


class CampaignForm(models.Model):
    """A form in a campaign.

    code: as in the catalogue. stage: when it is filled. step: its place in the prescribed order (CAM-6), None outside.
    within_days: how many days after the campaign opens it is due, where sooner than its stage ends.
    is_key, key_fields: needs the school leader as a whole, or for these fields (REV-2).
    collected_by: the person of the lead office its templates are sent to, who imports them centrally (CAM-7).
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="forms")
    code = models.CharField(max_length=30)
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="forms")
    position = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField(null=True)
    step_name = models.CharField(max_length=60, blank=True)
    within_days = models.PositiveSmallIntegerField(null=True)
    is_key = models.BooleanField(default=False)
    key_fields = models.JSONField(default=list)
    collected_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="collects")

    class Meta:
        """Once in a campaign."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "code"], name="campaigns_campaignform_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Prerequisite(models.Model):
    """A form that must be complete before another (D-4). lifted_at: the lead office let it go, with a reason."""

    ORIGINS: ClassVar = [("catalogue", "表间引用"), ("order", "填报次序"), ("school", "本校补充")]

    form = models.ForeignKey(CampaignForm, models.CASCADE, related_name="prerequisites")
    needs = models.ForeignKey(CampaignForm, models.CASCADE, related_name="needed_by")
    origin = models.CharField(max_length=10, choices=ORIGINS)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="prerequisites_lifted")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """Once a pair, and never itself."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "needs"], name="campaigns_prerequisite_once"),
            models.CheckConstraint(condition=~Q(form=F("needs")), name="campaigns_prerequisite_other"),
        ]

    def __str__(self) -> str:
        return f"{self.form} ← {self.needs}"


class Assignment(models.Model):
    """A department's part in a form; order 0 leads and answers for the whole (FIL-8).

    scope: which rows it supplies, in words; fields: which columns. Both empty: the whole form.
    """

    form = models.ForeignKey(CampaignForm, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    order = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=200, blank=True)
    fields = models.JSONField(default=list)

    class Meta:
        """A unit once a form, one at each place."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "unit"], name="campaigns_assignment_once"),
            models.UniqueConstraint(fields=["form", "order"], name="campaigns_assignment_order"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.unit}"


class AssignedPerson(models.Model):
    """Who fills or reviews a department's part (ORG-7)."""

    PARTS: ClassVar = [("fill", "填报"), ("review", "审核")]

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, models.CASCADE, related_name="assigned")
    part = models.CharField(max_length=10, choices=PARTS)

    class Meta:
        """One part each: nobody both fills and reviews the same (ORG-3)."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment", "person"], name="campaigns_assignedperson_one_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} {self.person}"


class Extension(models.Model):
    """A deadline moved, with a reason: of a stage, narrowed to a department or a form where these are named."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="extensions")
    stage = models.ForeignKey(Stage, models.CASCADE, null=True, related_name="extensions")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="extensions")
    form = models.ForeignKey(CampaignForm, models.CASCADE, null=True, related_name="extensions")
    until = models.DateField()
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="extensions_made")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """It names at least one of the three."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage__isnull=False) | Q(unit__isnull=False) | Q(form__isnull=False),
                name="campaigns_extension_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} {self.until}"
