"""Addresses of the audit."""

from django.urls import path

from shucai.web.audit import views

urlpatterns = [
    path("audit/", views.index, name="audit"),
    path("audit/chain/", views.chain, name="audit_chain"),
    path("audit/entries.csv", views.export, name="audit_export"),
]
