"""Addresses: all of them belong to the pages."""

from django.urls import include, path

urlpatterns = [path("", include("shucai.web.urls"))]

handler400 = "shucai.web.errors.bad_request"
handler403 = "shucai.web.errors.forbidden"
handler404 = "shucai.web.errors.not_found"
handler500 = "shucai.web.errors.server_error"
