"""Addresses of the workbooks of a part, and of all parts of a department in a campaign."""

from django.urls import path

from shucai.web.workbooks import views

urlpatterns = [
    path("<int:part_id>/", views.part, name="templates_part"),
    path("<int:part_id>/<str:kind>.xlsx", views.workbook, name="templates_file"),
    path("<int:part_id>/<str:kind>.zip", views.archive, name="templates_archive"),
]
