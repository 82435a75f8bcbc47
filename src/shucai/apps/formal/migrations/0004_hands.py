"""Accepted rows stand in the packed table of their form alone, and beside it who filled each of them (decision 0024)."""

from typing import Any, ClassVar

import django.db.models.deletion
import polars as pl
from django.db import migrations, models

from shucai.adapters.frames import packed

PEOPLE = pl.List(pl.Int64)


def keep_hands(apps: Any, _schema: Any) -> None:
    """Take over from the rows who filled them."""
    rows, snapshots = apps.get_model("formal", "Row"), apps.get_model("formal", "Snapshot")
    for snapshot in snapshots.objects.only("pk", "form").iterator():
        of_form = rows.objects.filter(form=snapshot.form_id).order_by("position", "pk")
        found = list(of_form.values_list("uid", "part", "fillers"))
        held = pl.DataFrame(found, schema={"#uid": pl.String, "part": pl.Int64, "fillers": PEOPLE}, orient="row")
        shares = held.group_by("part", "fillers").len().sort("part", "fillers")
        snapshot.hands = packed(held.select("#uid", "fillers"))
        snapshot.shares = list(shares.iter_rows())
        snapshot.save(update_fields=["hands", "shares"])


class Migration(migrations.Migration):
    """A row written beside the table told nothing else; the history of rows is no longer held to its form row by row."""

    dependencies: ClassVar = [
        ("formal", "0003_values"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="snapshot",
            name="hands",
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="shares",
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(keep_hands, migrations.RunPython.noop),
        migrations.DeleteModel(name="Row"),
        migrations.AlterField(
            model_name="rowchange",
            name="form",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="row_changes",
                to="campaigns.campaignform",
            ),
        ),
    ]
