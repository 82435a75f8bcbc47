"""The app as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, chained."""

    name = "shucai.apps.audit"
    verbose_name = "审计"
