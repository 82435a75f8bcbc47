"""Logging in with name and password, and out."""

from math import ceil
from typing import Any

from allauth.account.views import LoginView
from axes.decorators import axes_dispatch, axes_form_invalid
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from shucai.apps.organisation.actions import sessions
from shucai.apps.organisation.queries.lock_outs import counted_as
from shucai.web.actors import clock, person_of
from shucai.web.fragments import go_to

LOCKED = (
    "连续 {times} 次没有登录成功，这个登录名在这台电脑上暂停登录，还要等 {minutes} 分钟。"
    "急用请联系本校系统管理员解除，忘了密码可以请其重置"
)


@method_decorator(axes_dispatch, name="dispatch")
class LogIn(LoginView):
    """The log-in page; after repeated failures it waits."""

    @method_decorator(axes_form_invalid)
    def form_invalid(self, form: Form) -> HttpResponse:
        """Show what was wrong."""
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


log_in = LogIn.as_view()


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return what a failure is counted under. credentials: blank before anything was tried."""
    tried = credentials or {}
    return counted_as(str(tried.get("username") or tried.get("login") or request.POST.get("login", "")))


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """Say that the log-in waits, and how long."""
    said = LOCKED.format(times=settings.AXES_FAILURE_LIMIT, minutes=minutes_left(request))
    return render(request, "account/locked.html", {"said": said}, status=429)


def minutes_left(request: HttpRequest) -> int:
    """Return how long the log-in name that was sent has to wait at this computer."""
    name, address = counted_name(request, None), request.META.get("REMOTE_ADDR")
    tried = AccessAttempt.objects.filter(username=name, ip_address=address).order_by("-attempt_time").first()
    since = tried.attempt_time if tried else clock()
    return max(1, ceil((since + settings.AXES_COOLOFF_TIME - clock()).total_seconds() / 60))


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if request.user.is_authenticated:
        sessions.tell(person_of(request), "log_out", at=clock())
        logout(request)
    return go_to(request, "account_login")
