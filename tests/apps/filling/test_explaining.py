"""Explaining, ticking and disputing findings: bound to rule, row and value; asked again only when the value moved."""

from dataclasses import dataclass

import polars as pl
import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.filling.actions.disputing import Disputed, answer_disputes, dispute
from shucai.apps.filling.actions.explaining import Words, explain, tick, withdraw_explanation
from shucai.apps.filling.checking import PartFindings, part_findings
from shucai.apps.filling.models import Contribution, Dispute, Explanation
from shucai.apps.organisation.models import Person
from shucai.domain.problems import Refused
from tests.builders.accepted import before, lay, texts_of
from tests.builders.school import tables
from tests.builders.staffed import AT, TODAY, Staffed, acting

pytestmark = pytest.mark.django_db
MAJORS, TEACHING = "0.1.1", "教学管理处"
SOURCE_TYPE = "talent.0.1.1.student_source_type.c1"
AS_LAST_YEAR = "talent.0.1.1.rows.G12"
WHY = "该专业与示例大学联合培养，层次按协议填写"


@dataclass
class Majors:
    """The majors of a school, of which the first is explained and the second ticked, or not yet."""

    school: Staffed
    part: Contribution
    reporter: Person
    texts: pl.DataFrame

    def lay(self, texts: pl.DataFrame | None = None) -> None:
        frame = self.texts if texts is None else texts
        lay(self.part.made_return.form, frame)
        self.part.made_return.refresh_from_db(fields=["revision"])

    def form_last_year(self) -> CampaignForm:
        was = before(self.part.made_return.form.campaign)
        return CampaignForm.objects.create(campaign=was, code=MAJORS, stage=was.stages.first(), position=1)

    def seen(self) -> PartFindings:
        return part_findings(self.part, at=AT, today=TODAY)

    def of(self, rule: str) -> pl.DataFrame:
        return self.seen().frame.filter(rule=rule)

    def explain(self, text: str = WHY, category: str = "特殊情况", ids: list[str] | None = None):
        found = self.of(SOURCE_TYPE)["id"].to_list() if ids is None else ids
        return explain(
            self.part.pk, Words(found, category, text), by=acting(self.reporter), at=AT, today=TODAY
        )


@pytest.fixture
def majors(school):
    school.published().forms.filter(code=MAJORS).update(collected_by=None)
    read = Contribution.objects.select_related("made_return__form__campaign", "assignment__unit")
    part = read.get(made_return__form__code=MAJORS, assignment__order=0)
    texts = texts_of(tables().of(MAJORS))
    undergraduate = pl.int_range(pl.len()) < 2
    texts = texts.with_columns(
        pl.when(undergraduate)
        .then(pl.lit(bachelor(part)))
        .otherwise("student_source_type")
        .alias("student_source_type"),
    )
    one = Majors(school, part, school.reporters[TEACHING], texts)
    one.lay()
    return one


def bachelor(part) -> str:
    """Return a source of students of the level of a bachelor, for which the level of the programme is wrong here."""
    from shucai.toolkit import catalogue

    field = catalogue().form_at("talent", MAJORS, 2024).by_name["student_source_type"]
    return next(c.code for c in catalogue().code_lists[field.code_list].codes if "本科" in c.label)


def test_an_explained_finding_is_no_longer_open(majors):
    assert majors.of(SOURCE_TYPE)["open"].to_list() == [True, True]
    assert majors.explain() == 2
    assert majors.of(SOURCE_TYPE)["open"].to_list() == [False, False]
    told = majors.seen().said
    assert {one.text for one in told.values()} == {WHY}
    assert WHY not in "".join(Explanation.objects.values_list("text", flat=True)), "the words are sealed"
    entry = Entry.objects.latest("number")
    assert entry.facts["did"] == "解释问题"


def test_an_explanation_survives_a_new_import_of_the_same_rows(majors):
    majors.explain()
    majors.lay(majors.texts.reverse())
    assert not majors.of(SOURCE_TYPE)["open"].any()


def test_a_value_that_moved_is_asked_about_again(majors):
    majors.explain()
    moved = pl.int_range(pl.len()) == majors.of(SOURCE_TYPE)["number"][0] - 1
    other = pl.when(moved).then(pl.lit("2")).otherwise("program_level").alias("program_level")
    majors.lay(majors.texts.with_columns(other))
    assert majors.of(SOURCE_TYPE)["open"].sum() == 1


def test_a_withdrawn_explanation_is_asked_for_again(majors):
    majors.explain()
    ids = majors.of(SOURCE_TYPE)["id"].to_list()[:1]
    assert withdraw_explanation(majors.part.pk, ids, by=acting(majors.reporter), at=AT, today=TODAY) == 1
    assert majors.of(SOURCE_TYPE)["open"].sum() == 1


@pytest.mark.parametrize(
    ("text", "category", "code"),
    [("情况属实。", "特殊情况", "R601"), (WHY, "随便", "R602"), (WHY * 40, "其他", "R214")],
)
def test_words_that_say_nothing_are_refused(majors, text, category, code):
    answer = majors.explain(text, category)
    assert isinstance(answer, Refused)
    assert answer.code == code
    assert not Explanation.objects.exists()


def test_an_error_cannot_be_explained_and_a_finding_that_is_gone_is_told(majors):
    majors.lay(majors.texts.with_columns(pl.lit(None, pl.String).alias("major_name")))
    wrong = majors.of("talent.0.1.1.major_name.required")["id"].to_list()
    assert majors.explain(ids=wrong).code == "R604"
    assert majors.explain(ids=["talent.0.1.1.major_name.required/nobody"]).code == "R603"
    assert majors.explain(ids=[]).code == "R603"


def test_a_confirmation_is_ticked_and_unticked(majors):
    lay(majors.form_last_year(), majors.texts)
    ids = majors.of(AS_LAST_YEAR)["id"].to_list()
    assert ids
    by = acting(majors.reporter)
    assert tick(majors.part.pk, ids, ticked=True, by=by, at=AT, today=TODAY) >= 1
    assert not majors.of(AS_LAST_YEAR)["open"].any()
    tick(majors.part.pk, ids, ticked=False, by=by, at=AT, today=TODAY)
    assert majors.of(AS_LAST_YEAR)["open"].all()


def test_somebody_else_explains_nothing_here(majors):
    stranger = majors.school.reporters["团委"]
    ids = majors.of(SOURCE_TYPE)["id"].to_list()
    answer = explain(majors.part.pk, Words(ids, "其他", WHY), by=acting(stranger), at=AT, today=TODAY)
    assert answer.code == "R101"


def test_a_rule_is_disputed_once_and_the_lead_office_answers(majors):
    uid = majors.of(SOURCE_TYPE)["uid"][0]
    by, said = acting(majors.reporter), Disputed(SOURCE_TYPE, uid, "联合培养的专业不适用这条")
    raised = dispute(majors.part.pk, said, by=by, at=AT, today=TODAY)
    assert isinstance(raised, Dispute)
    assert dispute(majors.part.pk, said, by=by, at=AT, today=TODAY).code == "R606"
    unknown = Disputed("talent.0.1.1.nothing", uid, "没有这条规则吧")
    assert dispute(majors.part.pk, unknown, by=by, at=AT, today=TODAY).code == "R605"
    assert dispute(majors.part.pk, Disputed(SOURCE_TYPE, "", "错"), by=by, at=AT, today=TODAY).code == "R304"
    assert answer_disputes(SOURCE_TYPE, "规则照旧，请写明协议名称", by=by, at=AT).code in {"R101", "R102"}
    assert (
        answer_disputes(SOURCE_TYPE, "规则照旧，请写明协议名称", by=acting(majors.school.planner), at=AT) == 1
    )
    assert dispute(majors.part.pk, said, by=by, at=AT, today=TODAY).code == "R607"
    assert (
        answer_disputes(SOURCE_TYPE, "再答复一次试试", by=acting(majors.school.planner), at=AT).code == "R101"
    )
