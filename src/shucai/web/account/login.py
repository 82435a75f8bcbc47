"""Logging in."""

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest


class LogInForm(AuthenticationForm):
    """Log-in name and password, refused in words that do not tell which of them was wrong."""

    error_messages = {  # noqa: RUF012 - Django reads it from the class
        "invalid_login": "登录名或密码不对，请核对后再试；忘记密码请联系本校系统管理员重置",
        "inactive": "这个账号已停用，请联系本校系统管理员",
    }

    def __init__(self, request: HttpRequest | None = None, *args: object, **kwargs: object) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = "登录名"
        self.fields["password"].label = "密码"


class LogIn(LoginView):
    """Show the log-in page, and go where the visitor wanted to."""

    template_name = "account/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True
