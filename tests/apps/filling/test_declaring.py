"""Nothing to report is declared and signed, only an empty form is closed, and both are taken back (FIL-5, FIL-6)."""

import pytest
from django.db import transaction

from shucai.apps.filling.actions.accepting import accept_rows
from shucai.apps.filling.actions.declaring import close_form, declare_no_data, take_back
from shucai.apps.filling.actions.holding import hold_part
from shucai.apps.filling.checking import found_of
from shucai.apps.filling.declared import against, contradicted, declaration_of
from shucai.apps.filling.models import Declaration
from shucai.apps.filling.seeing import seen_part
from shucai.domain.access import Verb
from shucai.domain.problems import Refused
from tests.builders.staffed import acting
from tests.builders.staging import AT, FILLING, Desk

pytestmark = pytest.mark.django_db


def act(action, desk, by=None):
    return action(desk.part.pk, by=acting(by or desk.reporter, FILLING), at=AT, today=FILLING)


def fill(desk):
    with transaction.atomic():
        by = acting(desk.reporter, FILLING)
        return hold_part(desk.part.pk, Verb.FILL, by=by, at=AT, today=FILLING)


def test_a_declaration_is_signed_and_locks_the_part_until_it_is_taken_back(desk):
    signed = act(declare_no_data, desk)
    assert isinstance(signed, Declaration)
    assert (signed.signed_by, "1.1.7" in signed.words) == (desk.reporter, True)
    assert fill(desk).code == "R550"
    assert act(declare_no_data, desk).code == "R554"
    act(take_back, desk)
    assert not isinstance(fill(desk), Refused)
    assert act(take_back, desk).code == "R553"


def test_staged_and_accepted_rows_and_rows_going_stand_against_it(desk):
    [uid] = desk.added(desk.right_rows(1))
    assert act(declare_no_data, desk).code == "R555"
    accept_rows(desk.part.pk, None, by=desk.reviewer, at=AT, today=FILLING)
    assert act(close_form, desk).code == "R555"
    desk.staged("removed", uid=uid, version=2)
    assert act(close_form, desk).code == "R555"
    accept_rows(desk.part.pk, None, by=desk.reviewer, at=AT, today=FILLING)
    assert isinstance(act(close_form, desk), Declaration)


def test_a_form_is_closed_by_the_lead_for_everybody_and_opened_again(school):
    school.published()
    lead, second = Desk("1.4.2", school), Desk("1.4.2", school, order=1)
    assert act(close_form, second).code == "R551"
    act(close_form, lead)
    assert declaration_of(second.part).kind == "closed"
    assert act(take_back, second).code == "R551"
    act(take_back, lead)
    assert declaration_of(second.part) is None


def test_a_closed_form_is_called_closed_also_while_forms_before_it_are_open(school):
    school.published()
    desk = Desk("1.4.2", school)
    by = acting(desk.reporter, FILLING)
    assert "前面的表还没有完成" in seen_part(by, desk.part.pk, at=AT, today=FILLING).locked
    act(close_form, desk)
    locked = seen_part(by, desk.part.pk, at=AT, today=FILLING).locked
    assert locked.startswith("关闭填报：")
    assert locked.endswith("要填报，请先重新开放")


def test_who_reviews_declares_nothing(desk):
    assert act(declare_no_data, desk, by=desk.head).code == "R102"


def test_figures_of_other_forms_speak_against_a_form_of_one_row_too(school):
    school.published()
    spent, library = Desk("2.11.3", school), Desk("1.1.6", school)
    library.added(library.right_rows(1))
    accept_rows(library.part.pk, None, by=library.reviewer, at=AT, today=FILLING)
    assert isinstance(act(declare_no_data, spent), Declaration)
    said = against(spent.made, at=AT, today=FILLING)
    assert any("当年图书购置费" in one.words for one in said), said


def test_other_forms_speak_against_a_declaration(school):
    school.published()
    majors, groups = Desk("1.2.1", school), Desk("1.2.2", school)
    majors.added(majors.right_rows(1))
    accept_rows(majors.part.pk, None, by=majors.reviewer, at=AT, today=FILLING)
    assert isinstance(act(declare_no_data, groups), Declaration)
    said = against(groups.made, at=AT, today=FILLING)
    assert any("1.2.1" in one.form for one in said), said


def test_whoever_declared_is_told_when_another_form_speaks_against_it_later(school):
    """Told from what the checks said last: to whom it was signed by, and not to others."""
    school.published()
    majors, groups = Desk("1.2.1", school), Desk("1.2.2", school)
    assert isinstance(act(declare_no_data, groups), Declaration)
    by = acting(groups.reporter, FILLING)
    assert contradicted(by) == []
    majors.added(majors.right_rows(1))  # it waits: what it names is not there
    found_of(majors.made, at=AT, today=FILLING)
    assert [one.form.split()[0] for one in against(groups.made, at=AT, today=FILLING)] == ["1.2.1"]
    [told] = contradicted(by)
    assert told.declared.contribution == groups.part
    assert [form.split()[0] for form in told.forms] == ["1.2.1"]
    other = next(one for one in school.reporters.values() if one != groups.reporter)
    assert contradicted(acting(other, FILLING)) == []
    act(take_back, groups)
    assert contradicted(by) == []
