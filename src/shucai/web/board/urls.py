"""Addresses of the board."""

from django.urls import path

from shucai.web.board import leaders, people, views

urlpatterns = [
    path("", views.board, name="board"),
    path("leaders/", leaders.leaders, name="leaders"),
    path("people/", people.people, name="underway"),
    path("people/<int:part_id>/", people.name, name="underway_name"),
    path("parts/<int:part_id>/", views.one, name="board_part"),
    path("reminder/", views.reminder, name="board_reminder"),
    path("reminder/sent/", views.reminded, name="board_reminded"),
    path("progress.csv", views.export, name="board_export"),
]
