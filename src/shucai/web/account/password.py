"""Choosing a password: at the first log-in, and whenever one wants."""

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from shucai.apps.organisation.actions.passwords import choose_password
from shucai.apps.organisation.models import Person
from shucai.domain.credentials import RULES
from shucai.domain.problems import Refused
from shucai.web.account.adapters import BY_SIGN_ON
from shucai.web.actors import clock, person_of

LONGEST = 128
SET = "密码已设置好，以后用它登录"
CHANGED = "密码已更换，其他电脑和手机上的登录已全部退出"


class PasswordForm(forms.Form):
    """The password now, which the first log-in does not ask for, and the new one twice."""

    current = forms.CharField(max_length=LONGEST, required=False, strip=False)
    chosen = forms.CharField(max_length=LONGEST, strip=False)
    again = forms.CharField(max_length=LONGEST, strip=False)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Show the page, or change the password and go on."""
    person = person_of(request)
    # Who came by single sign-on has not shown that they know the initial password.
    is_first = person.password_changed_at is None and not request.session.get(BY_SIGN_ON)
    refused = _change(request, person, is_first=is_first) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        messages.success(request, SET if is_first else CHANGED)
        return redirect("/" if is_first else "account_mine")
    facts = {"is_first": is_first, "rules": RULES, "refused": refused, "person": person}
    return render(request, "account/password.html", facts, status=422 if refused else 200)


def _change(request: HttpRequest, person: Person, *, is_first: bool) -> Refused | None:
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return Refused("R151", {"rules": "请填写新密码两次"})
    typed = form.cleaned_data
    if not is_first and not ratelimit.consume(request, action="change_password", user=person):
        return Refused("R155")
    if not is_first and not person.check_password(typed["current"]):
        return Refused("R153")
    if typed["chosen"] != typed["again"]:
        return Refused("R154")
    changed = choose_password(person.pk, typed["chosen"], at=clock())
    if isinstance(changed, Refused):
        return changed
    update_session_auth_hash(request, changed)  # this session goes on, all others end
    reauthenticate_by_password(request)  # a second factor set up next need not ask for the password again
    return None
