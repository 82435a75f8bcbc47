"""Every address for every role: what is not theirs says why, what is not there tells nothing of other schools."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, reverse

from shucai.apps.audit.models import Entry
from shucai.apps.filling.models import Import
from shucai.apps.organisation.actions.intake import PASSWORDS
from shucai.apps.organisation.actions.slips import order_batch
from shucai.apps.organisation.models import Person
from shucai.domain.access import Facts, Position, Role, Verb, allowed_openly, reach
from shucai.domain.problems import Refused
from shucai.web import urls
from tests.builders.people import a_person, logged_in
from tests.builders.staffed import AT, Staffed, acting
from tests.web.addresses import (
    ASKED,
    IMPORTS,
    LACKING,
    MINE,
    NO_VERB,
    OF_PARTS,
    OF_PEOPLE,
    PAGES,
    RETURNS,
    ROSTERS,
    SENT,
    TOKENS,
)

TITLE = "团委"  # the department of the reporter, of the head and of those whom the addresses name
UNKNOWN = 987_654_321
ANSWERED = {200, 204, 302, 303, 422}
WORDS = {
    "code": "1.4.1", "name": "ethnicity", "unit": "党委办公室", "token": "0" * 32, "uid": "0" * 32,
    "kind": "blank", "number": "D0", "offset": 0,
}  # fmt: skip


def addresses(patterns=urls.urlpatterns) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the name of every address with what it is filled with; those of one's own account left out."""
    for one in patterns:
        if isinstance(one, URLResolver) and str(one.pattern) != "account/":
            yield from addresses(one.url_patterns)
        elif isinstance(one, URLPattern):
            yield one.name, frozenset(one.pattern.converters)


PARTS = dict(addresses())


@dataclass(frozen=True)
class Place:
    """A school with a published campaign, and somebody of every role."""

    ids: dict[str, int]
    people: dict[str, Person]
    named: Person

    def path(self, name: str, **other: int) -> str:
        """Return an address of this school, with other ids where they are given."""
        known = {**WORDS, **self.ids, **other}
        return reverse(name, kwargs={part: known[part] for part in PARTS[name]})


def a_place(name: str) -> Place:
    school = Staffed(name)
    campaign = school.published()
    form = campaign.forms.filter(assignments__unit=school.units[TITLE]).first()
    named = school.holder("示例同事", Role.REPORTER, school.units[TITLE])
    administrator = school.holder("示例管理", Role.ADMINISTRATOR)
    people = {
        "填报人": school.reporters[TITLE], "部门负责人": school.heads[TITLE], "牵头组长": school.planner,
        "牵头成员": school.member, "主管领导": school.leader, "领导小组": school.chair, "系统管理员": administrator,
        "审计员": school.holder("示例审计", Role.AUDITOR), "没有角色": a_person("示例新人", school=school.school),
        "领导小组成员": school.holder("示例委员", Role.STEERING_COMMITTEE, position=Position.MEMBER),
    }  # fmt: skip
    part = form.assignments.get(unit=school.units[TITLE]).contribution
    brought = Import.objects.create(
        school=school.school, contribution=part, made_by=named, made_at=AT, file_name="示例.xlsx"
    )
    job = order_batch(PASSWORDS, "重发初始密码", {}, by=acting(school.planner), at=AT)
    ids = {
        "job_id": job.pk, "batch_id": job.slip_batch.pk,
        "unit_id": school.units[TITLE].pk, "person_id": named.pk, "campaign_id": campaign.pk, "form_id": form.pk,
        "grant_id": named.grants.get().pk, "assignment_id": form.assignments.get(unit=school.units[TITLE]).pk,
        "part_id": part.pk, "import_id": brought.pk,
        "extension_id": UNKNOWN, "delegation_id": UNKNOWN, "override_id": UNKNOWN, "question_id": UNKNOWN,
    }  # fmt: skip
    return Place(ids, people, named)


@pytest.fixture(scope="module")
def place(module_db) -> Place:
    return a_place("示例职业技术学校")


WHO = (
    "填报人", "部门负责人", "牵头组长", "牵头成员", "主管领导", "领导小组", "领导小组成员",
    "系统管理员", "审计员", "没有角色",
)  # fmt: skip


def answer(browser, path: str, *, sent: bool = False):
    """Return what an address answers; nothing of it stays."""
    with transaction.atomic():
        answered = browser.post(path) if sent else browser.get(path)
        transaction.set_rollback(True)
    return answered


def told(answered, one: int) -> tuple[int, str]:
    """Return what an answer tells of an id: its status and its page, without the id and what is new in every page."""
    page = re.sub(r"csrf\w*\W+value=\"\w+\"|\"X-CSRFToken\": *\"\w+\"", "", answered.content.decode())
    return answered.status_code, page.replace(f"/{one}/", "/")


def test_every_address_is_sorted() -> None:
    # fmt: off
    sorted_ones = [
        *NO_VERB, *PAGES, *OF_PEOPLE, *SENT, *TOKENS, *ROSTERS, *OF_PARTS, *RETURNS, *ASKED, *IMPORTS, *MINE,
    ]
    # fmt: on
    assert sorted(sorted_ones) == sorted(PARTS)


@pytest.mark.parametrize("who", WHO)
def test_a_page_that_is_not_theirs_says_why_and_who_can_help(place, who):
    person = place.people[who]
    browser, actor = logged_in(person), acting(person)
    wrong = []
    for name, verb in PAGES.items():
        asked = allowed_openly(actor, verb, Facts(school=actor.school))
        answered = answer(browser, place.path(name))
        if isinstance(asked, Refused):
            reason = "您还没有被授予角色" if asked.code == "R108" else asked.reason
            holds = answered.status_code == 403 and reason in answered.content.decode()
        else:
            holds = answered.status_code in ANSWERED
        wrong += [] if holds else [(name, answered.status_code, asked)]
    wrong += [
        (name, code)
        for name in NO_VERB
        if (code := answer(browser, place.path(name)).status_code) not in ANSWERED | {405}
    ]
    assert wrong == []


@pytest.mark.parametrize("who", WHO)
def test_a_person_they_see_is_refused_openly_and_one_they_do_not_see_is_not_there(place, who):
    person = place.people[who]
    browser, actor = logged_in(person), acting(person)
    about = Facts(school=actor.school, units=frozenset({place.ids["unit_id"]}), person=place.ids["person_id"])
    is_seen = reach(actor, Verb.SEE_PEOPLE).covers(about)
    for name, verb in OF_PEOPLE.items():
        refused = verb is not None and isinstance(allowed_openly(actor, verb, about), Refused)
        expected = (403 if refused else 200) if is_seen else 404
        assert (name, answer(browser, place.path(name)).status_code) == (name, expected)


@pytest.mark.parametrize("who", ["填报人", "主管领导", "审计员", "没有角色"])
def test_what_is_sent_without_the_right_is_refused_and_leaves_nothing(place, who):
    browser, before = logged_in(place.people[who]), Entry.objects.count()
    codes = {name: browser.post(place.path(name)).status_code for name in SENT}
    hidden = {name for name in SENT if name.startswith("people_") and "person_id" in PARTS[name]}
    unknown = {
        "campaigns_revoke",
        "people_take_back",
        "settings_withdraw",
    }  # their own ids are those of nothing
    others = {name for name in SENT if "import_id" in PARTS[name]}
    allowed_404 = hidden | unknown | others | {"duties_confirm"}
    if who in {"没有角色", "审计员"}:  # who sees no returns
        allowed_404 |= {name for name in SENT if name.startswith("filling_")}
    if who == "没有角色":  # who does not see the departments at all
        allowed_404 |= {name for name in SENT if name.startswith("units_")}
    assert {
        name: code
        for name, code in codes.items()
        if code not in {403, 422} and not (code == 404 and name in allowed_404)
    } == {}
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", sorted(RETURNS))
def test_a_return_is_there_for_those_who_see_it(place, who, name):
    expected = 404 if who in {"系统管理员", "审计员", "没有角色"} else 200
    assert answer(logged_in(place.people[who]), place.path(name)).status_code == expected


@pytest.mark.parametrize("who", ["填报人", "牵头组长", "系统管理员"])
def test_ids_of_another_school_are_no_different_from_unknown_ones(place, who):
    other = a_place("另一所示例学校")
    browser = logged_in(place.people[who])
    different = []
    for name, parts in PARTS.items():
        if not parts & set(place.ids):
            continue
        for part in parts & set(place.ids):
            ids = (other.ids[part], UNKNOWN)
            seen = [
                told(
                    answer(
                        browser,
                        place.path(name, **{part: one}),
                        sent=name in SENT | {"questions_answer", "questions_withdraw"}
                        or OF_PARTS.get(name, False),
                    ),
                    one,
                )
                for one in ids
            ]
            if seen[0] != seen[1] or seen[0][0] not in {403, 404, 422}:
                different.append((name, part, seen[0][0], seen[1][0]))
    assert different == []


@pytest.mark.parametrize("name", sorted(TOKENS))
def test_a_token_of_nobody_is_not_there(place, name):
    browser = logged_in(place.people["填报人"])
    codes = {answer(browser, place.path(name), sent=sent).status_code for sent in (False, True)}
    assert codes <= {404, 405}
    assert 404 in codes


@pytest.mark.parametrize("name", sorted(ROSTERS))
def test_a_roster_is_refused_before_it_is_looked_for(place, name):
    sent = name == "roster_apply"
    assert answer(logged_in(place.people["填报人"]), place.path(name), sent=sent).status_code == 403
    assert answer(logged_in(place.people["系统管理员"]), place.path(name), sent=sent).status_code == 404


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", sorted(MINE))
def test_long_work_is_there_for_who_asked_and_for_nobody_else(place, who, name):
    expected = 200 if who == "牵头组长" else 404
    assert answer(logged_in(place.people[who]), place.path(name)).status_code == expected


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", sorted(OF_PARTS))
def test_a_part_is_there_for_who_may_see_it(place, who, name):
    actor = acting(place.people[who])
    about = Facts(school=actor.school, units=frozenset({place.ids["unit_id"]}))
    code = answer(logged_in(place.people[who]), place.path(name), sent=OF_PARTS[name]).status_code
    lacks_its_own = name in LACKING
    if reach(actor, Verb.SEE_RETURN).covers(about) and not lacks_its_own:
        assert code in ANSWERED, name
    else:
        assert code == 404, name
