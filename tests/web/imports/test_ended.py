"""An import that is over: what its page still asks for."""

from datetime import timedelta

from shucai.apps.filling.models import Import
from tests.apps.filling.importing.conftest import award
from tests.builders.brought import NOW
from tests.web.campaigns.conftest import words


def test_rows_that_were_left_out_are_not_asked_for_once_more_was_brought(desk, reporter, send):
    first = send(desk.book(award(1), award(2, award_name="")))
    reporter.post(f"{first.page}commit/")
    asked, later = "改好后再上传，只有改动的行会导入", "这以后又导入过 改好.xlsx"
    shown = words(reporter.get(first.page))
    assert "有 1 行没有读入" in shown
    assert asked in shown
    second = send(desk.book(award(1), award(2), name="改好.xlsx"))
    Import.objects.filter(pk=first.id).update(committed_at=NOW - timedelta(minutes=1))
    reporter.post(f"{second.page}commit/")
    shown = words(reporter.get(first.page))
    assert later in shown
    assert asked not in shown
