"""The pages of an import: its upload, its five steps, the lists of its rows, its undoing (FIL-2)."""

import json
import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from shucai import toolkit
from shucai.apps.campaigns.models import Campaign
from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.models import Contribution, Import, Return, StagedRow
from shucai.apps.filling.working import working_rows
from shucai.apps.jobs.actions import take_up_stale
from shucai.apps.jobs.clock import worker_now
from shucai.apps.jobs.models import Job
from shucai.domain.rows import Changes, Edit
from tests.apps.filling.importing.conftest import FORM, award
from tests.builders.brought import DAY, NOW, read
from tests.builders.people import logged_in
from tests.builders.staffed import Staffed
from tests.web.campaigns.conftest import QUERIES, Visitor, words
from tests.web.imports.conftest import Sent

pytestmark = pytest.mark.django_db


def test_a_file_goes_from_the_upload_to_staging_and_back(desk, reporter, send):
    page = words(reporter.get(f"/imports/part/{desk.part.pk}/"))
    assert "把填好的工作簿拖到这里" in page
    assert "还没有导入过文件" in page
    sent = send(desk.book(award(1), award(2, award_level="市极")))
    shown = words(reporter.get(sent.page))
    assert "可以导入 2 行" in shown
    assert "级别不在代码表里" in shown
    reporter.post(f"{sent.page}commit/")
    assert StagedRow.objects.filter(state="pending").count() == 2
    assert "已导入，等待另一人复核" in words(reporter.get(sent.page))
    assert f"/filling/{desk.part.pk}/check/counts/" in reporter.get(sent.page)
    assert "处问题" in words(reporter.get(f"/filling/{desk.part.pk}/check/counts/"))
    asked = words(reporter.get(f"{sent.page}undo/"))
    assert "2 行随这次导入来的新增、修改和删除会撤回" in asked
    assert f"{sent.page}undo/" in reporter.get("/imports/")
    reporter.post(f"{sent.page}undo/")
    assert not StagedRow.objects.filter(state="pending").exists()
    assert "这次导入已撤销" in words(reporter.get(sent.page))
    assert "获奖.xlsx" in words(reporter.get("/imports/"))


def test_a_commit_that_others_were_before_says_so_until_it_is_done(desk, reporter, send):
    reporter.post(f"{send(desk.book(award(1))).page}commit/")
    late = send(desk.book(award(1, remark="甲"), name="b.xlsx"))
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    uid = working_rows(made, at=NOW).frame["#uid"].item()
    typed = Changes(client="c" * 32, seq=1, edits=(Edit(uid, None, {"remark": "手改"}),))
    save(desk.part.pk, typed, by=desk.by, at=NOW, today=DAY)
    reporter.post(f"{late.page}commit/")
    late.read()
    for _ in range(2):  # however often it is looked at
        assert "刚才没有导入" in words(reporter.get(late.page))
    reporter.post(f"{late.page}commit/")
    shown = words(reporter.get(late.page))
    assert ("刚才没有导入" in shown, "已导入，等待另一人复核" in shown) == (False, True)


@pytest.mark.parametrize(
    ("settled", "state"), [(StagedRow, "accepted"), (Contribution, "checked"), (Campaign, "closed")]
)
def test_no_undoing_is_offered_that_would_be_refused(desk, reporter, send, settled, state):
    sent = send(desk.book(award(1), award(2)))
    reporter.post(f"{sent.page}commit/")
    settled.objects.update(state=state)
    for page in ("/imports/", f"/imports/part/{desk.part.pk}/", sent.page):
        assert f"{sent.page}undo/" not in reporter.get(page)


def test_an_undoing_asks_about_what_was_done_by_hand_since(desk, reporter, send):
    sent = send(desk.book(award(1), award(2)))
    reporter.post(f"{sent.page}commit/")
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    uid = working_rows(made, at=NOW).frame.filter(award_name="示例荣誉2")["#uid"].item()
    typed = Changes(client="c" * 32, seq=1, edits=(Edit(uid, None, {"remark": "手改"}),))
    save(desk.part.pk, typed, by=desk.by, at=NOW, today=DAY)
    asked = words(reporter.get(f"{sent.page}undo/"))
    assert "导入以后有 1 行又有人动过" in asked
    assert "示例荣誉2" in asked
    assert "修改「备注」" in asked
    refused = reporter.browser.post(f"{sent.page}undo/")
    assert (refused.status_code, "请先选择保留这些改动" in words(refused.content.decode())) == (422, True)
    reporter.post(f"{sent.page}undo/", later="keep")
    assert StagedRow.objects.get(state="pending").uid == uid
    assert "1 行后来有人改过" in words(reporter.get(sent.page))


def test_the_page_follows_the_reading(desk, reporter):
    sent = Sent(reporter, desk.part.pk, desk.book(award(1)))
    assert "排队等候" in words(reporter.get(sent.page))
    answer = reporter.browser.get(f"{sent.page}progress/", {"seen": ""})
    assert answer.status_code == 200
    assert "后台服务没有运行" in answer.content.decode()
    sent.read()
    assert reporter.browser.get(f"{sent.page}progress/").headers["HX-Refresh"] == "true"


def test_rows_are_listed_with_what_changes_in_words(desk, reporter, send):
    first = send(desk.book(award(1), award(2), award(3)))
    reporter.post(f"{first.page}commit/")
    sent = send(
        desk.book(award(1, award_level="省级"), award(2), award(4), award(4, remark="又"), name="b.xlsx")
    )
    lists = {
        found: words(reporter.get(f"{sent.page}rows/?found={found}"))
        for found in ("changed", "new", "refused", "absent")
    }
    assert "市级" in lists["changed"]
    assert "省级" in lists["changed"]
    assert "只留一行" in lists["refused"]
    assert "示例荣誉3" in lists["absent"]
    reporter.post(f"{sent.page}commit/", remove_absent="yes")
    assert StagedRow.objects.filter(state="pending").count() == 2


def test_findings_are_listed_by_cause_and_given_back_in_the_workbook(desk, reporter, send):
    sent = send(desk.book(award(1, award_level="市极"), award(2, award_name=None)))
    page = reporter.get(sent.page)
    assert "这些行没有读入" in words(page)
    rule = f"talent.{FORM}.award_level.code_list"
    listed = words(reporter.get(f"{sent.page}findings/?rule={rule}&severity=error"))
    assert "市极" in listed
    answer = reporter.browser.get(f"{sent.page}annotated.xlsx")
    content = b"".join(answer.streaming_content)
    target = desk.folder / "back.xlsx"
    target.write_bytes(content)
    report = toolkit.check_file(target)
    assert report.rows == 2, "the marked workbook is read as any other"


def test_the_marked_workbook_comes_by_itself_also_after_the_commit(desk, reporter, monkeypatch):
    sent = Sent(reporter, desk.part.pk, desk.book(award(1, award_level="市极")))

    def stop(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("shucai.apps.filling.actions.importing.reading._mark", stop)
        with pytest.raises(KeyboardInterrupt):
            sent.read()
    assert "正在准备标注好的工作簿" in words(reporter.get(sent.page))
    reporter.post(f"{sent.page}commit/")
    assert "正在准备标注好的工作簿" in words(reporter.get(sent.page))
    assert reporter.browser.get(f"{sent.page}marked/").status_code == 204
    take_up_stale(worker_now() + timedelta(minutes=1))
    sent.read()
    assert "annotated.xlsx" in reporter.get(f"{sent.page}marked/")
    assert "annotated.xlsx" in reporter.get(sent.page)


def test_columns_by_title_ask_for_consent(desk, reporter, send):
    path = desk.folder / "moved.csv"
    form = toolkit.find_form(FORM)
    titles = [field.title for field in form.fields][::-1]
    row = award(1)
    cells = [str(row.get(field.name) or "") for field in form.fields][::-1]
    path.write_text(",".join(titles) + "\n" + ",".join(cells) + "\n", encoding="utf-8-sig")
    sent = send(path)
    assert "列的次序与模板不同" in words(reporter.get(sent.page))
    reporter.post(f"{sent.page}consent/")
    brought = sent.read()
    assert (brought.state, brought.counts["new"]) == ("ready", 1)


def test_a_workbook_of_another_form_is_refused_with_what_it_is(desk, reporter, send, tmp_path):
    other = toolkit.find_form("1.4.1")
    target = tmp_path / "other.xlsx"
    toolkit.write_template(other, target)
    page = words(reporter.get(send(target).page))
    assert "1.4.1" in page
    assert "没有读取数据" in page


def test_rewritings_ask_for_a_yes_and_rows_with_a_no_stay_out(desk, reporter, send):
    book = desk.book(award(1, award_ym="23年11月"), award(2))
    sent = send(book)
    page = words(reporter.get(sent.page))
    assert "有 1 类问题要您回答" in page
    assert "2023-11" in page
    refused = reporter.post(f"{sent.page}commit/", status=422)
    assert "还有 1 类问题要您回答" in words(refused)
    cause = re.search(r'name="cause" value="([^"]+)"', reporter.get(sent.page))[1]
    changes = words(reporter.get(f"{sent.page}changes/?cause={quote(cause)}"))
    assert "23年11月" in changes
    reporter.post(f"{sent.page}answers/", **{f"a:{cause}": "no"})
    assert sent.read().counts["refused"] == 1
    assert "没有得到同意" in words(reporter.get(f"{sent.page}rows/?found=refused"))
    reporter.post(f"{sent.page}answers/", every="yes", cause=cause)
    assert sent.read().counts["new"] == 2


def test_a_cell_with_one_meaning_is_repaired_for_all_rows_at_once(desk, reporter, send):
    sent = send(desk.book(*(award(n, award_level="市级以上") for n in range(3))))
    assert "能一次改好的" in words(reporter.get(sent.page))
    reporter.post(f"{sent.page}answers/", **{"a:FIX@award_level": "yes"})
    brought = sent.read()
    assert brought.state == "ready"
    page = words(reporter.get(sent.page))
    assert "能一次改好的" not in page
    assert "没有发现问题" in page


def test_the_same_file_again_leads_to_what_it_was(desk, reporter, send):
    book = desk.book(award(1))
    first = send(book)
    reporter.post(f"{first.page}commit/")
    again = Sent(reporter, desk.part.pk, book)
    page = words(reporter.get(again.page))
    assert "这份文件已经导入过" in page


def test_what_is_not_taken_is_told(desk, reporter):
    for name, size, wanted in (("a.pdf", 3, "不能导入"), ("a.xlsx", 0, "空文件")):
        offer = json.dumps({"name": name, "size": size, "mark": ""})
        answer = reporter.browser.post(
            f"/imports/part/{desk.part.pk}/begin/", offer, content_type="application/json"
        )
        assert answer.status_code == 422
        assert wanted in answer.json()["problem"]
    answer = reporter.browser.post(
        f"/imports/part/{desk.part.pk}/begin/", "{", content_type="application/json"
    )
    assert answer.status_code == 422


def test_a_reading_that_failed_can_be_begun_again(desk, reporter):
    sent = Sent(reporter, desk.part.pk, desk.book(award(1)))
    Job.objects.filter(pk=Import.objects.get(pk=sent.id).job).update(state=Job.FAILED, problem="中途停止")
    assert "再读一次" in words(reporter.get(sent.page))
    reporter.post(f"{sent.page}again/")
    assert sent.read().state == "ready"


def test_others_see_that_there_is_an_import_and_nothing_of_its_rows(desk, reporter, send):
    sent = send(desk.book(award(1)))
    head = Visitor(desk.school.heads[desk.unit])
    assert "新增 1 行" in words(head.get(sent.page))
    assert "示例荣誉1" not in head.get(sent.page)
    head.get(f"{sent.page}rows/?found=new", status=404)
    head.post(f"{sent.page}commit/", status=404)
    stranger = Visitor(Staffed("示例乙职业学校").reporters[desk.unit])
    for path in (sent.page, f"{sent.page}undo/", f"/imports/part/{desk.part.pk}/"):
        stranger.get(path, status=404)
    assert logged_in().get("/imports/99999/").status_code == 404


def test_leaving_an_import_removes_its_file(desk, reporter, send):
    sent = send(desk.book(award(1)))
    shown = words(reporter.get(sent.page))
    assert "放弃这次导入？ 上传的文件、比较的结果会删除，不能找回" in shown, "it asks before it throws away"
    reporter.post(f"{sent.page}leave/")
    reporter.get(sent.page, status=404)


def test_an_import_whose_rows_were_replaced_says_why_it_is_not_undone(desk, reporter, send):
    first = send(desk.book(award(1)))
    reporter.post(f"{first.page}commit/")
    assert "可以整批撤销" in words(reporter.get(first.page))
    later = send(desk.book(award(1, remark="改"), name="后来.xlsx"))
    reporter.post(f"{later.page}commit/")
    shown = words(reporter.get(first.page))
    assert "有的行已被后来的“后来.xlsx”替换，要撤销请先 撤销那一次导入" in shown
    assert "可以整批撤销" not in shown
    for page in (first.page, f"{first.page}undo/"):
        assert f'href="{later.page}undo/"' in reporter.get(page)


def test_pages_ask_few_questions(desk, reporter, send, django_assert_max_num_queries):
    sent = send(desk.book(award(1, award_level="市极"), award(2)))
    for path in (sent.page, f"/imports/part/{desk.part.pk}/", "/imports/", f"{sent.page}rows/?found=new"):
        with django_assert_max_num_queries(QUERIES):
            reporter.get(path)
    reporter.post(f"{sent.page}commit/")
    with django_assert_max_num_queries(QUERIES):
        reporter.get(f"{sent.page}undo/")


def test_a_row_whose_key_was_repaired_is_asked_about_and_listed(desk, reporter, send):
    first = send(desk.book(award(1, award_name="示例荣誉l"), award(2)))
    reporter.post(f"{first.page}commit/")
    again = send(desk.book(award(1), award(2), name="改好.xlsx"))
    page = reporter.get(again.page)
    assert "有 1 类问题要您回答" in words(page)
    assert "是同一行，改它的键，历史保留" in words(page)
    listed = words(reporter.get(f"{again.page}rows/?found=moved"))
    assert "示例荣誉l" in listed
    assert "示例荣誉1" in listed
    reporter.post(f"{again.page}answers/", **{"a:KEY": "yes"})
    read(Import.objects.get(pk=again.id))
    shown = words(reporter.get(again.page))
    assert "可以导入 1 行" in shown
    assert "文件里没有 0" in shown
