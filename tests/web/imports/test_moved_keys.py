"""What the preview tells of rows that were paired though their key was repaired, and how."""

import pytest

from tests.apps.filling.importing.conftest import award
from tests.web.campaigns.conftest import words

pytestmark = pytest.mark.django_db


def test_rows_mended_in_their_key_and_elsewhere_are_told_cell_by_cell_and_taken_by_one_answer(
    desk, reporter, send
):
    wrong = award(1, award_name="示例荣誉l", award_ym="2023-10")
    first = send(desk.book(wrong, award(2)))
    reporter.post(f"{first.page}commit/")
    sent = send(desk.book(award(1), award(2), name="改好.xlsx"))
    shown = words(reporter.get(sent.page))
    assert (
        "改了键，另有几格也改了；其余各格与现有的一行相同，那一行文件里没有，也没有别的行更像 1 处" in shown
    )
    assert "示例荣誉l 示例荣誉1 逐行查看" in shown
    assert "是同一行，改它的键，历史保留" in shown
    assert "?found=near" in reporter.get(sent.page)
    listed = words(reporter.get(f"{sent.page}rows/?found=near"))
    assert "2023-10 2023-11" in listed
    assert "示例荣誉l 示例荣誉1" in listed
    reporter.post(f"{sent.page}answers/", **{"a:KEY+": "yes"})
    sent.read()
    shown = words(reporter.get(sent.page))
    assert "修改 1" in shown
    assert "新增 0" in shown
