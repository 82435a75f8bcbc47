"""Addresses of imports."""

from django.urls import path

from shucai.web.imports import acting, pages, parts, taking
from shucai.web.imports.kinds import IMPORTING
from shucai.web.jobs.kinds import SHOWN

SHOWN.update(IMPORTING)

urlpatterns = [
    path("", parts.mine, name="imports"),
    path("part/<int:part_id>/", parts.part, name="imports_part"),
    path("part/<int:part_id>/begin/", taking.begin, name="imports_begin"),
    path("part/<int:part_id>/carry/", acting.carry, name="imports_carry"),
    path("<int:import_id>/", pages.one, name="imports_one"),
    path("<int:import_id>/progress/", pages.progress, name="imports_progress"),
    path("<int:import_id>/marked/", pages.marked, name="imports_marked"),
    path("<int:import_id>/rows/", pages.rows, name="imports_rows"),
    path("<int:import_id>/both/", pages.both, name="imports_both"),
    path("<int:import_id>/findings/", pages.findings, name="imports_findings"),
    path("<int:import_id>/changes/", pages.changes, name="imports_changes"),
    path("<int:import_id>/annotated.xlsx", pages.annotated, name="imports_annotated"),
    path("<int:import_id>/pieces/<int:offset>/", taking.piece, name="imports_piece"),
    path("<int:import_id>/finish/", taking.finish, name="imports_finish"),
    path("<int:import_id>/again/", acting.again, name="imports_again"),
    path("<int:import_id>/consent/", acting.consent, name="imports_consent"),
    path("<int:import_id>/answers/", acting.answers, name="imports_answers"),
    path("<int:import_id>/commit/", acting.commit, name="imports_commit"),
    path("<int:import_id>/undo/", acting.undo, name="imports_undo"),
    path("<int:import_id>/leave/", acting.leave, name="imports_leave"),
]
