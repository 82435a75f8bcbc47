"""Addresses of the school's own rules."""

from django.urls import path

from shucai.web.settings import rules

urlpatterns = [
    path("rules/", rules.rules, name="settings"),
    path("rules/<str:code>/", rules.choose, name="settings_form"),
    path("rules/<int:override_id>/withdraw/", rules.withdraw, name="settings_withdraw"),
]
