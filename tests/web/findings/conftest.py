"""A part of a return with rows in which something is wrong, and browsers of its people on a day of filling."""

import json
from datetime import date

import polars as pl
import pytest

from shucai.apps.filling.models import Contribution
from tests.builders.accepted import before, lay, texts_of
from tests.builders.school import tables
from tests.builders.schools import staffed
from tests.builders.standing import standing
from tests.web.campaigns.conftest import Visitor, on, school, words

__all__ = ["on", "school", "words"]
DAY = date(2024, 9, 4)
AWARDS, OFFICE = "1.1.7", "校长办公室"


class Part:
    """The awards of a school: three rows, and what the department says of them."""

    reporter: Visitor

    def __init__(self, school) -> None:
        self.school = school
        self.campaign = school.published()
        self.made = Contribution.objects.select_related("made_return__form__campaign").get(
            made_return__form__code=AWARDS, assignment__order=0
        )
        self.texts = texts_of(tables().of(AWARDS))
        self.base = f"/filling/{self.made.pk}/"
        self.begun()

    def begun(self) -> None:
        Contribution.objects.filter(pk=self.made.pk).update(state="filling")

    def lay(self, **cells: str | None) -> list[str]:
        """Lay the rows, cells of the first one typed over."""
        first = pl.int_range(pl.len()) == 0
        texts = self.texts.with_columns(
            pl.when(first).then(pl.lit(text)).otherwise(name).alias(name) for name, text in cells.items()
        )
        return lay(self.made.made_return.form, texts)["#uid"].to_list()

    def lay_last_year(self, rows: int) -> None:
        """Lay so many rows for last year."""
        from shucai.apps.campaigns.models import CampaignForm

        was = before(self.campaign)
        named = {"campaign": was, "code": AWARDS}
        form, _ = CampaignForm.objects.get_or_create(
            **named, defaults={"stage": was.stages.first(), "position": 1}
        )
        many = pl.concat([self.texts] * 40).head(rows)
        lay(form, many.with_columns(pl.int_range(pl.len()).cast(pl.String).alias("award_name")))

    def findings(self, visitor: Visitor | None = None) -> dict:
        return json.loads((visitor or self.reporter).get(f"{self.base}findings/"))

    def rule(self, ending: str) -> dict:
        return next(one for one in self.findings()["rules"] if one["rule"].endswith(ending))

    def send(self, path: str, status: int = 200, visitor: Visitor | None = None, **body: object) -> dict:
        answer = (visitor or self.reporter).browser.post(
            f"{self.base}findings/{path}/", json.dumps(body), content_type="application/json"
        )
        assert answer.status_code == status, answer.content.decode()
        return json.loads(answer.content)


made_part = standing(staffed, Part)


@pytest.fixture
def part(made_part, on):
    on(DAY)
    made_part.reporter = Visitor(made_part.school.reporters[OFFICE])
    return made_part
