"""A head reviews what the department supplies: its columns come first, what others fill stands behind and is not theirs."""

import re
from dataclasses import replace

import polars as pl
import pytest

from shucai.apps.campaigns.models import Assignment
from shucai.apps.filling.covering import key_digest_of
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.working import working_rows
from shucai.apps.review.models import Decision
from tests.builders.accepted import lay, texts_of
from tests.builders.people import logged_in
from tests.builders.school import tables
from tests.builders.schools import staffed
from tests.builders.staffed import AT
from tests.builders.standing import standing
from tests.builders.under_review import UnderReview

pytestmark = pytest.mark.django_db
CODE, COLUMN, BLANK = "1.1.7", "issuer", "remark"


class Supplied(UnderReview):
    """The part of a department that supplies one column of accepted rows, as they were filled before, submitted."""

    def __init__(self, school) -> None:
        school.published()
        lead = UnderReview(school, CODE)
        lay(lead.made.form, texts_of(tables().of(CODE)).head(2).with_columns(pl.lit(None).alias(BLANK)))
        unit = next(unit for unit in school.units.values() if unit != lead.part.assignment.unit)
        asked = Assignment.objects.create(form=lead.made.form, unit=unit, order=1, fields=[COLUMN, BLANK])
        Contribution.objects.create(
            school_id=lead.made.school_id, made_return=lead.made, assignment=asked, state_at=AT
        )
        super().__init__(school, CODE, order=1)
        self.submitted()


part = standing(staffed, Supplied)


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
