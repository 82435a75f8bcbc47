"""Addresses of long work."""

from django.urls import path

from shucai.web.jobs import views

urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("<int:job_id>/", views.one, name="jobs_one"),
    path("<int:job_id>/progress/", views.progress, name="jobs_progress"),
]
