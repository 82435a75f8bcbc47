"""What is kept of the name of an uploaded file."""

import pytest

from shucai.web.checks.record import Record
from shucai.web.checks.uploads import LONGEST_NAME, kept_name


@pytest.mark.parametrize(
    ("given", "kept", "suffix"),
    [
        ("学生.XLSX", "学生.XLSX", ".xlsx"),
        ("..\\..\\etc/passwd.csv", "passwd.csv", ".csv"),
        ("学生\r\nSet-Cookie: a=b.xls", "学生Set-Cookie: a=b.xls", ".xls"),
        ("数据.说明" + "甲" * 200, ("数据.说明" + "甲" * 200)[:LONGEST_NAME], ""),
        ("甲" * 200 + ".xlsx", "甲" * (LONGEST_NAME - 5) + ".xlsx", ".xlsx"),
        ("学生", "学生", ""),
    ],
)
def test_a_name_is_shown_without_folders_and_gives_a_harmless_ending(given, kept, suffix):
    name = kept_name(given)
    record = Record(file_name=name, size=1, uploaded_at=0)
    assert (name, record.suffix) == (kept, suffix)
    assert record.stem + name[len(record.stem) :] == name
