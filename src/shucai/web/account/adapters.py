"""Where the log-in library asks us: who may come in, what is kept of it, how secrets are sealed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from shucai.adapters.sealed_values import BrokenValue
from shucai.apps.keys.actions import ACCOUNTS, seal
from shucai.apps.keys.queries import KeyDestroyed, MasterKeyMissing, unseal
from shucai.apps.organisation.actions import sessions
from shucai.apps.organisation.models import Person
from shucai.web.actors import clock, today

SEALED_AT = "mfa_authenticator.data"
BY_SIGN_ON = "by_sign_on"  # in the session of somebody who came from the school's own log-in
NOT_COMPLETED = "统一身份认证没有完成，请再试一次；仍不行请用登录名和密码登录"
UNREADABLE = "您的两步验证现在无法核对，请联系本校系统管理员撤销后重新启用"
UNKNOWN = "统一身份认证里的“{who}”在数采还没有账号，请联系本校系统管理员"
CLOSED = "这个账号已停用或已离任，请联系本校系统管理员"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; closed accounts stay out; every log-in leaves an entry."""

    error_messages = {  # noqa: RUF012 - the library reads it from the class
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "登录名或密码不对，请核对后再试；忘记密码请联系本校系统管理员重置",
        "too_many_login_attempts": "验证码连续输错 5 次，请 15 分钟后再试",
        "rate_limited": "验证码连续输错 5 次，请 15 分钟后再试",
        "incorrect_password": "密码不对，请重新输入",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return that people are made by administrators only."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing of the library's own: our pages have words of their own."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count nothing here: django-axes does."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Keep that a log-in failed."""
        login = str(credentials.get("username", ""))
        sessions.tell_failed_log_in(
            login, at=clock(), locked=bool(getattr(request, "axes_locked_out", False))
        )

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Refuse who was closed or has left."""
        if not user.is_active or (user.left_on and user.left_on < today()):
            messages.error(request, CLOSED)
            return HttpResponseRedirect(reverse("account_login"))
        return None

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Keep that somebody logged in, and how they came."""
        by_sign_on = bool(
            kwargs.get("signal_kwargs")
        )  # what single sign-on hands on, and a password does not
        request.session[BY_SIGN_ON] = by_sign_on
        response: HttpResponse = super().post_login(request, user, **kwargs)
        sessions.tell(user, "log_in", at=clock(), way="统一身份认证" if by_sign_on else "密码")
        return response

    def is_reauthentication_required(self, **kwargs: Any) -> bool:
        """Return that whoever changes the second factor shows first who they are."""
        return True


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets lie sealed with the key of the person's school."""

    error_messages = {  # noqa: RUF012 - the library reads it from the class
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "验证码不对或已过期。请看清手机上当前的 6 位数字，并确认手机时间准确",
    }

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        school = context.request.user.school_id or 0
        return seal(text, school=school, year=ACCOUNTS, place=SEALED_AT, at=clock())

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret as it was made, or refuse the code where it cannot be opened any more."""
        try:
            return unseal(encrypted_text, place=SEALED_AT)
        except (BrokenValue, KeyDestroyed, MasterKeyMissing):
            raise ValidationError(UNREADABLE) from None

    def get_totp_label(self, user: Any) -> str:
        """Return how the account is called in the app on the phone."""
        return f"{user.name} {user.login}"

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send no mail: the audit keeps it."""


class SignOnAdapter(DefaultSocialAccountAdapter):
    """The school's own log-in leads to a person who is already there, or nowhere."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Return that people are made by administrators only."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the person that is meant, by log-in name or staff number."""
        told = sociallogin.account.extra_data
        claims = {**(told.get("id_token") or {}), **(told.get("userinfo") or {})}
        who = str(claims.get(settings.OIDC_CLAIM) or "")
        found = person_called(who) if sociallogin.state.get("process") == "login" else None
        if found is None:
            messages.error(request, unknown(who))
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
        sociallogin.user = found

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        """Go back to the log-in page with words."""
        messages.error(request, NOT_COMPLETED)
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))


def person_called(who: str) -> Person | None:
    """Return the one person whose log-in name or staff number this is."""
    found = Person.objects.filter(Q(login__iexact=who) | Q(staff_no=who)) if who else Person.objects.none()
    return found.first() if found.count() == 1 else None


def unknown(who: str) -> str:
    """Return what is said to somebody who has no account here."""
    return UNKNOWN.format(who=who) if who else NOT_COMPLETED
