"""The migrations make the tables that the models say, on the database the tests run on."""

import pytest
from django.apps import apps
from django.core.management import call_command

OURS = sorted(app.label for app in apps.get_app_configs() if app.name.startswith("shucai.apps."))


@pytest.mark.django_db
def test_nothing_is_left_to_migrate() -> None:
    call_command("makemigrations", *OURS, check=True, dry_run=True, verbosity=0)
