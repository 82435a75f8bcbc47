"""Entries in words: every action has one, and a change shows old and new."""

import ast
from pathlib import Path

import pytest

from shucai.apps.audit.models import Entry
from shucai.web.audit.telling import Change, changes_of, headline, in_one_line, shown
from shucai.web.audit.words import ACTION_WORDS, FACT_WORDS, KIND_WORDS

APPS = Path(__file__).parents[3] / "src" / "shucai" / "apps"


def entry(**facts: object) -> Entry:
    return Entry(action="manage_units", facts=facts)


def test_the_headline_is_what_the_action_said_or_the_word_of_its_verb():
    assert [headline(entry(did="改名")), headline(entry(what="延期")), headline(entry())] == [
        "改名",
        "延期",
        "设置部门",
    ]


def test_a_pair_beside_did_is_old_and_new():
    assert list(changes_of(entry(did="改名", name=["团委", "青年工作部"]))) == [
        Change("名称", "青年工作部", "团委")
    ]


def test_old_and_new_of_objects_are_compared_by_name_and_only_what_differs_is_told():
    facts = {
        "what": "标关键数据",
        "form": "1.1.1",
        "old": {"whole": False, "fields": ["a"]},
        "new": {"whole": True, "fields": ["a"]},
    }
    assert list(changes_of(entry(**facts))) == [Change("整张表", "是", "否"), Change("表", "1.1.1")]


def test_old_and_new_of_one_value_are_told_as_they_are():
    assert in_one_line(
        changes_of(entry(what="延期", old="2024-09-06", new="2024-09-09", of="填报阶段", reason="推迟"))
    ) == ("2024-09-06 → 2024-09-09；针对 填报阶段；事由 推迟")


def test_numbers_for_finding_again_are_not_told():
    assert list(changes_of(entry(did="名册导入", of=[3, 4, 5], people=3))) == [Change("人员", "3")]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "（空）"), ("", "（空）"), ([], "（空）"), (True, "是"), (False, "否"), (0, "0"), ("tolerance", "容差"),
        (["甲", "乙"], "甲、乙"), ({"fill": ["甲"], "review": []}, "填报人 甲；审核人 （空）"),
        (list(map(str, range(20))), "0、1、2、3、4、5、6、7、8、9、10、11 等 20 项"),
    ],
)  # fmt: skip
def test_a_value_is_told_in_words(value: object, words: str):
    assert shown(value) == words


def test_row_changes_are_counted():
    one = entry(did="复核")
    one.row_changes = 1200
    assert in_one_line(changes_of(one)) == "数据行 改动 1,200 处"


def calls() -> list[ast.Call]:
    """Return the calls by which the apps write entries."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for path in APPS.rglob("*.py")
        if "migrations" not in path.parts
    ]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [node for node in nodes if getattr(node.func, "attr", getattr(node.func, "id", "")) == "record"]


FRAME = {"by", "at", "facts", "on_behalf_of", "did", "what", "old", "new"}


def test_every_fact_that_the_apps_name_has_a_word():
    named = {keyword.arg for call in calls() for keyword in call.keywords if keyword.arg}
    dicts = [node for call in calls() for node in ast.walk(call) if isinstance(node, ast.Dict)]
    named |= {key.value for node in dicts for key in node.keys if isinstance(key, ast.Constant)}
    assert sorted(named - FRAME - set(FACT_WORDS)) == [], "give them a word in web/audit/words.py"


def test_every_action_that_is_no_verb_has_a_word():
    first = [call.args[0] for call in calls() if call.args]
    texts = {node.value for node in first if isinstance(node, ast.Constant) and node.value.isascii()}
    assert sorted(texts - set(ACTION_WORDS)) == [], "give them a word in web/audit/words.py"
    assert texts


def test_what_happens_to_an_account_has_words():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in APPS.parent.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    tellings = [
        n for n in nodes if getattr(n.func, "attr", getattr(n.func, "id", "")) == "tell" and len(n.args) > 1
    ]
    tellings = [n for n in tellings if isinstance(getattr(n.args[1], "value", None), str)]
    told_of = {n.args[1].value for n in tellings}
    assert {"log_in", "change_password"} <= told_of
    assert sorted(told_of - set(ACTION_WORDS)) == [], "give them a word in web/audit/words.py"
    facts = {keyword.arg for n in tellings for keyword in n.keywords}
    assert sorted(facts - FRAME - set(FACT_WORDS)) == [], "give them a word in web/audit/words.py"


def test_every_kind_of_thing_has_a_word():
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for path in APPS.rglob("*.py")
        if "migrations" not in path.parts
    ]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    subjects = [node for node in nodes if getattr(node.func, "id", "") == "Subject" and len(node.args) > 1]
    kinds = {node.args[1].value for node in subjects if isinstance(node.args[1], ast.Constant)}
    assert sorted(kinds - set(KIND_WORDS)) == [], "give them a word in web/audit/words.py"
    assert kinds
