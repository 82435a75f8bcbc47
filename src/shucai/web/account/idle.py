"""Log-out of who does nothing for a while, and of everybody after a working day."""

from collections.abc import Callable
from math import ceil

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from shucai.apps.organisation.actions import sessions
from shucai.web.account.coming_back import log_in_page
from shucai.web.actors import clock, person_of

Answer = Callable[[HttpRequest], HttpResponse]
BEGAN = "began_at"
SEEN = "seen_at"
WRITTEN_EVERY_SECONDS = 60
POLL = "X-Shucai-Poll"  # sent by what asks again and again without anybody touching the page
IDLE = "您有 {minutes} 分钟没有操作，已自动退出，以免别人使用您的账号。请重新登录"
TOO_LONG = "登录已满 {hours} 小时，请重新登录"
UNSAVED = "；刚才提交的内容没有保存，登录后请再提交一次"


class IdleLogOut:
    """Log out who has not done anything for a while; the time is written at most once a minute."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or to the log-in page with an explanation."""
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = clock().timestamp()
        session = request.session
        session.setdefault(BEGAN, now)
        seen = session.setdefault(SEEN, now)
        if now - session[BEGAN] > settings.SESSION_COOKIE_AGE:
            return _log_out(request, TOO_LONG.format(hours=settings.SESSION_COOKIE_AGE // 3600))
        if now - seen > settings.IDLE_LIMIT.total_seconds():
            return _log_out(request, IDLE.format(minutes=int(settings.IDLE_LIMIT.total_seconds() // 60)))
        if POLL not in request.headers and now - seen >= WRITTEN_EVERY_SECONDS:
            session[SEEN] = now
        return self.get_response(request)


def _log_out(request: HttpRequest, said: str) -> HttpResponse:
    """End the session, say why, and come back to where it was."""
    sessions.tell(person_of(request), "log_out_idle", at=clock())
    answer = log_in_page(request)
    logout(request)
    messages.warning(request, said + (UNSAVED if request.method == "POST" else ""))
    return answer


@require_http_methods(["GET", "POST"])
def stay(request: HttpRequest) -> HttpResponse:
    """Answer how many seconds are left; a POST says somebody is there, and the middleware writes it."""
    if request.method == "POST":
        request.session[SEEN] = clock().timestamp()
    end = request.session[SEEN] + settings.IDLE_LIMIT.total_seconds()
    return JsonResponse({"left": max(0, ceil(end - clock().timestamp()))})
