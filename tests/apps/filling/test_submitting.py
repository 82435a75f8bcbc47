"""Submitting a part: what is lacking is told, a receipt binds what was submitted, and it can be taken back in time."""

from datetime import date

import polars as pl
import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.filling.actions.submitting import submit_part, withdraw_part
from shucai.apps.filling.checking import part_findings
from shucai.apps.filling.checking.lacking import lacks_of
from shucai.apps.filling.models import Contribution, Declaration, Receipt, Return, StagedRow
from shucai.apps.filling.working import working_rows
from shucai.domain.problems import Refused
from tests.builders.accepted import lay, texts_of
from tests.builders.school import tables
from tests.builders.schools import STAFFED
from tests.builders.staffed import AT, Staffed, acting
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db
DAY = date(2024, 9, 4)
AWARDS, OFFICE = "1.1.7", "校长办公室"


class Awards:
    """The awards of a school, as its reporter left them."""

    def __init__(self, school: Staffed) -> None:
        school.published()
        self.school = school
        self.part = Contribution.objects.select_related("made_return__form__campaign").get(
            made_return__form__code=AWARDS, assignment__order=0
        )
        self.texts = texts_of(tables().of(AWARDS))
        self.begun()

    def begun(self) -> None:
        Contribution.objects.filter(pk=self.part.pk).update(state="filling")
        Return.objects.filter(pk=self.part.made_return_id).update(state="filling")
        self.part = Contribution.objects.select_related("made_return__form__campaign").get(pk=self.part.pk)

    def submit(self, person=None):
        by = acting(person or self.school.reporters[OFFICE], DAY)
        return submit_part(self.part.pk, by=by, at=AT, today=DAY)

    def withdraw(self):
        return withdraw_part(self.part.pk, by=acting(self.school.reporters[OFFICE], DAY), at=AT, today=DAY)

    def states(self) -> tuple[str, str]:
        return tuple(
            Contribution.objects.filter(pk=self.part.pk).values_list("state", "made_return__state").get()
        )


awards = standing(*STAFFED, Awards)


def test_a_clean_part_is_submitted_with_a_receipt(awards):
    lay(awards.part.made_return.form, awards.texts)
    receipt = awards.submit()
    assert isinstance(receipt, Receipt), receipt.reason
    assert receipt.rows == awards.texts.height
    assert len(receipt.digest) == 64
    assert awards.states() == ("checked", "checked")
    entry = Entry.objects.latest("number")
    assert entry.action == "check"
    assert entry.facts["digest"] == receipt.digest


def test_the_receipt_tells_another_content_apart(awards):
    lay(awards.part.made_return.form, awards.texts)
    first = awards.submit()
    awards.withdraw()
    awards.begun()
    lay(awards.part.made_return.form, awards.texts.with_columns(pl.lit("示教〔2024〕99号").alias("doc_no")))
    second = awards.submit()
    assert first.digest != second.digest
    assert Receipt.objects.filter(withdrawn_at=None).get() == second


def test_nothing_is_submitted_while_an_error_stands(awards):
    lay(awards.part.made_return.form, awards.texts.with_columns(pl.lit(None, pl.String).alias("issuer")))
    refused = awards.submit()
    assert isinstance(refused, Refused)
    assert refused.code == "R608"
    assert "强制" in refused.reason
    assert "第 1 行" in refused.reason
    assert awards.states() == ("filling", "filling")


def test_a_part_without_rows_needs_a_declaration(awards):
    assert "声明本表无数据" in awards.submit().reason
    Declaration.objects.create(
        school=awards.part.school,
        contribution=awards.part,
        kind="no_data",
        words="本年度没有获奖",
        signed_by=awards.school.reporters[OFFICE],
        signed_at=AT,
    )
    assert isinstance(awards.submit(), Receipt)


def test_only_who_fills_submits_and_only_once(awards):
    lay(awards.part.made_return.form, awards.texts)
    assert awards.submit(awards.school.heads[OFFICE]).code == "R102"
    assert awards.submit(awards.school.reporters["团委"]).code == "R101"
    awards.submit()
    assert awards.submit().code == "R401"


def test_it_is_taken_back_until_the_head_began(awards):
    lay(awards.part.made_return.form, awards.texts)
    awards.submit()
    assert awards.withdraw().state == "filling"
    assert awards.states() == ("filling", "filling")
    awards.submit()
    StagedRow.objects.create(
        school=awards.part.school,
        made_return=awards.part.made_return,
        contribution=awards.part,
        uid="a" * 32,
        kind="changed",
        state="accepted",
        position=1,
        made_at=AT,
        decided_at=AT,
    )
    assert awards.withdraw().code == "R610"


def test_what_is_lacking_is_listed_with_its_first_place(awards):
    lay(
        awards.part.made_return.form,
        awards.texts.with_columns(
            pl.when(pl.int_range(pl.len()) == 1).then(None).otherwise("doc_no").alias("issuer"),
        ),
    )
    seen = part_findings(awards.part, at=AT, today=DAY)
    lacks = lacks_of(awards.part, seen, working_rows(awards.part.made_return, at=AT))
    assert {one.kind for one in lacks} <= {"error", "explain", "confirm"}
    assert lacks[0].kind == "error"
    assert lacks[0].first.startswith("第 2 行")
