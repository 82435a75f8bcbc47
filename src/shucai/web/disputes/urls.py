"""Addresses of disputed rules."""

from django.urls import path

from shucai.web.disputes import views

urlpatterns = [
    path("", views.rules, name="disputes"),
    path("answer/", views.answer, name="disputes_answer"),
]
