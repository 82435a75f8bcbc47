"""Addresses of one's own account. Those of the log-in library that we do not offer (sign-up, e-mail) do not exist.

The library finds its pages by their names, so they keep these.
"""

from allauth.account.views import reauthenticate
from allauth.mfa.base.views import reauthenticate as reauthenticate_by_code
from allauth.mfa.recovery_codes.views import view_recovery_codes
from django.urls import path

from shucai.web.account import cas, log_in, oidc, second_factor
from shucai.web.account.idle import stay
from shucai.web.account.mine import mine
from shucai.web.account.password import password
from shucai.web.organisation import contacts

urlpatterns = [
    path("", mine, name="account_mine"),
    path("contacts/", contacts.change_own, name="account_contacts"),
    path("contacts/show/", contacts.show_own, name="account_contacts_show"),
    path("login/", log_in.log_in, name="account_login"),
    path("logout/", log_in.log_out, name="account_logout"),
    path("password/", password, name="account_password"),
    path("stay/", stay, name="account_stay"),
    path("again/", reauthenticate, name="account_reauthenticate"),
    path("second-factor/", mine, name="mfa_index"),
    path("second-factor/code/", second_factor.ask, name="mfa_authenticate"),
    path("second-factor/again/", reauthenticate_by_code, name="mfa_reauthenticate"),
    path("second-factor/set-up/", second_factor.set_up, name="mfa_activate_totp"),
    path("second-factor/turn-off/", second_factor.turn_off, name="mfa_deactivate_totp"),
    path("second-factor/recovery/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/recovery/new/", second_factor.new_codes, name="mfa_generate_recovery_codes"),
    path("oidc/<slug:provider_id>/", oidc.log_in, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/back/", oidc.come_back, name="openid_connect_callback"),
    path("cas/", cas.log_in, name="account_cas"),
]
