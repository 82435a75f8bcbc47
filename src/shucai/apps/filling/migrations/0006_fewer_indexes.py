"""What thousands of staged rows are written and settled with in one transaction is kept small (decision 0024)."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """No index holds the state of a row that waits no more, and no row is held to its return, school and file by itself."""

    dependencies: ClassVar = [
        ("filling", "0005_reopened_rows"),
    ]

    operations: ClassVar = [
        migrations.RemoveIndex(model_name="stagedrow", name="filling_stagedrow_state"),
        migrations.RemoveIndex(model_name="stagedrow", name="filling_stagedrow_origin"),
        migrations.AlterField(
            model_name="stagedrow",
            name="made_return",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="staged_rows",
                to="filling.return",
            ),
        ),
        migrations.AlterField(
            model_name="stagedrow",
            name="origin",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="staged_rows",
                to="filling.import",
            ),
        ),
        migrations.AlterField(
            model_name="stagedrow",
            name="school",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="staged_rows",
                to="organisation.school",
            ),
        ),
        migrations.AddIndex(
            model_name="stagedrow",
            index=models.Index(
                fields=["made_return"], condition=models.Q(state="pending"), name="filling_stagedrow_waiting"
            ),
        ),
    ]
