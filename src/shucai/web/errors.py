"""Pages for what went wrong: each says what happened and what to do next."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from shucai.web.account.coming_back import page_shown
from shucai.web.fragments import is_fragment
from shucai.web.templatetags.ui import file_size

UPLOADED = ("/checks/", "/roster/")  # where what was uploaded is shown for a while


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return problem(request, 400, "这次请求无法理解", "可能是页面过期或地址不完整。请回到上一页，刷新后再试。")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403, with the reason of the refusal where one is known."""
    return problem(request, 403, "没有权限做这件事", str(exception or "") or "请从首页重新进入。")


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 where a form comes from another site or a page that is too old."""
    hint = (
        "页面停留过久、登录过期，或浏览器禁用了 Cookie，刚才提交的内容没有保存。"
        "请允许本站 Cookie，回到刚才的页面再提交一次；文件需要重新选择。"
    )
    back = page_shown(request)
    return problem(request, 403, "没有收下这次提交", hint, back="" if back == "/" else back)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404; the same words whether a check never existed, expired or belongs to somebody else."""
    hint = "地址可能有误，内容可能已经删除，或不在您的职责范围内。需要办理时，请向本校牵头部门要相应的角色。"
    if request.path.startswith(UPLOADED):
        hours = int(settings.SEALED_KEEP.total_seconds() // 3600)
        hint = (
            f"地址可能有误。上传的文件和结果只保留 {hours} 小时，只有上传的浏览器能看，到期或删除后就打不开了；"
            "需要时请重新上传。"
        )
    return problem(request, 404, "没有找到这个页面", hint)


def only_sent(request: HttpRequest) -> HttpResponse:
    """Answer 405 where somebody opens or reloads an address that only takes what a form sends."""
    hint = "这个地址只用来提交，不能直接打开或刷新；已经办成的不受影响。请回到上一页，或从首页重新进入。"
    return problem(request, 405, "这一步不能直接打开", hint)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer 413."""
    limit = file_size(settings.UPLOAD_LIMIT)
    hint = f"上限是 {limit}。请删除多余的工作表、图片和空白行列，或另存为 CSV，或拆成几个文件后再上传。"
    return problem(request, 413, "文件太大，没有收下", hint)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    hint = "是系统的问题，不是您的文件或操作。已经上传的文件不受影响；请稍后再试，仍不行请联系管理员。"
    return problem(request, 500, "系统出错了", hint)


def problem(request: HttpRequest, status: int, title: str, hint: str, *, back: str = "") -> HttpResponse:
    """Answer with a page, or with a line where only a part of a page was asked for. back: the page to go on from."""
    template = "errors/line.html" if is_fragment(request) else "errors/page.html"
    facts = {"status": status, "title": title, "hint": hint, "back": back}
    # Rendered without context processors: an error page must not depend on what may have failed.
    return HttpResponse(render_to_string(template, facts), status=status)
