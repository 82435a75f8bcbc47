"""The preview tells cells apart that were changed on the page and in the file, and takes which of them counts."""

import re

import pytest

from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.models import Return
from shucai.apps.filling.working import working_rows
from shucai.domain.rows import Changes, Edit
from tests.apps.filling.importing.conftest import award
from tests.builders.brought import DAY, NOW, committed
from tests.builders.organisation import done
from tests.web.campaigns.conftest import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(desk, send):
    """A workbook sent again with two remarks changed that were typed over on the page too."""
    committed(desk.part, desk.book(award(1, remark="旧"), award(2, remark="旧"), name="a.xlsx"), desk.by)
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    uids = working_rows(made, at=NOW).frame.sort("award_name")["#uid"].to_list()
    edits = tuple(Edit(uid, None, {"remark": "页面"}) for uid in uids)
    done(save(desk.part.pk, Changes(client="c" * 32, seq=1, edits=edits), by=desk.by, at=NOW, today=DAY))
    return send(desk.book(award(1, remark="文件"), award(2, remark="文件")))


def test_it_says_what_it_was_what_stands_by_whom_and_what_the_file_has(desk, reporter, sent):
    shown = words(reporter.get(sent.page))
    assert "两边都改过 ：2 行的 2 个单元格，上次导入以后页面上改过，文件里也改了" in shown
    assert f"「备注」上次导入时 旧，页面上现在是 页面 （{desk.by.name} 9-04 10:00），文件里是 文件" in shown
    listed = words(reporter.get(f"{sent.page}both/"))
    assert "对象 栏目 上次导入时 页面上现在 文件里 导入哪个" in listed


def test_all_are_left_as_on_the_page_or_one_of_them(desk, reporter, sent):
    reporter.post(f"{sent.page}answers/", **{"a:BOTH": "no"})
    sent.read()
    shown = words(reporter.get(sent.page))
    assert "现在 留页面上的 ，文件里的这些改动不导入" in shown
    assert "没有新增或修改的行" in shown
    first = re.search(r'name="(a:BOTH:\w+)"', reporter.get(f"{sent.page}both/"))[1]
    reporter.post(f"{sent.page}answers/", **{first: "yes"})
    sent.read()
    assert "现在 1 行用文件里的，1 行留页面上的" in words(reporter.get(sent.page))


def test_the_list_is_empty_where_nothing_was_changed_in_both(desk, reporter, send):
    assert reporter.get(f"{send(desk.book(award(1))).page}both/") == ""
