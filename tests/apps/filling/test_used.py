"""Rows that others use, in the grid: neither deleted nor changed where others refer to them, said in place (FIL-7)."""

import pytest

from shucai.apps.campaigns.models import Prerequisite
from shucai.domain.problems import Refused
from tests.builders.filling import Reporter
from tests.builders.groups import Groups
from tests.builders.staging import AT, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(school):
    return Groups(school)


@pytest.fixture
def reporter(ground, school):
    Prerequisite.objects.update(lifted_at=AT)
    return Reporter(school, "1.2.2")


def test_a_used_row_is_not_deleted_and_the_using_row_is_named_with_its_department(ground, reporter):
    answer = reporter.send(removed=(ground.used, ground.free))
    assert not isinstance(answer, Refused), answer.reason
    [refused] = answer.refused
    assert (refused.uid, refused.field) == (ground.used, None)
    unit = ground.majors.part.assignment.unit.title
    for words in ("1.2.1", "第 1 行", unit, "不能删除"):
        assert words in refused.message
    assert [one.uid for one in answer.saved] == [ground.free]


def test_the_key_of_a_used_row_stays_while_its_other_cells_are_saved(ground, reporter):
    other = next(
        name
        for name in ground.groups.form.by_name
        if name not in {"group_name", *ground.groups.form.primary_key}
        and not ground.groups.form.by_name[name].code_list
    )
    answer = reporter.type(ground.used, 1, group_name="另一个群", **{other: "7"})
    [refused] = answer.refused
    assert (refused.field, "1.2.1" in refused.message) == ("group_name", True)
    [saved] = answer.saved
    assert saved.cells == {other: "7"}
    assert reporter.rows().frame["group_name"][0] != "另一个群"


def test_a_key_that_nobody_uses_may_change(ground, reporter):
    answer = reporter.type(ground.free, 1, group_name="另一个群")
    assert not answer.refused


def test_a_new_row_is_used_by_nobody_yet(school):
    school.published()
    groups, majors = Desk("1.2.2", school), Desk("1.2.1", school)
    [row] = groups.right_rows(1)
    [uid] = groups.added([row])
    majors.added([one for one in majors.right_rows(50) if one["group_name"] == row["group_name"]])
    Prerequisite.objects.update(lifted_at=AT)
    answer = Reporter(school, "1.2.2").send(removed=(uid,))
    assert not answer.refused
