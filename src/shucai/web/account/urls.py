"""Addresses of one's own account. Those of the log-in library that we do not offer (sign-up, e-mail) do not exist."""

from allauth.account.views import reauthenticate
from django.urls import include, path

from shucai.web.account import cas, log_in
from shucai.web.account.idle import stay
from shucai.web.account.mine import mine
from shucai.web.account.password import password

urlpatterns = [
    path("", mine, name="account_mine"),
    path("login/", log_in.log_in, name="account_login"),
    path("logout/", log_in.log_out, name="account_logout"),
    path("password/", password, name="account_password"),
    path("stay/", stay, name="account_stay"),
    path("again/", reauthenticate, name="account_reauthenticate"),
    path("second-factor/", include("allauth.mfa.urls")),
    path("cas/", cas.log_in, name="account_cas"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
