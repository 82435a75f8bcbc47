"""The app as Django knows it."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Campaigns, stages, assignments, deadlines."""

    name = "shucai.apps.campaigns"
    verbose_name = "采集任务"
