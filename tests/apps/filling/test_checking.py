"""The checks of a return over its working rows and the accepted rows of other forms, of both platforms and last year."""

import polars as pl
import pytest

from shucai.apps.filling.checking import found_of, row_findings, run_checks
from shucai.apps.filling.checking.around import around, sources_of
from shucai.apps.filling.checking.found import eased_rules
from shucai.apps.filling.models import CheckRun, Return
from shucai.apps.filling.working import definition_of, working_rows
from shucai.domain.catalogue import Source
from tests.builders.accepted import lay, lay_tables, texts_of
from tests.builders.school import tables
from tests.builders.staffed import AT, Staffed
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db
LINKED = ("1.1.2", "1.1.4", "1.3.1", "1.4.1", "1.4.2", "1.6.1", "2.1.1", "2.9.1", "2.9.2", "2.9.3")
TODAY = AT.date()


class Ground:
    """A school with both campaigns published; forms get their accepted rows when they are asked for."""

    def __init__(self) -> None:
        school = Staffed()
        self.campaigns = {name: school.published(name) for name in ("talent", "national")}

    def made(self, code: str) -> Return:
        return Return.objects.select_related("form__campaign").get(form__code=code)

    def surrounded(self, code: str) -> Return:
        """Return the return of a form with everything it is compared with accepted."""
        made = self.made(code)
        definition = definition_of(made)
        lay_tables(self.campaigns, tables(), {*sources_of(definition), Source(definition.platform, code)})
        return made


ground = standing(Ground)


def test_ten_linked_forms_of_the_invented_school_have_nothing_to_say(ground):
    for code in LINKED:
        made = ground.surrounded(code)
        found = run_checks(made, at=AT, today=tables().at.year.ends)
        wrong = found.frame.filter(pl.col("severity").is_in(["error", "explain"]))
        assert wrong.is_empty(), (code, wrong.select("rule", "message").head(5).to_dicts())
        assert found.summary["skipped"] == 0, (code, found.summary["causes"])
        assert found.summary["passed"] > 0


def spoilt(code: str, cells: dict[str, str | None], row: int = 0) -> pl.DataFrame:
    """Return the rows of a form of the invented school with cells of one row typed over."""
    texts = texts_of(tables().of(code))
    return texts.with_columns(
        pl.when(pl.int_range(pl.len()) == row).then(pl.lit(text)).otherwise(name).alias(name)
        for name, text in cells.items()
    )


def test_faults_in_the_rows_are_found_with_their_rows(ground):
    made = ground.surrounded("1.1.7")
    frame = lay(made.form, spoilt("1.1.7", {"award_name": None, "award_level": "宇宙级"}, row=1))
    found = run_checks(made, at=AT, today=TODAY)
    rules = set(found.frame.filter(uid=frame["#uid"][1])["rule"])
    assert {"talent.1.1.7.award_name.required", "talent.1.1.7.award_level.code_list"} <= rules
    assert set(found.frame["number"]) == {2}


def test_a_form_of_which_nothing_was_accepted_is_not_at_hand(ground):
    made = ground.made("1.4.2")
    lay(made.form, texts_of(tables().of("1.4.2")))
    found = run_checks(made, at=AT, today=TODAY)
    assert found.summary["skipped"] > 0
    assert any("需要" in cause for cause, _ in found.summary["causes"])


def test_a_return_without_rows_passes_nothing(ground):
    found = run_checks(ground.made("1.1.7"), at=AT, today=TODAY)
    assert (found.summary["passed"], found.summary["failed"]) == (0, 0)
    assert found.summary["skipped"] == found.summary["total"] > 0


def test_checks_run_again_only_when_rows_or_what_they_are_compared_with_changed(ground):
    made = ground.surrounded("1.4.2")
    first = found_of(made, at=AT, today=TODAY)
    assert found_of(made, at=AT, today=TODAY) is first
    other = next(one for one in around(made, first.form).neighbours.values() if one.form.code == "0.1.4")
    lay(other.form, texts_of(tables().of("0.1.4")).head(3))
    again = found_of(made, at=AT, today=TODAY)
    assert again.stamp != first.stamp
    assert again.frame.height > first.frame.height
    assert CheckRun.objects.get(made_return=made).counts == again.counts


def test_the_stored_run_is_sealed_and_read_again(ground):
    from shucai.apps.formal.kept import forget_everything

    made = ground.surrounded("1.1.7")
    lay(made.form, spoilt("1.1.7", {"award_name": None}))
    found = found_of(made, at=AT, today=TODAY)
    forget_everything()
    again = found_of(made, at=AT, today=TODAY)
    assert again is not found
    assert again.frame.equals(found.frame)


def test_what_forms_say_of_each_other_is_a_note_while_they_are_filled(ground):
    made = ground.surrounded("1.4.2")
    other = next(
        one for one in around(made, definition_of(made)).neighbours.values() if one.form.code == "0.1.4"
    )
    lay(other.form, texts_of(tables().of("0.1.4")).head(3))
    found = run_checks(made, at=AT, today=TODAY)
    eased = found.frame.filter(pl.col("rule").is_in(list(eased_rules(found.form))))
    while_filling = found.shown(filling=True).filter(pl.col("rule").is_in(list(eased_rules(found.form))))
    assert set(while_filling["now"]) <= {"note"}
    assert found.shown(filling=False)["now"].to_list() == found.frame["severity"].to_list()
    assert eased.height == while_filling.height


@pytest.mark.parametrize("code", ["1.1.7", "1.4.1", "2.1.1"])
def test_some_rows_are_found_wrong_as_the_full_run_finds_them(ground, code):
    made = ground.surrounded(code)
    form = definition_of(made)
    texts = texts_of(tables().of(code))
    spoil = {name: texts[name][2] for name in form.primary_key}
    frame = lay(made.form, spoilt(code, spoil, row=0))
    uids = frame["#uid"].head(20).to_list()
    some = row_findings(made, uids, at=AT, today=TODAY)
    full = run_checks(made, at=AT, today=TODAY).frame.filter(pl.col("uid").is_in(uids))
    full = full.filter(pl.col("rule").is_in(some["rule"].implode()))
    assert some.height > 0
    assert (
        some.select("uid", "rule", "message")
        .sort(pl.all())
        .equals(full.select("uid", "rule", "message").sort(pl.all()))
    )
    assert working_rows(made, at=AT).frame.height == frame.height
