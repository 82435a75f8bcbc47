"""The same person or award reported by two departments is found on both rows, and can be told to be two (FIL-8)."""

import pytest

from shucai.apps.campaigns.models import Prerequisite
from shucai.apps.filling.actions.explaining import Words, explain
from shucai.apps.filling.checking import found_of, part_findings
from shucai.apps.filling.checking.doubles import identities_of, rule_of
from shucai.apps.filling.checking.some import row_findings
from shucai.apps.filling.doubled import doubled_since
from shucai.apps.filling.models import StagedRow
from tests.builders.schools import PUBLISHED
from tests.builders.staffed import acting
from tests.builders.staging import AT, FILLING, Desk
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db


def two_desks(school):
    """Return the desks of two departments that fill 2.13.1 awards."""
    return Desk("2.13.1", school), Desk("2.13.1", school, order=1)


desks = standing(*PUBLISHED, two_desks)


def doubles(desk):
    return found_of(desk.made, at=AT, today=FILLING).frame.filter(rule=rule_of(desk.form))


def test_an_award_is_the_same_by_name_and_date_whoever_is_named(desks):
    lead, second = desks
    assert ("award_name", "award_ym") in identities_of(lead.form)
    row, other = lead.right_rows(2)
    lead.added([row, other])
    second.added([row | {"student_nos": "20230099"}])
    found = doubles(lead)
    assert found["number"].to_list() == [1, 3]
    first, last = found["message"]
    assert second.part.assignment.unit.title in first
    assert "第 3 行" in first
    assert lead.part.assignment.unit.title in last
    assert "第 1 行" in last


def test_each_department_sees_it_on_its_own_row_and_answers_for_it(desks):
    lead, second = desks
    [row] = lead.right_rows(1)
    lead.added([row])
    second.added([row])
    for desk, number in ((lead, 1), (second, 1)):  # the second sees its own row alone
        seen = part_findings(desk.part, at=AT, today=FILLING).frame.filter(rule=rule_of(desk.form), mine=True)
        assert number in seen["number"]
        assert seen["severity"][0] == "explain"


def test_who_sees_its_own_rows_alone_is_told_the_number_in_the_grid_of_the_other_department(school):
    """The number of the whole, as the leading department counts, is found in neither of the two grids."""
    school.published()
    lead, second, third = (Desk("1.4.1", school, order=order) for order in range(3))
    of_lead, row, before = lead.right_rows(3)
    lead.added([of_lead])
    second.added([row])
    third.added([before, row])
    told = dict(doubles(lead).select("part", "message").iter_rows())
    assert f"{third.part.assignment.unit.title}第 2 行也填了" in told[second.part.pk]
    assert f"{second.part.assignment.unit.title}第 1 行也填了" in told[third.part.pk]


def test_rows_of_one_department_alone_are_not_meant(desks):
    lead, _ = desks
    [row] = lead.right_rows(1)
    lead.added([row, row | {"student_nos": "20230099"}])
    assert doubles(lead).is_empty()


def test_a_removed_row_is_no_double_any_more(desks):
    lead, second = desks
    [row] = lead.right_rows(1)
    lead.added([row])
    [uid] = second.added([row])
    assert doubles(lead).height == 2
    StagedRow.objects.filter(uid=uid).update(state="deleted")
    second.moved()
    assert doubles(lead).is_empty()


def test_two_things_are_told_to_be_two_with_a_reason(desks):
    lead, second = desks
    Prerequisite.objects.update(lifted_at=AT)
    [row] = lead.right_rows(1)
    lead.added([row])
    [uid] = second.added([row | {"student_nos": "20230099"}])
    by = acting(second.reporter, FILLING)
    words = Words(
        [f"{rule_of(second.form)}/{uid}"], "特殊情况", "同名赛项分春季赛和秋季赛，两张获奖证书编号不同"
    )
    assert explain(second.part.pk, words, by=by, at=AT, today=FILLING) == 1

    def still_open(desk):
        seen = part_findings(desk.part, at=AT, today=FILLING).frame
        return seen.filter(rule=rule_of(desk.form), mine=True)["open"].to_list()

    assert (still_open(lead), still_open(second)) == ([True], [False])


def test_one_answer_is_for_both_rows_where_their_keys_are_equal(desks):
    lead, second = desks
    Prerequisite.objects.update(lifted_at=AT)
    [row] = lead.right_rows(1)
    lead.added([row])
    [uid] = second.added([row])
    words = Words(
        [f"{rule_of(second.form)}/{uid}"], "特殊情况", "同名赛项分春季赛和秋季赛，两张获奖证书编号不同"
    )
    by = acting(second.reporter, FILLING)
    assert explain(second.part.pk, words, by=by, at=AT, today=FILLING) == 1
    for desk in desks:
        seen = part_findings(desk.part, at=AT, today=FILLING).frame.filter(rule=rule_of(desk.form))
        assert seen.filter("mine").height == 1
        assert not seen["open"].any()


def test_it_comes_with_the_check_of_a_row_just_saved(desks):
    lead, second = desks
    row, other = lead.right_rows(2)
    lead.added([row, other])
    saved, alone = second.added([row, other | {"award_name": "示例另一奖项"}])
    found = row_findings(second.made, [saved, alone], at=AT, today=FILLING).filter(rule=rule_of(second.form))
    whole = doubles(second).filter(uid=saved)
    columns = ["uid", "number", "part", "field", "message"]
    assert found.select(columns).equals(whole.select(columns))
    assert found["uid"].to_list() == [saved]


def test_it_is_counted_among_the_checks(desks):
    lead, second = desks
    [row] = lead.right_rows(1)
    lead.added([row])
    alone = found_of(lead.made, at=AT, today=FILLING).summary
    second.added([row])
    both = found_of(lead.made, at=AT, today=FILLING).summary
    assert both["total"] == alone["total"]
    assert both["failed"] > alone["failed"]
    assert found_of(lead.made, at=AT, today=FILLING).counts[rule_of(lead.form)] == 2


def test_who_handed_in_is_told_at_the_desk_of_a_row_another_department_fills_since(desks):
    lead, second = desks
    [row] = lead.right_rows(1)
    lead.added([row])
    found_of(lead.made, at=AT, today=FILLING)
    by, other = (acting(desk.reporter, FILLING) for desk in desks)
    type(lead.part).objects.filter(pk=lead.part.pk).update(state="checked")
    assert doubled_since(by) == []
    [uid] = second.added([row])
    found_of(lead.made, at=AT, today=FILLING)
    [told] = doubled_since(by)
    assert (told.part, told.count) == (lead.part, 1)
    assert second.part.assignment.unit.title in told.words
    assert doubled_since(other) == [], "who still fills sees it among the findings"
    StagedRow.objects.filter(uid=uid).update(state="deleted")
    second.moved()
    found_of(lead.made, at=AT, today=FILLING)
    assert doubled_since(by) == []


def test_nobody_is_told_at_the_desk_of_what_was_told_to_be_two(desks):
    lead, second = desks
    Prerequisite.objects.update(lifted_at=AT)
    [row] = lead.right_rows(1)
    [uid] = lead.added([row])
    second.added([row | {"student_nos": "20230099"}])
    words = Words(
        [f"{rule_of(lead.form)}/{uid}"], "特殊情况", "同名赛项分春季赛和秋季赛，两张获奖证书编号不同"
    )
    by = acting(lead.reporter, FILLING)
    assert explain(lead.part.pk, words, by=by, at=AT, today=FILLING) == 1
    type(lead.part).objects.filter(pk=lead.part.pk).update(state="checked")
    assert doubled_since(by) == []
