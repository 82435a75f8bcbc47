"""部门进度: who of a department has what open, reminding one of them, naming somebody else."""

import re
from datetime import date, timedelta

import pytest

from shucai.apps.campaigns.models import AssignedPerson
from shucai.apps.filling.models import Contribution
from shucai.apps.organisation.models import RoleGrant
from shucai.domain.access import Role
from shucai.domain.workflow import State
from tests.web.board.test_board import moved, part_of
from tests.web.campaigns.conftest import QUERIES, Visitor, words

pytestmark = pytest.mark.django_db
FILLING = date(2024, 9, 4)


def test_a_head_sees_by_person_what_is_open_in_the_own_department(
    school, campaign, django_assert_max_num_queries
):
    moved(part_of(campaign, "2.11.1"), State.FILLING, is_returned=True)
    visitor = Visitor(school.heads["财务处"])
    with django_assert_max_num_queries(QUERIES):
        told = words(visitor.get("/board/people/"))
    assert f"填报人 {school.reporters['财务处'].name}" in told
    assert "1 张退回或过期" in told
    assert "2.11.1 学校经费总收入表" in told
    assert visitor.get(f"/board/people/?unit={school.units['团委'].pk}", status=404)


def test_a_re_opening_whose_last_day_is_past_is_told_apart_wherever_it_stands(school, campaign):
    part = part_of(campaign, "2.11.1")
    moved(part, State.FILLING, is_returned=True)
    Contribution.objects.filter(pk=part.pk).update(open_until=FILLING - timedelta(days=1))
    visitor, form = Visitor(school.heads["财务处"]), part.made_return.form_id
    for address in (
        "/board/people/", "/board/", f"/board/parts/{part.pk}/", f"/campaigns/{campaign.pk}/forms/{form}/",
        f"/filling/{part.pk}/", f"/filling/{part.pk}/check/",
    ):  # fmt: skip
        page = visitor.get(address)
        assert "重开已到期" in page, address
        assert "已重开</span>" not in page, address


def test_the_last_day_of_a_re_opening_is_the_deadline_wherever_one_is_told(school, campaign):
    part = part_of(campaign, "2.11.1")
    moved(part, State.FILLING, is_returned=True)
    Contribution.objects.filter(pk=part.pk).update(open_until=FILLING + timedelta(days=3))
    visitor, form = Visitor(school.reporters["财务处"]), part.made_return.form_id
    until = f"{FILLING + timedelta(days=3):%-m-%d} 截止"
    for address in (
        "/",
        f"/board/parts/{part.pk}/",
        f"/campaigns/{campaign.pk}/forms/{form}/",
        f"/campaigns/{campaign.pk}/?by=forms&unit={school.units['财务处'].pk}",
    ):
        assert until in words(visitor.get(address)), address


def test_what_is_locked_again_can_be_opened_by_the_lead_office_alone(school, campaign):
    part = part_of(campaign, "2.11.1")
    moved(part, State.FILLING, is_returned=True)
    Contribution.objects.filter(pk=part.pk).update(open_until=FILLING - timedelta(days=1))
    told = words(Visitor(school.heads["财务处"]).get(f"/review/{part.pk}/"))
    assert "不能审核部门数据；可以请牵头部门处理" in told


def test_what_is_locked_again_is_with_the_lead_office(school, campaign):
    part = part_of(campaign, "2.11.1")
    moved(part, State.FILLING, is_returned=True)
    Contribution.objects.filter(pk=part.pk).update(open_until=FILLING - timedelta(days=1))
    told = words(Visitor(school.heads["财务处"]).get("/board/people/"))
    assert re.search(f"牵头部门 [^ ]*{school.planner.name}[^ ]* 1 张， 1 张退回或过期 催办", told)


def test_what_waits_for_the_head_is_with_the_head(school, campaign):
    moved(part_of(campaign, "2.11.1"), State.CHECKED)
    told = words(Visitor(school.heads["财务处"]).get("/board/people/"))
    assert f"部门负责人 {school.heads['财务处'].name}" in told


def test_one_person_is_reminded_of_what_they_have_open(school, campaign):
    who = f"填报人 {school.reporters['财务处'].name}"
    unit = school.units["财务处"].pk
    visitor = Visitor(school.planner)
    told = visitor.get(f"/board/people/?unit={unit}&campaign={campaign.pk}&who={who}")
    assert f"{who}，这些表还没有完成" in told
    assert "2.11.1 学校经费总收入表" in told
    assert visitor.get(f"/board/people/?unit={unit}&campaign={campaign.pk}&who=nobody", status=404)


def test_a_head_names_who_fills_a_form_and_a_reporter_does_not(school, campaign):
    part, reporter = part_of(campaign, "2.11.1"), school.reporters["财务处"]
    address = f"/board/people/{part.pk}/"
    named = AssignedPerson.objects.filter(assignment=part.assignment_id)
    Visitor(reporter).post(address, fill=reporter.pk)
    assert not named.exists()
    Visitor(school.heads["财务处"]).post(address, fill=reporter.pk)
    assert [(one.person_id, one.part) for one in named] == [(reporter.pk, "fill")]
    Visitor(school.heads["财务处"]).post(address, fill=school.reporters["团委"].pk)
    assert [one.person_id for one in named] == [reporter.pk]


def test_a_head_of_another_department_finds_nothing_to_name(school, campaign):
    part = part_of(campaign, "2.11.1")
    Visitor(school.heads["团委"]).post(f"/board/people/{part.pk}/", status=404, fill=1)


def test_only_reporters_of_the_form_are_offered_and_told_to_fill_it(school, campaign):
    unit, form = school.units["财务处"], "2.11.1"
    limited = school.holder("只填别表", Role.REPORTER, unit)
    RoleGrant.objects.filter(person=limited).update(forms=["talent.2.11.2"])
    moved(part_of(campaign, form), State.FILLING, is_returned=True)
    page = Visitor(school.heads["财务处"]).get("/board/people/")
    offered = page[page.index(f"{form} 由谁填") :].partition("</fieldset>")[0]
    assert school.reporters["财务处"].name in offered
    assert "只填别表只填其他表" in words(offered)
    assert f'value="{limited.pk}"' not in offered
    reminded = f"填报人 {school.reporters['财务处'].name}"
    told = Visitor(school.planner).get(f"/board/people/?unit={unit.pk}&campaign={campaign.pk}&who={reminded}")
    assert form in told
