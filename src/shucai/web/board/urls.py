"""Addresses of the board."""

from django.urls import path

from shucai.web.board import views

urlpatterns = [
    path("", views.board, name="board"),
    path("parts/<int:part_id>/", views.one, name="board_part"),
    path("reminder/", views.reminder, name="board_reminder"),
    path("progress.csv", views.export, name="board_export"),
]
