"""A head reviews what the department supplies: its columns come first, what others fill stands behind and is not theirs."""

import re
from dataclasses import replace

import polars as pl
import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.campaigns.models import Assignment
from shucai.apps.filling.covering import key_digest_of
from shucai.apps.filling.models import Contribution, Receipt
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.working import working_rows
from shucai.apps.review.models import Decision
from shucai.web.workbench import views as workbench
from tests.builders.accepted import lay, texts_of
from tests.builders.people import logged_in
from tests.builders.school import tables
from tests.builders.schools import staffed
from tests.builders.staffed import AT
from tests.builders.staging import FILLING
from tests.builders.standing import standing
from tests.builders.under_review import UnderReview

pytestmark = pytest.mark.django_db
CODE, COLUMN, BLANK = "1.1.7", "issuer", "remark"


class Supplied(UnderReview):
    """The part of a department that supplies one column of accepted rows, as they were filled before, submitted."""

    def __init__(self, school) -> None:
        school.published()
        lead = UnderReview(school, CODE)
        lay(
            lead.made.form,
            texts_of(tables().of(CODE)).head(2).with_columns(pl.lit(None, pl.String).alias(BLANK)),
        )
        unit = next(unit for unit in school.units.values() if unit != lead.part.assignment.unit)
        asked = Assignment.objects.create(form=lead.made.form, unit=unit, order=1, fields=[COLUMN, BLANK])
        Contribution.objects.create(
            school_id=lead.made.school_id, made_return=lead.made, assignment=asked, state_at=AT
        )
        super().__init__(school, CODE, order=1)
        self.submitted()


part = standing(staffed, Supplied)


@pytest.fixture(autouse=True)
def _on(monkeypatch):
    monkeypatch.setattr(workbench, "today", lambda: FILLING)


def shown(part) -> str:
    answer = logged_in(part.head).get(f"/review/{part.part.pk}/?slice=all")
    assert answer.status_code == 200
    return answer.content.decode()


def test_its_own_columns_are_shown_at_once_and_those_of_others_behind(part):
    card = shown(part).split('<article class="row-card')[1]
    first, more = card.split('<details class="more-cells">')
    titles = [part.form.by_name[name].title for name in (COLUMN, BLANK)]
    assert re.findall(r"<dt>(.*?)</dt>", first) == titles
    assert not {*titles} & {*re.findall(r"<dt>(.*?)</dt>", more)}


def test_a_cell_that_others_fill_is_not_pointed_at(part):
    pointed = set(re.findall(r'data-pin="\w{32}/(\w*)"', shown(part)))
    assert pointed == {"", COLUMN, BLANK}


def test_the_head_approves_the_columns(part):
    assert isinstance(part.approve(), Decision)
    assert part.now().state == "department_approved"


def test_a_row_added_to_what_it_supplies_columns_of_drops_its_approval_and_it_is_said(part):
    part.approve()
    lead = UnderReview(part.school, CODE)
    added = lead.right_rows(3)[2]
    lead.window.add({name: text for name, text in added.items() if name not in {COLUMN, BLANK}})
    made = lead.submitted()
    unit = part.part.assignment.unit.title
    receipt = Receipt.objects.latest("pk")
    assert receipt.counts["dropped"] == [unit]
    assert Entry.objects.filter(action="check").latest("number").facts["dropped"] == [unit]
    assert (made.states()[0], part.states()[0]) == ("checked", "filling")
    assert "其他部门的改动使原来的审核失效" in logged_in(part.reporter).get("/").content.decode()
    for page in (f"/filling/{part.part.pk}/", f"/review/{part.part.pk}/"):
        assert "提交的改动使原来的审核失效" in logged_in(part.reporter).get(page).content.decode()
    own = logged_in(lead.reporter).get(f"/filling/{lead.part.pk}/check/").content.decode()
    assert f"这次提交的改动使{unit}原来的审核失效" in own


def test_the_leaders_approval_covers_its_own_key_columns_only(part):
    part.key(fields=(COLUMN, "award_level"))
    rows, scope = working_rows(part.made, at=AT), scope_of(part.now())
    covered = key_digest_of(part.now(), rows, scope)
    elsewhere, here = (
        replace(rows, frame=rows.frame.with_columns(pl.lit("示例").alias(name)))
        for name in ("award_level", COLUMN)
    )
    assert key_digest_of(part.now(), elsewhere, scope) == covered
    assert key_digest_of(part.now(), here, scope) != covered
