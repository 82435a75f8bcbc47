"""What a school may change in a form, what not and why, and the form that results."""

import pytest

from shucai import toolkit
from shucai.domain.catalogue import Override, choices_of, why_not, with_overrides

EVERY_FORM = [form for form in toolkit.catalogue() if not form.read_only]


def form(code):
    return toolkit.find_form(code)


def test_a_field_becomes_optional_or_required_and_nothing_else_changes():
    teachers = form("1.4.1")
    field = next(
        f
        for f in teachers.fields
        if f.required and why_not(teachers, Override("required", f.name, False)) is None
    )
    changed = with_overrides(teachers, [Override("required", field.name, False)])
    assert not changed.by_name[field.name].required
    assert with_overrides(changed, [Override("required", field.name, True)]).by_name[field.name].required
    assert [f.name for f in changed.fields] == [f.name for f in teachers.fields]
    assert changed.checks == teachers.checks
    assert changed.id == teachers.id


def test_nothing_overridden_is_the_form_itself_and_the_same_overrides_are_the_same_object():
    teachers = form("1.4.1")
    wanted = [Override("required", "gender", False)]
    assert with_overrides(teachers, []) is teachers
    assert with_overrides(teachers, wanted) is with_overrides(teachers, list(wanted))


def test_a_limit_of_a_check_is_changed_in_that_check_alone():
    classes = form("N-ZH-BJ-01")
    choice = next(c for c in choices_of(classes) if c.kind == "limit")
    changed = with_overrides(classes, [Override("limit", choice.target, 99.0)])
    rule, _, name = choice.target.partition("/")
    by_id = {check.id: check for check in changed.checks}
    assert by_id[rule].limits[name] == 99.0
    assert [c for c in changed.checks if c.id != rule] == [c for c in classes.checks if c.id != rule]


def test_a_tolerance_of_an_equation_is_changed():
    found = next((f, c) for f in EVERY_FORM for c in choices_of(f) if c.kind == "tolerance")
    one, choice = found
    changed = with_overrides(one, [Override("tolerance", choice.target, 7.5)])
    assert next(c for c in changed.checks if c.id == choice.target).tolerance == 7.5


def test_what_tells_rows_apart_or_ties_them_to_others_stays_required():
    students = form("0.1.5")
    for name in students.primary_key:
        assert "标识" in (why_not(students, Override("required", name, False)) or "")
    tied = next(
        name for key in students.foreign_keys for name in key.fields if name not in students.primary_key
    )
    assert "对应" in (why_not(students, Override("required", tied, False)) or "")


def test_key_data_stay_required():
    area = form("1.1.4")
    key = next(f.name for f in area.fields if f.key_data)
    assert "关键数据" in (why_not(area, Override("required", key, False)) or "")


def test_what_is_not_there_or_not_a_number_is_refused():
    teachers = form("1.4.1")
    assert why_not(teachers, Override("required", "nowhere", False)) == "没有这个栏目"
    assert why_not(teachers, Override("limit", "nowhere/most", 1.0)) == "这条规则没有可调整的容差或界限"
    choice = next(c for c in choices_of(teachers) if c.kind == "limit")
    assert why_not(teachers, Override("limit", choice.target, -1.0)) == "要填不小于 0 的数"
    assert why_not(teachers, Override("limit", choice.target, 1.0)) is None


def test_computed_forms_have_nothing_to_override():
    computed = next(f for f in toolkit.catalogue() if f.read_only)
    assert choices_of(computed) == ()
    assert "自动汇总" in (why_not(computed, Override("required", computed.fields[0].name, True)) or "")


@pytest.mark.parametrize("platform", ["talent", "national"])
def test_every_choice_may_be_overridden_and_every_other_field_says_why_not(platform):
    for one in EVERY_FORM:
        if one.platform == platform:
            offered = {choice.target for choice in choices_of(one) if choice.kind == "required"}
            for field in one.fields:
                assert (why_not(one, Override("required", field.name, True)) is None) == (
                    field.name in offered
                )
            for choice in choices_of(one):
                assert why_not(one, Override(choice.kind, choice.target, choice.value)) is None
