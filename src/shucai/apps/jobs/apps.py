"""The app as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work with progress."""

    name = "shucai.apps.jobs"
    verbose_name = "后台任务"
