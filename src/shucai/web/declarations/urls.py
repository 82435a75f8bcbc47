"""Addresses of declarations about a department's part of a return."""

from django.urls import path

from shucai.web.declarations import views

urlpatterns = [
    path("<int:part_id>/", views.declarations, name="declarations"),
    path("<int:part_id>/against/", views.against_it, name="declarations_against"),
    path("<int:part_id>/no-data/", views.no_data, name="declarations_no_data"),
    path("<int:part_id>/close/", views.close, name="declarations_close"),
    path("<int:part_id>/take-back/", views.back, name="declarations_back"),
]
