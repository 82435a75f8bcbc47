"""Entries of the history are found in their order, form by form."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The index by which others learn what moved since they looked."""

    dependencies: ClassVar = [
        ("formal", "0001_rows"),
    ]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="rowchange",
            index=models.Index(fields=["form", "id"], name="formal_rowchange_order"),
        ),
    ]
