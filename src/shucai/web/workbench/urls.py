"""The address of the workbench: the first page after logging in."""

from django.urls import path

from shucai.web.workbench.views import workbench

urlpatterns = [path("", workbench, name="workbench")]
