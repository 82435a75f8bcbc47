"""Addresses of row review. What they name is a contribution, and a row by its uid."""

from django.urls import path

from shucai.web.jobs.kinds import SHOWN
from shucai.web.rows import views
from shucai.web.rows.kinds import ACCEPTING

SHOWN.update(ACCEPTING)

urlpatterns = [
    path("<int:part_id>/", views.review, name="rows"),
    path("<int:part_id>/decide/", views.decide, name="rows_decide"),
    path("<int:part_id>/<str:uid>/", views.history, name="rows_history"),
]
