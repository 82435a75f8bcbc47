"""Addresses of the organisation."""

from django.urls import path

from shucai.web.organisation import batches, contacts, duties, grants, handover, people, roster, units

urlpatterns = [
    path("units/", units.units, name="units"),
    path("units/<int:unit_id>/", units.one, name="units_one"),
    path("units/<int:unit_id>/rename/", units.rename, name="units_rename"),
    path("units/<int:unit_id>/shift/", units.shift, name="units_shift"),
    path("units/<int:unit_id>/lead/", units.lead, name="units_lead"),
    path("units/<int:unit_id>/merge/", units.merge, name="units_merge"),
    path("units/<int:unit_id>/unmerge/", units.unmerge, name="units_unmerge"),
    path("units/<int:unit_id>/close/", units.close, name="units_close"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new, name="people_new"),
    path("people/passwords/", people.reset_unused, name="people_passwords"),
    path("people/slips/<int:batch_id>/", batches.slips, name="people_slips"),
    path("people/forms/", grants.forms, name="people_forms"),
    path("people/<int:person_id>/", people.one, name="people_one"),
    path("people/<int:person_id>/edit/", people.edit, name="people_edit"),
    path("people/<int:person_id>/contacts/", contacts.change, name="people_contacts"),
    path("people/<int:person_id>/contacts/show/", contacts.show, name="people_contacts_show"),
    path("people/<int:person_id>/close/", people.close, name="people_close"),
    path("people/<int:person_id>/reopen/", people.reopen, name="people_reopen"),
    path("people/<int:person_id>/password/", people.reset, name="people_password"),
    path("people/<int:person_id>/unlock/", people.unlock, name="people_unlock"),
    path("people/<int:person_id>/second-factor/", people.remove_factor, name="people_factor"),
    path("people/<int:person_id>/grants/", grants.grant, name="people_grant"),
    path("people/<int:person_id>/grants/<int:grant_id>/change/", grants.change, name="people_change"),
    path("people/<int:person_id>/grants/<int:grant_id>/revoke/", grants.revoke, name="people_revoke"),
    path("people/<int:person_id>/grants/<int:grant_id>/delegate/", grants.delegate, name="people_delegate"),
    path(
        "people/<int:person_id>/delegations/<int:delegation_id>/end/",
        grants.take_back,
        name="people_take_back",
    ),
    path("people/<int:person_id>/handover/", handover.handover, name="people_handover"),
    path("duties/", duties.duties, name="duties"),
    path("duties/all/", duties.board, name="duties_board"),
    path("duties/joined/", duties.joined, name="duties_joined"),
    path("duties/<int:grant_id>/confirm/", duties.confirm, name="duties_confirm"),
    path("roster/", roster.roster, name="roster"),
    path("roster/template.xlsx", roster.template, name="roster_template"),
    path("roster/<str:token>/", roster.preview, name="roster_one"),
    path("roster/<str:token>/annotated.xlsx", roster.annotated, name="roster_annotated"),
    path("roster/<str:token>/apply/", roster.apply, name="roster_apply"),
]
