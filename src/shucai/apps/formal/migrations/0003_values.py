"""The values of accepted rows stand in the packed table of their form alone (decision 0023)."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing ever read them from the rows."""

    dependencies: ClassVar = [
        ("formal", "0002_order"),
    ]

    operations: ClassVar = [
        migrations.RemoveField(model_name="row", name="texts"),
        migrations.RemoveField(model_name="row", name="sealed"),
    ]
