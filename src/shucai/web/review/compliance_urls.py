"""Addresses of the compliance check. What they name is a contribution of the return."""

from django.urls import path

from shucai.web.review import compliance, reopening

urlpatterns = [
    path("", compliance.waiting, name="compliance"),
    path("together/", compliance.together, name="compliance_together"),
    path("onward/", compliance.onward, name="compliance_onward"),
    path("<int:part_id>/", compliance.one, name="compliance_one"),
    path("<int:part_id>/next/", compliance.next_one, name="compliance_next"),
    path("<int:part_id>/decide/", compliance.decide, name="compliance_decide"),
    path("<int:part_id>/reopening/", reopening.reopening, name="compliance_reopening"),
]
