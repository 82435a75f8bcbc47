"""Single sign-on by CAS: out to the school's own log-in and back."""

from typing import Any, cast

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe
from django_cas_ng.backends import CASBackend
from django_cas_ng.utils import get_cas_client, get_service_url
from requests import RequestException

from shucai.apps.organisation.models import Person
from shucai.web.account.adapters import NOT_COMPLETED, person_called, unknown

NEXT = "cas_next"


class SchoolCas(CASBackend):
    """Takes what CAS calls a person for a log-in name or a staff number."""

    called = ""  # what CAS called the person

    def clean_username(self, username: str) -> str:
        """Return the log-in name of the person who is meant; blank, which nobody has, where it is not exactly one."""
        self.called = username
        found = person_called(username)
        return found.login if found else ""

    def user_can_authenticate(self, user: Any) -> bool:
        """Return whether there is such a person; whether still here is asked of everybody alike."""
        return user is not None


@login_not_required
@require_safe
def log_in(request: HttpRequest) -> HttpResponse:
    """Go to the school's log-in, or take the ticket it gave."""
    if not settings.CAS_SERVER_URL:
        raise Http404
    service, ticket = get_service_url(request), request.GET.get("ticket", "")
    if not ticket:
        request.session[NEXT] = request.GET.get("next", "")
        return HttpResponseRedirect(get_cas_client(service_url=service, request=request).get_login_url())
    backend = SchoolCas()
    try:
        person = backend.authenticate(request, ticket=ticket, service=service)
    except (RequestException, SyntaxError):  # it does not answer, or not in XML
        person, backend.called = None, ""
    if person is None:
        messages.error(request, unknown(backend.called) if backend.called else NOT_COMPLETED)
        return redirect("account_login")
    return _let_in(request, cast("Person", person))


def _let_in(request: HttpRequest, person: Person) -> HttpResponse:
    wanted = request.session.pop(NEXT, "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        wanted = "/"
    request.session.pop("attributes", None)  # what else CAS tells of a person is not ours to keep
    answer: HttpResponse = perform_login(
        request, Login(user=person, redirect_url=wanted, signal_kwargs={"by_sign_on": True})
    )
    return answer
