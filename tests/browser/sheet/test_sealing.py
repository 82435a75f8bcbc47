"""What the browser keeps of unsaved edits: sealed, found again with the same key, of no use with another."""

from base64 import b64encode

import pytest

from tests.browser.sheet.test_keeping import conflict

pytestmark = pytest.mark.browser
TYPED = "32059920060219001X"
KEPT = """
() => new Promise((resolve, reject) => {
  const request = indexedDB.open('shucai-filling');
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const all = request.result.transaction('unsaved').objectStore('unsaved').getAll();
    all.onsuccess = () => resolve(all.result.map(entry => Object.keys(entry).sort().join() + ' '
      + [...new Uint8Array(entry.sealed)].map(byte => String.fromCharCode(byte)).join('') + JSON.stringify(entry)));
  };
})
"""


@pytest.fixture
def lost(make_desk):
    """A desk that was closed with an edit that no server has."""
    desk = make_desk()
    desk.line.cut = {"save"}
    desk.open().type(0, "student_no", TYPED)
    desk.bar("已记在本机 1 处")
    desk.until(lambda: desk.page.evaluate(KEPT))
    return desk


def again(make_desk, desk):
    """Open the page anew in the same browser, the first one gone."""
    context = desk.page.context
    desk.page.close(run_before_unload=False)
    return make_desk(desk.kept, context=context).open()


def test_nothing_that_was_typed_lies_readable_in_the_browser(lost):
    (entry,) = lost.page.evaluate(KEPT)
    assert entry.startswith("client,iv,scope,sealed ")
    assert TYPED not in entry
    assert "student_no" not in entry


def test_the_same_person_finds_it_again_and_nothing_is_left(make_desk, lost):
    later = again(make_desk, lost)
    later.until(lambda: lost.kept.text(0, "student_no") == TYPED)
    later.saved()
    later.until(lambda: not later.page.evaluate(KEPT))


def test_another_key_opens_nothing_and_what_is_left_goes(make_desk, lost):
    lost.kept.seal = b64encode(bytes(32)).decode()
    later = again(make_desk, lost)
    later.until(lambda: not later.page.evaluate(KEPT))
    assert lost.kept.text(0, "student_no") != TYPED


def test_without_a_cipher_nothing_is_kept_and_the_words_say_so(make_desk):
    desk = make_desk()
    desk.kept.seal = ""  # as where the browser has no cipher
    desk.line.cut = {"save"}
    desk.open().type(0, "student_no", TYPED)
    desk.bar("还没有保存，请不要关闭本页")
    assert desk.page.evaluate(KEPT) == []


def test_a_part_locked_meanwhile_does_not_promise_to_keep_what_nothing_keeps(make_desk):
    desk = make_desk()
    desk.kept.seal = ""
    desk.kept.answers["save"] = (409, {"message": "部门负责人已开始审核"})
    desk.open().type(0, "student_no", TYPED)
    desk.bar("1 处修改没有保存，本机也没有记下，请先复制出来再关闭本页")


def test_conflicts_left_open_without_a_cipher_are_not_called_kept(make_desk):
    desk = make_desk()
    desk.kept.seal = ""
    desk.kept.conflicts = [conflict()]
    desk.open().type(0, "name", "例我")
    desk.page.get_by_role("button", name="以后再选").click()
    desk.bar("1 行与别人的修改冲突，这里的修改还没有保存，请选好以前不要关闭本页")
