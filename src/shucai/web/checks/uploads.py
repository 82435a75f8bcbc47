"""Taking a file: what is refused before anything is read, and what is kept of its name."""

from dataclasses import dataclass
from typing import BinaryIO, cast

from django.conf import settings
from django.http import HttpRequest

from shucai import toolkit
from shucai.domain.catalogue import UnknownForm
from shucai.web.checks.record import SUFFIX, Record
from shucai.web.checks.store import now
from shucai.web.templatetags.ui import file_size

LONGEST_NAME = 120


@dataclass(frozen=True)
class NotTaken:
    """Why a file was not taken, for its owner."""

    status: int
    title: str
    hint: str


def record_of_upload(request: HttpRequest) -> tuple[Record, BinaryIO] | NotTaken:
    """Return the record of an uploaded file and the file, or why it is not taken."""
    upload = request.FILES.get("file")
    if upload is None or not upload.name or upload.file is None:
        return NotTaken(400, "没有收到文件", "请选择或拖入一个 .xlsx、.xls 或 .csv 文件，再按“开始校验”。")
    if not upload.size:
        return NotTaken(
            400, "文件是空的", f"「{upload.name}」有 0 个字节。请在 Excel 或 WPS 里保存后再上传。"
        )
    if upload.size > settings.UPLOAD_LIMIT:
        limit = file_size(settings.UPLOAD_LIMIT)
        return NotTaken(413, "文件太大，没有收下", f"上限是 {limit}。请另存为 CSV，或拆成几个文件后再上传。")
    code = form_code(request.POST.get("form", ""))
    if isinstance(code, NotTaken):
        return code
    record = Record(
        file_name=kept_name(upload.name),
        size=upload.size,
        uploaded_at=now().timestamp(),
        asked_form=code,
    )
    return record, cast("BinaryIO", upload.file)


def form_code(asked: str) -> str | NotTaken | None:
    """Return the code in what was chosen (``1.4.1 校内教师基本信息表`` or ``1.4.1``), None for nothing chosen."""
    words = asked.split()
    if not words:
        return None
    try:
        return toolkit.find_form(words[0]).code
    except UnknownForm:
        hint = f"没有表号为「{words[0]}」的表。请从列表里选一张，或留空由系统辨认。"
        return NotTaken(400, "表单没有选对", hint)


def kept_name(name: str) -> str:
    """Return a file's name fit to be shown and given back: no folders, not too long, with a harmless ending."""
    bare = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable()).strip()
    ending = SUFFIX.search(bare)
    suffix = ending[0] if ending else ""
    return bare.removesuffix(suffix)[: LONGEST_NAME - len(suffix)] + suffix
