"""What a template says of itself: in its hidden sheet, in the name of its file, on its first tab."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from shucai.domain.catalogue import Form

_NOT_IN_FILE_NAMES = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_NOT_IN_SHEET_NAMES = str.maketrans("[]:*?/\\", "［］：＊？／＼")
_SHEET_NAME_LENGTH = 31


@dataclass(frozen=True)
class Handed:
    """Rows with the moment of which they are: a workbook that comes back is laid beside what was done since."""

    rows: pl.DataFrame
    at: datetime


def identity_of(form: Form, year: int | None = None, as_of: datetime | None = None) -> dict[str, str]:
    """Return what the hidden sheet says: platform, form, edition, title, fingerprint, and the year it is filled for.

    year: collected; said where it is not that of the edition. as_of: the moment of which its rows are, where it has those
    there were.
    """
    collected = {"year": str(year)} if year not in {None, form.edition} else {}
    handed = {"as_of": as_of.astimezone(UTC).isoformat()} if as_of else {}
    return {
        "platform": form.platform,
        "form": form.code,
        "edition": str(form.edition),
        "title": form.title,
        "fingerprint": _fingerprint(form),
        **collected,
        **handed,
    }


def _fingerprint(form: Form) -> str:
    """Return a hash of names, titles, types and order of the fields; another one means the definition was altered."""
    fields = [[field.name, field.title, field.type] for field in form.fields]
    stated = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(stated.encode()).hexdigest()[:16]


def template_file_name(form: Form, year: int | None = None) -> str:
    """Return a file name that Windows takes, e.g. ``1.1.1 学校概况表（2024）.xlsx``. year: collected, else the edition's."""
    return f"{form.code} {form.title}（{year or form.edition}）.xlsx".translate(_NOT_IN_FILE_NAMES)


def sheet_name(form: Form) -> str:
    """Return the name of the first sheet, within the 31 characters that Excel allows."""
    return f"{form.code} {form.title}".translate(_NOT_IN_SHEET_NAMES)[:_SHEET_NAME_LENGTH].strip(" '")
