"""What stands against bringing a file in: rows that other forms use, and what is declared about the part (FIL-7, FIL-5)."""

import pytest

from shucai.apps.campaigns.models import Prerequisite
from shucai.apps.filling.actions.accepting import accept_rows
from shucai.apps.filling.actions.declaring import declare_no_data
from shucai.apps.filling.actions.importing import Offer, begin_import, commit_import
from shucai.apps.filling.bringing.opened import table_of
from shucai.apps.filling.bringing.preparing import IN_USE
from shucai.apps.filling.models import StagedRow
from shucai.domain.problems import Refused
from tests.apps.filling.importing.conftest import award
from tests.builders.brought import DAY, NOW, previewed, read
from tests.builders.groups import Groups
from tests.builders.organisation import done
from tests.builders.staffed import Staffed, acting
from tests.builders.staging import AT, Desk
from tests.builders.workbooks import filled

pytestmark = pytest.mark.django_db


class Ground:
    """Two accepted groups of majors, one of them used by a major, and files of the groups."""

    def __init__(self, folder) -> None:
        self.made = Groups(Staffed())
        Prerequisite.objects.update(lifted_at=NOW)
        self.desk, self.folder = self.made.groups, folder
        self.by = acting(self.desk.reporter, DAY)
        self.rows = self.desk.right_rows(2)

    def brought(self, *rows, name="专业群.xlsx"):
        return previewed(self.desk.part, filled(self.desk.form, self.folder, *rows, name=name), self.by)

    def commit(self, brought, *, remove_absent=False):
        return commit_import(brought.pk, remove_absent=remove_absent, by=self.by, at=NOW, today=DAY)


@pytest.fixture
def ground(db, tmp_path, settings):
    settings.IMPORTED_FILES = tmp_path / "imports"
    return Ground(tmp_path)


def test_used_rows_the_file_does_not_have_are_named_and_not_removed(ground):
    free = ground.rows[1]
    brought = ground.brought(free | {"group_code": "QX99"})
    [words] = brought.held.values()
    assert "1.2.1" in words
    assert ground.made.majors.part.assignment.unit.title in words
    refused = ground.commit(brought, remove_absent=True)
    assert isinstance(refused, Refused)
    assert (refused.code, "1.2.1" in refused.reason) == ("R570", True)
    done(ground.commit(brought))
    assert not StagedRow.objects.filter(kind="removed").exists(), "without the removal the rest comes in"


def test_a_removal_is_done_once_nothing_uses_the_row(ground):
    brought = ground.brought(ground.rows[1])
    StagedRow.objects.filter(made_return=ground.made.majors.made).update(state="deleted")
    ground.made.majors.moved()
    done(ground.commit(brought, remove_absent=True))
    assert StagedRow.objects.get(kind="removed").uid == ground.made.used


def test_a_row_that_came_into_use_after_the_preview_is_compared_again(ground):
    free = ground.rows[1]
    brought = ground.brought(ground.rows[0])
    [major] = [one for one in ground.made.majors.right_rows(50) if one["group_name"] == free["group_name"]][
        :1
    ]
    ground.made.majors.added([major])
    refused = ground.commit(brought, remove_absent=True)
    assert isinstance(refused, Refused)
    assert refused.code == "R570"


def test_a_form_declared_empty_takes_no_file_and_says_what_lifts_it(desk):
    offer = Offer("a.xlsx", 5, "")
    late = previewed(desk.part, desk.book(award(1)), desk.by)
    done(declare_no_data(desk.part.pk, by=desk.by, at=NOW, today=DAY))
    answers = [
        begin_import(desk.part.pk, offer, by=desk.by, at=NOW, today=DAY),
        commit_import(late.pk, remove_absent=False, by=desk.by, at=NOW, today=DAY),
    ]
    assert [one.code for one in answers] == ["R550", "R550"]
    assert all("撤回声明" in one.reason for one in answers)
    assert read(late).state == "ready"


def test_a_row_locked_by_its_use_stays_out_of_the_import_and_the_others_come_in(ground_of_books):
    books, courses, by, folder = ground_of_books
    used, free = books.right_rows(2)
    name = next(field.name for field in books.form.fields if field.kind == "text" and not field.code_list)
    rows = [used | {name: "改过的名称甲"}, free | {name: "改过的名称乙"}]
    brought = previewed(books.part, filled(books.form, folder, *rows), by)
    assert (brought.counts["refused"], brought.counts["changed"]) == (1, 1)
    findings = table_of(brought, "findings").filter(rule=IN_USE)
    [message] = findings["message"]
    assert "N-JX-KC-02" in message
    assert courses.part.assignment.unit.title in message
    done(commit_import(brought.pk, remove_absent=False, by=by, at=NOW, today=DAY))
    assert StagedRow.objects.filter(kind="changed").count() == 1


@pytest.fixture
def ground_of_books(db, tmp_path, settings):
    """Two accepted textbooks, the first used by a course."""
    settings.IMPORTED_FILES = tmp_path / "imports"
    school = Staffed()
    school.published("national")
    Prerequisite.objects.update(lifted_at=NOW)
    books, courses = Desk("N-JX-KC-01", school), Desk("N-JX-KC-02", school)
    books.made.form.campaign.stages.update(starts_on=DAY)
    rows = books.right_rows(2)
    books.added(rows)
    done(accept_rows(books.part.pk, None, by=books.reviewer, at=AT, today=DAY))
    course = courses.right_rows(1)[0]
    courses.added([course | {"textbook_no": rows[0]["textbook_no"]}])
    return books, courses, acting(books.reporter, DAY), tmp_path
