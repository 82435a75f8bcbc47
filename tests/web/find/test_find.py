"""查找: forms, fields, people and rules, by kind, and only what the viewer may see."""

import pytest

from shucai.apps.catalogue.actions import override_rule
from shucai.apps.organisation.models import Person
from shucai.domain.catalogue import Override
from tests.builders.organisation import done
from tests.builders.staffed import AT, Staffed, acting
from tests.web.campaigns.conftest import QUERIES, Visitor, words

pytestmark = pytest.mark.django_db


def test_a_form_of_a_running_campaign_leads_to_its_page_there(school, django_assert_max_num_queries):
    campaign = school.published()
    visitor = Visitor(school.planner)
    with django_assert_max_num_queries(QUERIES):
        page = visitor.get("/find/?q=2.11.1")
    form = campaign.forms.get(code="2.11.1")
    assert f'href="/campaigns/{campaign.pk}/forms/{form.pk}/"' in page
    assert "2.11.1 学校经费总收入表" in words(page)


def test_fields_people_and_rules_are_found_by_kind(school):
    visitor = Visitor(school.planner)
    assert "字段" in words(visitor.get("/find/?q=教师资格证编号"))
    told = words(visitor.get(f"/find/?q={school.reporters['财务处'].name}"))
    assert "人员" in told
    assert "财务处" in told
    assert "校验规则" in words(visitor.get("/find/?q=talent.F16"))


def test_first_letters_as_spoken_find_forms_fields_and_people(school):
    school.published()
    visitor = Visitor(school.planner)
    assert "2.11.1 学校经费总收入表" in words(visitor.get("/find/?q=xxjfzsr"))
    assert "学费收入" in words(visitor.get("/find/?q=XFSR"))
    person = school.reporters["财务处"]
    Person.objects.filter(pk=person.pk).update(name="欧阳示例")
    assert "欧阳示例" in words(visitor.get("/find/?q=oysl"))
    assert "欧阳示例" not in words(visitor.get("/find/?q=ys"))


def test_first_letters_find_nobody_whom_the_viewer_does_not_see(school):
    head = school.heads["团委"]
    Person.objects.filter(pk=head.pk).update(name="欧阳示例")
    assert f"/people/{head.pk}/" not in Visitor(school.reporters["财务处"]).get("/find/?q=oysl")


def test_the_way_to_the_rest_carries_what_was_typed(school):
    page = Visitor(school.planner).get("/find/?q=%E5%90%8D%20%E7%A7%B0")
    assert 'href="/forms/?q=%E5%90%8D+%E7%A7%B0"' in page


def test_people_of_another_school_are_not_found(school):
    stranger = Staffed("另一示例学校").reporters["财务处"]
    page = words(Visitor(school.planner).get(f"/find/?q={stranger.login}"))
    assert stranger.name not in page
    assert "没有找到" in page


def test_a_reporter_finds_only_people_whom_reporters_see(school):
    head = school.heads["团委"]
    assert f'href="/people/{head.pk}/"' not in Visitor(school.reporters["财务处"]).get(
        f"/find/?q={head.login}"
    )


def test_nothing_typed_and_nothing_found_say_what_to_do(school):
    visitor = Visitor(school.planner)
    assert "按表号、表名、字段" in words(visitor.get("/find/"))
    assert "没有找到“没有这样的东西”" in words(visitor.get("/find/?q=没有这样的东西"))


def test_every_page_has_the_box_to_search_in(school):
    assert 'action="/find/"' in Visitor(school.reporters["财务处"]).get("/")


@pytest.fixture
def checked(school):
    """The last check of a return of the finance department found something twice."""
    from shucai.apps.filling.models import CheckRun, Contribution

    campaign = school.published()
    part = Contribution.objects.get(
        made_return__form__campaign=campaign, made_return__form__code="2.11.1", assignment__order=0
    )
    rule = "talent.2.11.1.tuition.required"
    CheckRun.objects.create(
        school=school.school, made_return=part.made_return, revision=1, made_at=AT,
        counts={rule: 2}, severities={rule: "error"}, key=1, packed=b"",
    )  # fmt: skip
    return part


def test_what_a_check_found_leads_to_it_by_rule_and_by_words(school, checked):
    for typed in ("talent.2.11.1.tuition.required", "学费收入 不能为空"):
        page = Visitor(school.planner).get(f"/find/?q={typed}")
        assert "查出的问题 「学费收入」没有填写" in words(page)
        assert "2.11.1 学校经费总收入表，财务处，强制 2 处" in words(page)
        assert f'href="/filling/{checked.pk}/check/"' in page


def test_what_was_found_in_other_departments_is_not_told(school, checked):
    assert "强制 2 处" in words(Visitor(school.heads["财务处"]).get("/find/?q=学费收入"))
    assert "强制 2 处" not in words(Visitor(school.heads["团委"]).get("/find/?q=学费收入"))


def test_a_rule_that_is_there_by_the_schools_own_adjustment_is_found_too(school):
    from shucai.apps.filling.models import CheckRun, Return

    form, field = "1.4.1", "native_place"
    made = Return.objects.get(form__campaign=school.published(), form__code=form)
    wanted = Override("required", field, value=True)
    done(override_rule(f"talent.{form}", wanted, reason="学校统计籍贯", by=acting(school.planner), at=AT))
    rule = f"talent.{form}.{field}.required"
    CheckRun.objects.create(
        school=school.school, made_return=made, revision=1, made_at=AT, counts={rule: 3},
        severities={rule: "error"}, key=1, packed=b"",
    )  # fmt: skip
    assert "查出的问题 「籍贯」没有填写" in words(Visitor(school.planner).get(f"/find/?q={rule}"))
