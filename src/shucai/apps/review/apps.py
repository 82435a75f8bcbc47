"""The app of review."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Decisions and returns for correction."""

    name = "shucai.apps.review"
    label = "review"
    verbose_name = "审核"
