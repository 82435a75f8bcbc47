"""The five steps of an import with a sentence on where it is, for screens that have no room for their names."""

from shucai.apps.filling.models import Import
from tests.apps.filling.importing.conftest import award
from tests.builders.brought import committed
from tests.web.campaigns.conftest import words


def test_it_is_said_which_step_it_is_at(desk, reporter, send):
    sent = send(desk.book(award(1)))
    assert "第 4 步，共 5 步：看问题" in words(reporter.get(sent.page))
    reporter.post(f"{sent.page}commit/")
    assert "5 步都已完成" in words(reporter.get(sent.page))


def test_while_it_is_read_again_after_an_answer_what_was_agreed_to_stays_done(desk, reporter, send):
    sent = send(desk.book(award(1)))
    Import.objects.filter(pk=sent.id).update(state="reading")
    assert "第 3 步，共 5 步：比数据" in words(reporter.get(sent.page))


def test_a_file_of_which_everything_is_there_is_done_with(desk, reporter, send):
    committed(desk.part, desk.book(award(1), award(2)), desk.by)
    sent = send(desk.book(award(2), award(1), name="再存.xlsx"))
    shown = words(reporter.get(sent.page))
    assert "没有要导入的" in shown
    assert "文件里的 2 行系统里都有" in shown
    assert "5 步都已完成" in shown
    assert "放弃" not in shown
    for page in ("/imports/", f"/imports/part/{desk.part.pk}/"):
        listed = words(reporter.get(page))
        assert "2 行都不用导入" in listed
        assert "没有要导入的" in listed
        assert "待导入" not in listed
        assert "接着做" not in listed.replace("没做完的可以接着做", "")


def test_a_file_that_was_done_with_stays_so_though_rows_were_changed_after(desk, reporter, send):
    committed(desk.part, desk.book(award(1), award(2)), desk.by)
    sent = send(desk.book(award(2), award(1), name="再存.xlsx"))
    committed(desk.part, desk.book(award(1), award(2, issuer="示例教育局"), name="改过.xlsx"), desk.by)
    shown = words(reporter.get(sent.page))
    assert "没有要导入的" in shown
    assert "读取以后有人改过这张表；要照这份文件改回去，请再上传一次" in shown
    assert "可以导入" not in shown
    assert "5 步都已完成" in shown
