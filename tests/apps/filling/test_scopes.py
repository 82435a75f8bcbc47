"""Scopes come from the assignments of a return: the first leads, the others supply rows or columns (FIL-8)."""

import pytest

from shucai.apps.filling.checking import part_findings
from shucai.apps.filling.checking.lacking import lacks_of
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.scopes import scope_of, scopes_of
from shucai.apps.filling.working import working_rows
from tests.builders.brought import DAY, NOW

pytestmark = pytest.mark.django_db


def test_the_departments_of_a_form_stand_in_their_order(school):
    school.published()
    lead = Contribution.objects.get(made_return__form__code="1.4.2", assignment__order=0)
    scopes = list(scopes_of(lead).values())
    assert [one.leads for one in scopes] == [True, False]
    assert scope_of(lead) == scopes[0]
    own, other = scopes[0].part, scopes[1].part
    assert scopes[0].why_not_cell(other, "name_zh") == "由科技服务处（教师工作处）填报"
    assert not scopes[1].sees(own)


def test_columns_of_an_assignment_are_its_alone(school):
    school.published()
    lead = Contribution.objects.get(made_return__form__code="1.4.2", assignment__order=0)
    second = lead.made_return.contributions.get(assignment__order=1)
    name = "ext_teacher_no"
    second.assignment.fields = [name, "no_longer_a_field"]
    second.assignment.save()
    assert scope_of(second).fields == {name}
    assert scope_of(lead).why_not_cell(lead.pk, name) == "由科技服务处（教师工作处）填报"


def test_who_supplies_columns_is_told_to_wait_for_rows_and_from_whom(school):
    school.published()
    lead = Contribution.objects.get(made_return__form__code="1.4.2", assignment__order=0)
    second = lead.made_return.contributions.get(assignment__order=1)
    second.assignment.fields = ["ext_teacher_no"]
    second.assignment.save()
    seen = part_findings(second, at=NOW, today=DAY)
    (lack,) = lacks_of(second, seen, working_rows(second.made_return, at=NOW))
    assert lack.words.startswith(f"还没有行；行由{lead.assignment.unit.title}增删，等那里保存以后再填")
