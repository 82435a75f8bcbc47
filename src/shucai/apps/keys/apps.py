"""The app as Django knows it."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    """Keys of schools and years."""

    name = "shucai.apps.keys"
    verbose_name = "密钥"
