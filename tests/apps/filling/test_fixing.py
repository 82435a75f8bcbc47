"""Sex and day of birth as the identity number tells them: offered for all rows at once, in the grid and with a file."""

import pytest

from shucai.apps.campaigns.models import Prerequisite
from shucai.apps.filling.actions.fixing import fix_rule
from shucai.apps.filling.actions.importing import answer, commit_import
from shucai.apps.filling.bringing.opened import open_questions, questions_of
from shucai.apps.filling.checking.fixing import fixes_of, words_of_fix
from shucai.apps.filling.checking.part import part_findings
from shucai.apps.filling.working import working_rows
from shucai.domain.problems import Refused
from shucai.domain.rows.told import told_cells
from shucai.toolkit import catalogue
from tests.builders.brought import DAY, NOW, met, previewed, read
from tests.builders.organisation import done
from tests.builders.staffed import Staffed, acting
from tests.builders.staging import Desk
from tests.builders.workbooks import filled

pytestmark = pytest.mark.django_db
WRONG = {"1": "2", "2": "1"}


@pytest.fixture
def desk(db, tmp_path, settings):
    """The desk of the form of new students, which may begin."""
    settings.IMPORTED_FILES = tmp_path / "imports"
    school = Staffed()
    school.published()
    Prerequisite.objects.update(lifted_at=NOW)
    return Desk("1.5.4", school)


def dirty(desk) -> tuple[list[dict], list[dict]]:
    """Right rows, and the same with sex and day of birth blank or against the number; in the last the number is wrong."""
    right = desk.right_rows(5)
    rows = [dict(row) for row in right]
    rows[0]["gender"] = rows[1]["birth_date"] = None
    rows[2]["gender"] = WRONG[rows[2]["gender"]]
    rows[3]["birth_date"] = "2001-01-01"
    last = rows[4]["id_no"][-1]
    rows[4] |= {"id_no": rows[4]["id_no"][:-1] + ("1" if last != "1" else "2"), "gender": None}
    return right, rows


def there(desk) -> dict[str, tuple[str | None, str | None]]:
    frame = working_rows(desk.made, at=NOW).frame
    return {
        no: (sex, born) for no, sex, born in frame.select("student_no", "gender", "birth_date").iter_rows()
    }


def told(rows: list[dict]) -> dict[str, tuple[str | None, str | None]]:
    return {row["student_no"]: (row["gender"], row["birth_date"]) for row in rows}


def test_findings_of_the_number_are_corrected_for_all_rows_at_once(desk):
    right, rows = dirty(desk)
    desk.added(rows)
    by = acting(desk.reporter, DAY)
    seen = part_findings(desk.part, at=NOW, today=DAY)
    fixes = fixes_of(working_rows(desk.made, at=NOW), seen.frame)
    count = {".".join(rule.split(".")[-2:]): len(found) for rule, found in fixes.items()}
    assert count == {"gender.required": 1, "birth_date.required": 1, "gender.c1": 1, "birth_date.c1": 1}
    words = words_of_fix("talent.1.5.4.gender.required", desk.form, 1)
    assert words == "1 处可以按身份证件号码填上「性别」"
    for rule in fixes:
        assert not isinstance(fix_rule(desk.part.pk, rule, by=by, at=NOW, today=DAY), Refused)
    expected = told(right)
    last = right[4]["student_no"]
    expected[last] = (None, right[4]["birth_date"])
    assert there(desk) == expected, "a number that does not hold tells nothing"


def test_a_file_offers_them_before_it_is_committed(desk, tmp_path):
    right, rows = dirty(desk)
    by = acting(desk.reporter, DAY)
    brought = previewed(desk.part, filled(desk.form, tmp_path, *rows), by)
    asked = questions_of(brought).select("cause", "count", "is_repair").sort("cause").rows()
    assert asked == [
        ("FIX+blank@birth_date", 1, True), ("FIX+blank@gender", 1, True),
        ("FIX+other@birth_date", 1, True), ("FIX+other@gender", 1, True),
    ]  # fmt: skip
    assert open_questions(brought, met(brought)) == 0, "they may be left"
    yes = {cause: True for cause, _, _ in asked if "blank" in cause}
    read(done(answer(brought.pk, yes, by=by, at=NOW)))
    done(commit_import(brought.pk, remove_absent=False, by=by, at=NOW, today=DAY))
    expected = told(rows)
    for place in (0, 1):
        expected[rows[place]["student_no"]] = told(right)[right[place]["student_no"]]
    assert there(desk) == expected, "what contradicts the number stays as long as nobody agrees"


def test_a_form_without_such_rules_is_told_nothing(desk):
    form = Desk("1.1.7", desk.school).form
    texts = working_rows(Desk("1.1.7", desk.school).made, at=NOW).frame
    assert told_cells(form, texts, catalogue().code_lists).is_empty()
