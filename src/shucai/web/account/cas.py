"""Single sign-on by CAS: to a person who is already there, or nowhere."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_cas_ng.backends import CASBackend
from django_cas_ng.views import LoginView

from shucai.apps.organisation.actions import sessions
from shucai.web.account.adapters import BY_SIGN_ON, person_called
from shucai.web.actors import clock, person_of, today

REFUSED = "统一身份认证里的这个人在数采没有可用的账号，请联系本校系统管理员"


class SchoolCas(CASBackend):
    """Takes what CAS calls a person for a log-in name or a staff number."""

    def clean_username(self, username: str) -> str:
        """Return the log-in name of the person who is meant."""
        found = person_called(username)
        return found.login if found else username

    def user_can_authenticate(self, user: Any) -> bool:
        """Return whether there is such a person, still here."""
        return user is not None and user.is_active and (user.left_on is None or user.left_on >= today())


class CasLogIn(LoginView):
    """Goes to the school's CAS and comes back."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go there, or take the ticket it gave."""
        if not settings.CAS_SERVER_URL:
            raise Http404
        try:
            answer: HttpResponse = super().get(request)
        except PermissionDenied:
            messages.error(request, REFUSED)
            answer = redirect("account_login")
        return answer

    def successful_login(self, request: HttpRequest, next_page: str) -> HttpResponse:
        """Keep how they came and go on."""
        request.session[BY_SIGN_ON] = True
        sessions.tell(person_of(request), "log_in", at=clock(), way="统一身份认证")
        answer: HttpResponse = super().successful_login(request, next_page)
        return answer


log_in = login_not_required(CasLogIn.as_view())
