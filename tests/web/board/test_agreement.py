"""Progress numbers agree everywhere: on every page, for every role, of both platforms (COM-3)."""

import re
from collections import Counter
from datetime import timedelta

import pytest

from shucai.apps.filling.models import Contribution, Return
from shucai.apps.filling.queries import open_parts
from shucai.domain.access import Role
from shucai.domain.workflow import State
from shucai.web.templatetags.ui import share_of
from tests.builders.kept import put
from tests.builders.people import logged_in
from tests.web.board.test_board import FILLING, moved, part_of, rows_of
from tests.web.campaigns.conftest import Visitor, words

pytestmark = pytest.mark.django_db
UNITS = {"talent": "财务处", "national": "校长办公室"}
MOVES = {
    "talent": (
        ("2.11.1", State.CHECKED), ("2.11.3", State.DEPARTMENT_APPROVED), ("2.11.2", State.DELIBERATED),
        ("2.11.4", State.SUBMITTED), ("0.1.1", State.FILLING), ("2.14.1", State.ARCHIVED),
    ),
    "national": (
        ("N-ZH-XX-01", State.SUBMITTED), ("N-JX-HJ-01", State.CHECKED), ("N-ZH-ZY-01", State.COMPLIANT),
    ),
}  # fmt: skip
COMPUTED = "自动汇总，不用填"
APPROVED = frozenset({State.DELIBERATED, State.SUBMITTED, State.ARCHIVED})


@pytest.fixture(params=["talent", "national"])
def campaign(school, on, request):
    """A campaign in which forms are in many states, beside one of the other platform."""
    both = {platform: school.published(platform) for platform in MOVES}
    on(FILLING)
    for code, state in MOVES[request.param]:
        moved(part_of(both[request.param], code), state)
    return both[request.param]


def told_of(counts):
    return [f"{state} {count}" for state, count in counts.items()]


def listed(person, campaign):
    """The forms in the list that is taken away; those that are computed have no progress and are counted apart."""
    rows = list(rows_of(logged_in(person).get(f"/board/progress.csv?campaign={campaign.pk}")))
    return [row for row in rows if row["状态"] != COMPUTED]


def beside(campaign, unit=None):
    """What a page says of the forms beside those it counts."""
    parts = [part for part in open_parts(campaign) if not part.is_typed and unit in {None, part.unit_title}]
    return f"另有 {len(parts)} 张自动汇总" if parts else ""


def passed_of(counts):
    done = sum(counts[state.label] for state in APPROVED)
    return f"审议通过 {done} 张，占 {share_of(done, sum(counts.values()))}"


@pytest.mark.parametrize("role", ["planner", "member", "leader", "chair"])
def test_who_sees_the_whole_school_reads_the_same_on_every_page(school, campaign, role):
    person, pk = getattr(school, role), campaign.pk
    visitor = Visitor(person)
    counts = Counter(row["状态"] for row in listed(school.planner, campaign) if row["牵头"] == "牵头")
    assert counts == Counter(row["状态"] for row in listed(person, campaign) if row["牵头"] == "牵头")
    for path in (f"/board/?campaign={pk}", f"/?campaign={pk}", f"/campaigns/{pk}/"):
        page = words(visitor.get(path))
        assert all(told in page for told in told_of(counts)), path
        assert re.search(rf"\b{sum(counts.values())} 张表[ ，]{beside(campaign)}", page), path
    desk, one, every = (
        words(visitor.get(path)) for path in (f"/?campaign={pk}", f"/campaigns/{pk}/", "/campaigns/")
    )
    assert all(passed_of(counts) in page for page in (desk, one, every))
    looked = [state for state in State if state.rank >= State.DEPARTMENT_APPROVED.rank]
    approved = f"{sum(counts[state.label] for state in looked)} / {sum(counts.values())} 张部门已审核"
    assert approved in words(visitor.get(f"/board/?campaign={pk}"))
    assert approved in words(visitor.get("/board/leaders/"))


@pytest.mark.parametrize("role", ["reporters", "heads"])
def test_a_department_reads_its_own_numbers_and_in_the_campaign_those_of_the_school(school, campaign, role):
    unit, pk = UNITS[campaign.platform], campaign.pk
    visitor = Visitor(getattr(school, role)[unit])
    everything = listed(school.planner, campaign)
    own = Counter(row["状态"] for row in everything if row["部门"] == unit)
    assert own == Counter(row["状态"] for row in listed(getattr(school, role)[unit], campaign))
    for path in (f"/board/?campaign={pk}", f"/?campaign={pk}"):
        page = words(visitor.get(path))
        assert all(told in page for told in told_of(own)), path
        assert re.search(rf"\b{sum(own.values())} 张表[ ，]{beside(campaign, unit)}", page), path
    one = visitor.get(f"/campaigns/{pk}/")
    assert all(
        told in words(one)
        for told in told_of(Counter(row["状态"] for row in everything if row["牵头"] == "牵头"))
    )
    line = next(words(row) for row in re.findall(r"<tr>.*?</tr>", one, re.DOTALL) if f">{unit}<" in row)
    done = sum(own[state.label] for state in APPROVED)
    assert f" {sum(own.values())} 牵头 " in line
    assert f"审议通过 {done}，{share_of(done, sum(own.values()))}" in line


def test_a_form_that_is_computed_is_counted_nowhere_and_found_on_the_board_alone(school, campaign):
    computed = [part for part in open_parts(campaign) if not part.is_typed]
    visitor, pk = Visitor(school.planner), campaign.pk
    board = visitor.get(f"/board/?campaign={pk}")
    assert board.count('class="tile s-auto"') == len(computed)
    begun = visitor.get(f"/board/?campaign={pk}&state=not_started")
    desk = visitor.get(f"/?campaign={pk}&state=not_started")
    assert not [part.code for part in computed if f"{part.code}<" in begun + desk]
    assert (
        begun.count('class="tile ')
        == Counter(row["状态"] for row in listed(school.planner, campaign))["未开始"]
    )
    taken = rows_of(logged_in(school.planner).get(f"/board/progress.csv?campaign={pk}"))
    assert [row["截止"] for row in taken if row["状态"] == COMPUTED] == [""] * len(computed)
    for part in computed[:1]:
        told = words(visitor.get(f"/board/parts/{part.id}/"))
        assert "自动汇总" in told
        assert "未开始" not in told
        assert "截止" not in told


def test_a_campaign_in_which_all_that_is_filled_was_submitted_is_whole(school, campaign):
    typed = [part.id for part in open_parts(campaign) if part.is_typed]
    put(Contribution.objects.filter(pk__in=typed), state=State.SUBMITTED, is_returned=False)
    put(Return.objects.filter(contributions__in=typed), state=State.SUBMITTED)
    visitor, pk = Visitor(school.planner), campaign.pk
    assert "各部门都已完成" in words(visitor.get(f"/board/?campaign={pk}"))
    assert "占 100%" in words(visitor.get(f"/?campaign={pk}"))
    assert "没有上报，仍然结束" not in words(visitor.get(f"/campaigns/{pk}/"))


def test_a_form_stands_alike_on_its_way_on_its_page_in_the_list_and_on_the_board(school, campaign):
    visitor, pk = Visitor(school.planner), campaign.pk
    by_forms = visitor.get(f"/campaigns/{pk}/?by=forms")
    states = {(row["部门"], row["表号"]): row["状态"] for row in listed(school.planner, campaign)}
    for code, state in MOVES[campaign.platform]:
        part = part_of(campaign, code)
        form = part.made_return.form_id
        way = words(visitor.get(f"/campaigns/way/?part={part.pk}"))
        assert f"{state.label} 现在在这里" in way
        called = re.search("现在是“(.+?)”", way)[1]
        assert states[part.assignment.unit.title, code] == state.label
        line = next(
            row for row in re.findall(r"<tr>.*?</tr>", by_forms, re.DOTALL) if f"/forms/{form}/" in row
        )
        assert state.label in words(line)
        assert called in words(visitor.get(f"/campaigns/{pk}/forms/{form}/"))
        assert called in words(visitor.get(f"/board/parts/{part.pk}/"))


def test_forms_of_several_departments_add_up_in_the_list_as_in_the_counts(school, campaign):
    several = Contribution.objects.filter(made_return__form__campaign=campaign, assignment__order=1)
    form = several.first().made_return.form
    put(Contribution.objects.filter(made_return__form=form, assignment__order=0), state=State.CHECKED)
    put(Return.objects.filter(form=form), state=State.FILLING)
    page = Visitor(school.planner).get(f"/campaigns/{campaign.pk}/?by=forms")
    counted = int(re.search(r"待部门审核 (\d+)", words(page))[1])
    rows = re.findall(r"<tr>.*?</tr>", page, re.DOTALL)
    assert sum("待部门审核" in row for row in rows) == counted


def test_a_form_that_was_sent_back_is_called_so_on_its_way(school, campaign):
    part = part_of(campaign, MOVES[campaign.platform][0][0])
    moved(part, State.FILLING, is_returned=True)
    told = words(Visitor(school.planner).get(f"/campaigns/way/?part={part.pk}"))
    assert "现在是“已退回”" in told
    assert "填报中 现在在这里" in told
    form = words(Visitor(school.planner).get(f"/campaigns/{campaign.pk}/forms/{part.made_return.form_id}/"))
    assert form.count("已退回") == 2, "of the whole and of the part"
    assert "填报中" not in form


def test_a_form_re_opened_by_request_is_called_so_wherever_progress_is_counted(school, campaign):
    code, unit = MOVES[campaign.platform][0][0], UNITS[campaign.platform]
    part = part_of(campaign, code)
    moved(part, State.FILLING, is_returned=True)
    visitor, head = Visitor(school.planner), Visitor(school.heads[unit])
    for until, short, tag in (
        (FILLING + timedelta(days=3), "重新开放未交", "已重开"),
        (FILLING - timedelta(days=1), "重开已到期", "重开已到期"),
    ):
        put(Contribution.objects.filter(pk=part.pk), open_until=until)
        board = visitor.get(f"/board/?campaign={campaign.pk}")
        assert "退回" not in words(board)
        assert f"其中{tag} 1" in words(board)
        assert f"1 {short}" in words(board)
        asked = re.search(r'href="(\?[^"]*state=reopened[^"]*)"', board)[1].replace("&amp;", "&")
        kept = visitor.get(f"/board/{asked}")
        assert kept.count('class="tile ') == 1
        assert f"1 {short}" in words(visitor.get("/board/leaders/"))
        held = [row["表号"] for row in listed(school.planner, campaign) if row["卡点"] == short]
        assert held == [code]
        assert tag in words(head.get("/board/people/"))
        assert short in words(visitor.get(f"/board/parts/{part.pk}/"))
        told = words(visitor.get(f"/board/reminder/?campaign={campaign.pk}&unit={part.assignment.unit_id}"))
        assert "重新开放" in told.partition("【")[2]
        assert "退回" not in told.partition("【")[2]


def test_who_sees_no_form_is_told_where_the_campaign_is(school, campaign):
    auditor = school.holder("审计", Role.AUDITOR)
    page = Visitor(auditor).get(f"/board/?campaign={campaign.pk}")
    assert "没有您能看到的表" in words(page)
    assert f'href="/campaigns/{campaign.pk}/"' in page
