"""What holds for somebody who is logged in: a password of one's own, a second factor where demanded; and who is not."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from shucai.apps.organisation.queries import has_second_factor
from shucai.web.account.adapters import BY_SIGN_ON
from shucai.web.account.coming_back import log_in_page
from shucai.web.account.second_factor import wants_factor
from shucai.web.actors import person_of
from shucai.web.fragments import go_to, is_by_script

Answer = Callable[[HttpRequest], HttpResponse]
ALWAYS = frozenset({"account_password", "account_logout", "account_login", "healthz", "account_stay"})
FACTOR_NAMES = frozenset(
    {
        "mfa_activate_totp", "mfa_authenticate", "mfa_view_recovery_codes", "account_reauthenticate",
        "mfa_reauthenticate",
    }
)  # fmt: skip
NOT_TAKEN = "还没有登录，刚才提交的内容没有保存，登录后请再提交一次"


class LogInFirst(LoginRequiredMiddleware):
    """Send everybody who is not logged in to the log-in page, and back to where they were."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:  # type: ignore[override]  # a part of a page is sent on by a header
        """Go to the log-in page; say what was not saved."""
        if request.method == "POST" and not is_by_script(request):
            messages.warning(request, NOT_TAKEN)
        return log_in_page(request)


class AccountInOrder:
    """Let nobody on before the initial password is replaced and a demanded second factor is set up (ORG-4)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass every request on; process_view decides."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Send to the page that is missing, unless this is it."""
        name = request.resolver_match.url_name if request.resolver_match else ""
        if not request.user.is_authenticated or name in ALWAYS or request.session.get(BY_SIGN_ON):
            return None
        if person_of(request).password_changed_at is None:
            return go_to(request, "account_password")
        if name not in FACTOR_NAMES and wants_factor(request) and not has_second_factor(person_of(request)):
            return go_to(request, "mfa_activate_totp")
        return None
