"""Addresses of one's own account."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from shucai.web.account.login import LogIn

urlpatterns = [
    path("login/", LogIn.as_view(), name="account_login"),
    path("logout/", LogoutView.as_view(), name="account_logout"),
]
