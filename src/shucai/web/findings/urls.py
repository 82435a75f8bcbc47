"""Addresses of findings, below the part of a return they belong to."""

from django.urls import path

from shucai.web.findings import grid, pages
from shucai.web.findings.kinds import SUBMITTING
from shucai.web.jobs.kinds import SHOWN

SHOWN.update(SUBMITTING)

urlpatterns = [
    path("<int:part_id>/findings/", grid.findings, name="filling_findings"),
    path("<int:part_id>/findings/explain/", grid.say, name="filling_explain"),
    path("<int:part_id>/findings/unexplain/", grid.unsay, name="filling_unexplain"),
    path("<int:part_id>/findings/tick/", grid.look, name="filling_tick"),
    path("<int:part_id>/findings/dispute/", grid.object_to, name="filling_dispute"),
    path("<int:part_id>/findings/fix/", grid.fix, name="filling_fix"),
    path("<int:part_id>/findings.xlsx", pages.list_xlsx, name="filling_findings_xlsx"),
    path("<int:part_id>/findings.csv", pages.list_csv, name="filling_findings_csv"),
    path("<int:part_id>/check/", pages.page, name="filling_check"),
    path("<int:part_id>/check/counts/", pages.counted, name="filling_counted"),
    path("<int:part_id>/submit/", pages.submit, name="filling_submit"),
    path("<int:part_id>/take-back/", pages.take_back, name="filling_take_back"),
]
