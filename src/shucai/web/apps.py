"""The pages as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, their templates and static files; no models."""

    name = "shucai.web"
    verbose_name = "网页"
