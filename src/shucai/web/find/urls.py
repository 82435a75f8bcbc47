"""The address of what is found."""

from django.urls import path

from shucai.web.find.views import find

urlpatterns = [path("", find, name="find")]
