"""What was said about a row goes with it where its key is corrected, in the grid and by a file."""

from itertools import count

import polars as pl
import pytest

from shucai.apps.filling.actions.following import follow_keys, moved_keys
from shucai.apps.filling.actions.importing import answer, commit_import, undo_import
from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.checking.found import row_hash
from shucai.apps.filling.checking.part import place_of_explanation, said_about
from shucai.apps.filling.models import Contribution, Explanation
from shucai.apps.filling.working import sealing_for, working_rows
from shucai.domain.problems import Refused
from shucai.domain.rows import UID, Changes, Edit
from tests.apps.filling.importing.conftest import award, desk, made_desk
from tests.builders.brought import DAY, NOW, committed, previewed, read

__all__ = ["desk", "made_desk"]
pytestmark = pytest.mark.django_db
RULE, WHY = "talent.1.1.7.example", "证书名称照原件填写，主管部门已核对"


class Said:
    """The rows of two awards, of which the first is explained."""

    def __init__(self, desk) -> None:
        self.desk, self.seq = desk, count(1)
        self.part = Contribution.objects.select_related(
            "made_return__form__campaign", "assignment__unit"
        ).get(pk=desk.part.pk)
        self.first = committed(desk.part, desk.book(award(1, award_name="示例荣誉l"), award(2)), desk.by)
        self.row = self.hash_of("示例荣誉l")
        self.say(self.row, WHY)

    @property
    def rows(self):
        self.part.made_return.refresh_from_db(fields=["revision"])
        return working_rows(self.part.made_return, at=NOW)

    @property
    def sealing(self):
        return sealing_for(self.part.made_return, at=NOW)

    def uid(self, name: str) -> str:
        return self.rows.frame.filter(pl.col("award_name") == name)[UID].item()

    def hash_of(self, name: str) -> str:
        row = self.rows.frame.filter(pl.col("award_name") == name).row(0, named=True)
        return row_hash(self.rows.form, row, self.sealing)

    def say(self, row: str, text: str, rule: str = RULE) -> None:
        Explanation.objects.create(
            school=self.desk.school.school,
            made_return=self.part.made_return,
            kind="explain",
            rule=rule,
            row=row,
            value="v" * 64,
            category="其他",
            text=self.sealing.seal(text, place_of_explanation(rule, row)),
            by_id=self.desk.by.person,
            at=NOW,
        )

    def type(self, name: str, **cells: str) -> None:
        typed = Changes("c" * 32, next(self.seq), edits=(Edit(self.uid(name), None, cells),))
        assert not isinstance(save(self.part.pk, typed, by=self.desk.by, at=NOW, today=DAY), Refused)

    def told(self) -> dict[str, str]:
        return {row: one.text for (_, row, _), one in said_about(self.part, at=NOW).items()}


@pytest.fixture
def said(desk):
    """Rows of which one is explained."""
    return Said(desk)


def test_it_goes_with_a_key_corrected_in_the_grid_and_back_with_it(said):
    said.type("示例荣誉l", award_name="示例荣誉1")
    corrected = said.hash_of("示例荣誉1")
    assert corrected != said.row
    assert said.told() == {corrected: WHY}
    said.type("示例荣誉1", award_name="示例荣誉l")
    assert said.told() == {said.row: WHY}


def test_it_stays_where_another_cell_is_typed(said):
    said.type("示例荣誉l", issuer="示例教育局")
    assert said.told() == {said.row: WHY}


def corrected_by_a_file(said):
    """Bring a file in that corrects the key of the row that is explained."""
    sent = previewed(said.part, said.desk.book(award(1), award(2), name="改好.xlsx"), said.desk.by)
    answered = answer(sent.pk, {"KEY": True}, by=said.desk.by, at=NOW)
    assert not isinstance(answered, Refused)
    done = commit_import(read(sent).pk, remove_absent=False, by=said.desk.by, at=NOW, today=DAY)
    assert not isinstance(done, Refused)
    assert done.counts["changed"] == 1
    return done


def test_it_goes_with_a_key_corrected_by_a_file(said):
    corrected_by_a_file(said)
    assert said.told() == {said.hash_of("示例荣誉1"): WHY}


def test_it_comes_back_with_the_old_key_where_the_file_is_undone(said):
    brought = corrected_by_a_file(said)
    undone = undo_import(brought.pk, by=said.desk.by, at=NOW, today=DAY)
    assert not isinstance(undone, Refused)
    assert said.hash_of("示例荣誉l") == said.row
    assert said.told() == {said.row: WHY}


def test_what_was_said_since_comes_back_with_it_too(said):
    brought = corrected_by_a_file(said)
    said.say(said.hash_of("示例荣誉1"), "后来写的说明，证书编号已核对", "talent.1.1.7.other")
    assert not isinstance(undo_import(brought.pk, by=said.desk.by, at=NOW, today=DAY), Refused)
    assert [*said.told()] == [said.row]
    assert {one.row for one in Explanation.objects.filter(withdrawn_at=None)} == {said.row}


def test_it_stays_where_a_row_typed_over_since_is_kept(said):
    brought = corrected_by_a_file(said)
    said.type("示例荣誉1", issuer="示例教育局")
    kept = undo_import(brought.pk, keep_later=True, by=said.desk.by, at=NOW, today=DAY)
    assert not isinstance(kept, Refused)
    assert said.told() == {said.hash_of("示例荣誉1"): WHY}


def test_of_two_rows_under_one_key_nobody_can_tell_whose_it_is(said):
    said.type("示例荣誉2", award_name="示例荣誉l", doc_no="示教〔2023〕1号")
    uids = said.rows.frame.filter(pl.col("award_name") == "示例荣誉l")[UID].to_list()
    assert len(uids) == 2
    assert moved_keys(said.rows, {uids[1]: {"award_name": "示例荣誉3"}}, said.sealing) == {}
    assert said.told() == {said.row: WHY}


def test_where_the_other_row_has_words_of_its_own_both_keep_theirs(said):
    other = said.hash_of("示例荣誉2")
    said.say(other, "另一行自己的说明，已向主管部门核对")
    before = said.told()
    follow_keys(said.part.made_return, {said.row: other}, said.sealing)
    assert said.told() == before


def test_two_rows_typed_into_one_key_at_once_are_saved_and_one_keeps_its_words_apart(said):
    other = said.hash_of("示例荣誉2")
    said.say(other, "另一行自己的说明，已向主管部门核对")
    same = {"award_name": "示例荣誉9", "doc_no": "示教〔2023〕9号", "award_ym": "2023-11"}
    edits = tuple(Edit(said.uid(name), None, same) for name in ("示例荣誉l", "示例荣誉2"))
    typed = Changes("c" * 32, next(said.seq), edits=edits)
    assert not isinstance(save(said.part.pk, typed, by=said.desk.by, at=NOW, today=DAY), Refused)
    row = said.rows.frame.filter(pl.col("award_name") == "示例荣誉9").row(0, named=True)
    new = row_hash(said.rows.form, row, said.sealing)
    assert len(said.told()) == 2
    assert len({said.row, other} & said.told().keys()) == 1
    assert new in said.told()


def test_what_was_taken_back_stays_where_it_was(said):
    Explanation.objects.update(withdrawn_at=NOW)
    said.type("示例荣誉l", award_name="示例荣誉1")
    assert set(Explanation.objects.values_list("row", flat=True)) == {said.row}
