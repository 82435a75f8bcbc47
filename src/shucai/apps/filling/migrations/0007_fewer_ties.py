"""Staged rows are held to nothing row by row, and one index finds those of a part and of an import (decision 0027)."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What thousands of rows are written with while others wait is two thirds less."""

    dependencies: ClassVar = [
        ("filling", "0006_fewer_indexes"),
    ]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="stagedrow",
            name="contribution",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="staged_rows",
                to="filling.contribution",
            ),
        ),
        migrations.AlterField(
            model_name="stagedrow",
            name="origin",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="staged_rows",
                to="filling.import",
            ),
        ),
        migrations.AlterField(
            model_name="stagedrow",
            name="superseded_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="superseded_rows",
                to="filling.import",
            ),
        ),
        migrations.AddIndex(
            model_name="stagedrow",
            index=models.Index(fields=["contribution", "origin"], name="filling_stagedrow_brought"),
        ),
        migrations.AddIndex(
            model_name="stagedrow",
            index=models.Index(
                fields=["superseded_by"],
                condition=models.Q(superseded_by__isnull=False),
                name="filling_stagedrow_gave_way",
            ),
        ),
    ]
