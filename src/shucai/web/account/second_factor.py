"""The second factor: the library's pages, each with its entry in the audit."""

from typing import Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from shucai.apps.organisation.actions import sessions
from shucai.domain.access import Role
from shucai.web.actors import actor_of, clock, person_of

FOUR = 4
DEMANDED = "本系统要求您启用两步验证，不能停用；换手机时请联系本校系统管理员"


def wants_factor(request: HttpRequest) -> bool:
    """Return whether the installation demands a second factor of who is logged in."""
    demanded = settings.SECOND_FACTOR_FOR
    return demanded == "all" or (
        demanded == "administrators" and Role.ADMINISTRATOR in actor_of(request).roles
    )


class Ask(AuthenticateView):
    """The code, asked between the password and the first page."""

    def form_invalid(self, form: Form) -> HttpResponse:
        """Keep that a code was wrong, and ask again."""
        sessions.tell(self.stage.login.user, "second_factor_failed", at=clock())
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


class SetUp(ActivateTOTPView):
    """Setting up an authenticator app; then the recovery codes are shown, once."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Keep that it is on."""
        response: HttpResponse = super().form_valid(form)
        sessions.tell(person_of(self.request), "second_factor_on", at=clock())
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the key four signs at a time, as somebody types it."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        key = found["form"].secret
        return found | {"fours": [key[at : at + FOUR] for at in range(0, len(key), FOUR)]}

    def get_success_url(self) -> str:
        """Return the page of the recovery codes."""
        return reverse("mfa_view_recovery_codes")


class TurnOff(DeactivateTOTPView):
    """Giving it up, where it is not demanded."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse where it is demanded."""
        if wants_factor(request):
            messages.error(request, DEMANDED)
            return redirect("account_mine")
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Form) -> HttpResponse:
        """Keep that it is off."""
        response: HttpResponse = super().form_valid(form)
        sessions.tell(person_of(self.request), "second_factor_off", at=clock())
        messages.success(self.request, "两步验证已停用，备用码同时作废")
        return response


class NewCodes(GenerateRecoveryCodesView):
    """New recovery codes for the old ones."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Keep that there are new ones."""
        response: HttpResponse = super().form_valid(form)
        sessions.tell(person_of(self.request), "recovery_codes", at=clock())
        return response


ask, set_up, turn_off, new_codes = (view.as_view() for view in (Ask, SetUp, TurnOff, NewCodes))
