"""Addresses of filling. What they name is a contribution."""

from django.urls import path

from shucai.web.filling import cells, lists, news, one_row, pages, rows, saving, values

urlpatterns = [
    path("lists/<str:name>/", lists.items, name="filling_list"),
    path("<int:part_id>/", pages.page, name="filling"),
    path("<int:part_id>/fields/", one_row.save_fields, name="filling_fields"),
    path("<int:part_id>/rows/", rows.block, name="filling_rows"),
    path("<int:part_id>/find/", rows.find, name="filling_find"),
    path("<int:part_id>/values/", values.values, name="filling_values"),
    path("<int:part_id>/save/", saving.save_changes, name="filling_save"),
    path("<int:part_id>/changes/", news.changes, name="filling_changes"),
    path("<int:part_id>/presence/", news.presence, name="filling_presence"),
    path("<int:part_id>/cell/", cells.cell, name="filling_cell"),
    path("<int:part_id>/cell/ask/", cells.ask, name="filling_ask"),
]
