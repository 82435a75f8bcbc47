"""Addresses of the pages. The first word of a name says which entry of the navigation it belongs to."""

from django.urls import include, path

from shucai.web import health
from shucai.web.catalogue import templates, views
from shucai.web.checks import checking, downloads
from shucai.web.start import start

urlpatterns = [
    path("", include("shucai.web.workbench.urls")),
    path("account/", include("shucai.web.account.urls")),
    path("", include("shucai.web.organisation.urls")),
    path("", include("shucai.web.audit.urls")),
    path("board/", include("shucai.web.board.urls")),
    path("campaigns/", include("shucai.web.campaigns.urls")),
    path("find/", include("shucai.web.find.urls")),
    path("review/", include("shucai.web.review.urls")),
    path("compliance/", include("shucai.web.review.compliance_urls")),
    path("rows/", include("shucai.web.rows.urls")),
    path("templates/", include("shucai.web.workbooks.urls")),
    path("declarations/", include("shucai.web.declarations.urls")),
    path("settings/", include("shucai.web.settings.urls")),
    path("filling/", include("shucai.web.filling.urls")),
    path("filling/", include("shucai.web.findings.urls")),
    path("questions/", include("shucai.web.questions.urls")),
    path("disputes/", include("shucai.web.disputes.urls")),
    path("imports/", include("shucai.web.imports.urls")),
    path("jobs/", include("shucai.web.jobs.urls")),
    path("new/", start, name="start"),
    path("forms/", views.forms_index, name="forms"),
    path("forms/<str:code>/", views.form_page, name="forms_one"),
    path("forms/<str:code>/checks/", views.form_checks, name="forms_checks"),
    path("forms/<str:code>/rows/", views.form_rows, name="forms_rows"),
    path("forms/<str:code>/template.xlsx", templates.form_template, name="forms_template"),
    path("indicators/", views.indicators_index, name="indicators"),
    path("workflows/", views.workflows_index, name="workflows"),
    path("codes/", views.codes_index, name="codes"),
    path("codes/<str:name>/", views.code_list, name="codes_one"),
    path("departments/", views.departments_index, name="departments"),
    path("departments/<str:unit>/", views.department_page, name="departments_one"),
    path(
        "departments/<str:unit>/templates.zip", templates.department_templates, name="departments_templates"
    ),
    path("checks/", checking.checks, name="checks"),
    path("checks/<str:token>/", checking.one, name="checks_one"),
    path("checks/<str:token>/progress/", checking.progress, name="checks_progress"),
    path("checks/<str:token>/again/", checking.again, name="checks_again"),
    path("checks/<str:token>/delete/", checking.delete, name="checks_delete"),
    path("checks/<str:token>/rows/", checking.rows, name="checks_rows"),
    path("checks/<str:token>/changes/", checking.changes, name="checks_changes"),
    path("checks/<str:token>/annotated/", checking.annotated_state, name="checks_annotated_state"),
    path("checks/<str:token>/annotated.xlsx", downloads.annotated, name="checks_annotated"),
    path("checks/<str:token>/issues.xlsx", downloads.issues_xlsx, name="checks_issues"),
    path("checks/<str:token>/issues.csv", downloads.issues_csv, name="checks_issues_csv"),
    path("healthz", health.healthz, name="healthz"),
]
