"""Schools, what stands above them, and their departments."""

from typing import ClassVar

from django.db import models


class Authority(models.Model):
    """A body above schools: the union, a city bureau, the provincial department (ORG-6)."""

    KINDS: ClassVar = [("union", "联院"), ("city", "市级教育局"), ("province", "省教育厅")]

    kind = models.CharField(max_length=10, choices=KINDS)
    name = models.CharField(max_length=60, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school. code: its 学校（机构）标识码; invented: made for showing, marked as such on every page."""

    name = models.CharField(max_length=60, unique=True)
    short_name = models.CharField(max_length=20)
    code = models.CharField(max_length=10, unique=True)
    union = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="schools_of_union")
    city = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="schools_of_city")
    invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A department. One may carry two names: 科技服务处（教师工作处） (ORG-2).

    merged_into: where its duties went; closed_at: since when it takes none. A closed unit stays for the history.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="units")
    name = models.CharField(max_length=40)
    other_name = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    is_lead_office = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged_here")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """Names are unique among the units at work; one lead office a school."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "name"],
                condition=models.Q(closed_at__isnull=True),
                name="organisation_unit_name",
            ),
            models.UniqueConstraint(
                fields=["school"],
                condition=models.Q(is_lead_office=True, closed_at__isnull=True),
                name="organisation_unit_one_lead_office",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["school", "order"], name="organisation_unit_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Return both names as they are printed."""
        return f"{self.name}（{self.other_name}）" if self.other_name else self.name


class UnitName(models.Model):
    """A name under which the catalogue, a workbook or an earlier year knows a unit; it survives renaming and merging."""

    school = models.ForeignKey(School, models.CASCADE, related_name="unit_names")
    name = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")

    class Meta:
        """A name means one unit."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "name"], name="organisation_unitname_one_unit"),
        ]

    def __str__(self) -> str:
        return self.name
