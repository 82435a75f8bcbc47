"""Addresses of campaigns."""

from django.urls import path

from shucai.web.campaigns import carrying, division, forms, listing, one, plan, staff, way, workbooks

urlpatterns = [
    path("", listing.campaigns, name="campaigns"),
    path("new/", listing.new, name="campaigns_new"),
    path("way/", way.campaigns_way, name="campaigns_way"),
    path("days/", plan.count_days, name="campaigns_days"),
    path("<int:campaign_id>/", one.one, name="campaigns_one"),
    path("<int:campaign_id>/extend/", one.lengthen, name="campaigns_extend"),
    path("<int:campaign_id>/extensions/<int:extension_id>/revoke/", one.revoke, name="campaigns_revoke"),
    path("<int:campaign_id>/close/", one.close, name="campaigns_close"),
    path("<int:campaign_id>/division.xlsx", workbooks.division_xlsx, name="campaigns_division_xlsx"),
    path("<int:campaign_id>/tasks.xlsx", workbooks.tasks_xlsx, name="campaigns_tasks_xlsx"),
    path("<int:campaign_id>/plan/", plan.plan, name="campaigns_plan"),
    path("<int:campaign_id>/plan/basics/", plan.basics, name="campaigns_basics"),
    path("<int:campaign_id>/plan/stages/", plan.stages, name="campaigns_stages"),
    path("<int:campaign_id>/plan/assignments/", division.assignments, name="campaigns_assignments"),
    path("<int:campaign_id>/plan/assignments/import/", workbooks.import_page, name="campaigns_import"),
    path("<int:campaign_id>/plan/assignments/carry/", carrying.carry, name="campaigns_carry"),
    path("<int:campaign_id>/plan/assignments/<int:form_id>/", division.divide, name="campaigns_divide"),
    path("<int:campaign_id>/plan/people/", staff.people, name="campaigns_people"),
    path("<int:campaign_id>/plan/people/collector/", staff.collector, name="campaigns_collector"),
    path("<int:campaign_id>/plan/overview/", plan.overview, name="campaigns_overview"),
    path("<int:campaign_id>/plan/publish/", plan.publish, name="campaigns_publish"),
    path("<int:campaign_id>/plan/drop/", plan.drop, name="campaigns_drop"),
    path("<int:campaign_id>/forms/<int:form_id>/", forms.form, name="campaigns_form"),
    path("<int:campaign_id>/forms/<int:form_id>/parts/", forms.parts, name="campaigns_parts"),
    path(
        "<int:campaign_id>/forms/<int:form_id>/people/<int:assignment_id>/",
        forms.people,
        name="campaigns_name",
    ),
    path("<int:campaign_id>/forms/<int:form_id>/key/", forms.key, name="campaigns_key"),
    path("<int:campaign_id>/forms/<int:form_id>/limit/", forms.limit, name="campaigns_limit"),
    path("<int:campaign_id>/forms/<int:form_id>/before/", forms.before, name="campaigns_before"),
]
