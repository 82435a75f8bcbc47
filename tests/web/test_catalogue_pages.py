"""CAT-1, CAT-2: every form, code list and department has its page; what is looked for is found."""

import re

import pytest
from django.utils.html import escape

from shucai import toolkit
from shucai.toolkit.derive import derivation_plans
from shucai.toolkit.indicators import indicator_plans
from shucai.web.catalogue import queries
from shucai.web.catalogue.derivation_words import is_computed


def body(visitor, path, **query):
    answer = visitor.get(path, query)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_every_form_has_a_page_that_names_its_fields_and_departments(visitor):
    for form in queries.current_forms():
        page = body(visitor, f"/forms/{form.code}/")
        assert form.title in page
        assert all(f'id="{field.name}"' in page for field in form.fields), form.code
        assert all(department.unit in page for department in form.departments), form.code


def test_a_field_says_which_column_its_values_are_taken_from_where_its_title_does_not(visitor):
    page = body(visitor, "/forms/2.19.4/")
    leader = page[page.index('id="leader_no"') : page.index('id="head_no"')]
    head = page[page.index('id="head_no"') : page.index('id="fulltime_staff"')]
    assert "与其中的「教工号」一致" in leader
    assert "取自 0.1.3" in head
    assert "一致" not in head


def test_every_form_has_a_page_that_names_its_checks_each_with_an_example(visitor):
    for form in queries.current_forms():
        page = body(visitor, f"/forms/{form.code}/checks/")
        rules = toolkit.checks_of(form)
        assert all(f'id="{rule.id}"' in page for rule in rules), form.code
        passing = '<td class="vals" data-k="通过">'
        assert page.count(f"{passing}<span") == page.count(passing), form.code
        articles = page.split('<article class="check"')[1:]
        assert all('<table class="ex"' in article for article in articles), form.code
        assert len(articles) + page.count(passing) == len(rules), form.code


def test_examples_stand_beside_the_rows_of_the_forms_they_look_at(visitor):
    page = body(visitor, "/forms/1.4.1/checks/")
    one = page.split('id="talent.1.4.1.staff_no.reference"')[1].split("</article>")[0]
    assert [one.count(verdict) for verdict in ("通过</span>", "不通过</span>", "未定</span>")] == [2, 1, 1]
    assert "0.1.3 校内教师基础信息表" in one


def test_a_form_that_follows_from_others_says_how(visitor):
    computed = [form for form in queries.current_forms() if is_computed(form)]
    assert computed
    for form in computed:
        assert f"/forms/{form.code}/rows/" in body(visitor, f"/forms/{form.code}/")
        page = body(visitor, f"/forms/{form.code}/rows/")
        for plan in derivation_plans():
            if plan.form is form:
                titles = [form.by_name[name].title for part in plan.derivation.parts for name in part.columns]
                assert all(f'<th scope="row">{escape(title)}</th>' in page for title in titles), form.code
    typed = next(form for form in queries.current_forms() if not is_computed(form))
    assert visitor.get(f"/forms/{typed.code}/rows/").status_code == 404


def test_every_indicator_says_what_it_is_made_of(visitor):
    page = body(visitor, "/indicators/")
    for plan in indicator_plans():
        one = plan.indicator
        part = page.split(f'id="{one.platform}.{one.id}"')[1].split("</article>")[0]
        assert one.title in part
        assert all(source.code in part for source in one.sources)


def test_every_workflow_says_its_steps_and_when_they_are_done(visitor):
    page = body(visitor, "/workflows/")
    for workflow in toolkit.workflows().values():
        for _, statement in workflow.statements():
            assert statement.title in page
        for step in workflow.steps:
            codes = (*step.needs, *step.forms, *step.derived, *step.missing)
            assert all(f'href="/forms/{code}/"' in page for code in codes), step.title


def test_every_code_list_has_a_page(visitor):
    for code_list in toolkit.catalogue().code_lists.values():
        assert code_list.title in body(visitor, f"/codes/{code_list.name}/")


def test_every_department_has_a_page_with_its_forms(visitor):
    overview = body(visitor, "/departments/")
    for unit, count in queries.unit_counts():
        assert unit in overview
        page = body(visitor, f"/departments/{unit}/")
        assert len(re.findall(r'<th scope="row"><a class="name"', page)) == count, unit


def test_the_list_shows_all_forms_of_both_platforms(visitor):
    page = body(visitor, "/forms/")
    assert all(f'href="/forms/{form.code}/"' in page for form in queries.current_forms())


@pytest.mark.parametrize(
    ("text", "code"),
    [("1.4.1", "1.4.1"), ("内设机构", "1.1.3"), ("教师资格证", "N-ZH-JS-01"), ("n-zh-xs-01", "N-ZH-XS-01")],
)
def test_a_form_is_found_by_code_title_or_field(visitor, text, code):
    assert f'href="/forms/{code}/"' in body(visitor, "/forms/", q=text)


def test_forms_named_so_stand_before_forms_with_such_a_field():
    found = queries.find_forms(queries.Wanted(text="教师"))
    has_fields = [bool(one.fields) for one in found]
    assert has_fields == sorted(has_fields)
    assert not has_fields[0]
    assert has_fields[-1]


def test_filters_narrow_together():
    found = queries.find_forms(queries.Wanted(platform="national", unit="学生工作处", kind="basic"))
    assert found
    assert all(
        (one.form.platform, one.form.kind) == ("national", "basic")
        and "学生工作处" in {d.unit for d in one.form.departments}
        for one in found
    )


def test_nothing_found_says_so(visitor):
    assert "没有这样的表" in body(visitor, "/forms/", q="绝无此表")


def test_typing_gets_only_the_list(visitor):
    part = visitor.get("/forms/", {"q": "实习"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "实习" in part


def test_a_derived_form_says_that_nobody_fills_it(visitor):
    form = next(form for form in queries.current_forms() if form.kind == "derived")
    page = body(visitor, f"/forms/{form.code}/")
    assert "这张表不用填" in page
    assert "template.xlsx" not in page
    assert visitor.get(f"/forms/{form.code}/template.xlsx").status_code == 404


def test_a_code_list_is_searched_and_paged(visitor):
    assert "姑苏区" in body(visitor, "/codes/admin_division/", q="姑苏")
    second = body(visitor, "/codes/admin_division/", page="2")
    assert "第 101–200 条" in second


def test_the_source_of_a_code_list_is_told_in_chinese(visitor):
    page = body(visitor, "/codes/")
    sources = re.findall(r'<td class="soft">(.*?)</td>', page)
    assert len(sources) == len(toolkit.catalogue().code_lists)
    assert [source for source in sources if re.search("[a-z]{3}", source)] == []
    assert "全国系统·奖项和项目的级别" in body(visitor, "/codes/award_level/")


def test_a_code_list_is_found_by_a_value_it_holds(visitor):
    assert 'href="/codes/ethnicity/' in body(visitor, "/codes/", q="汉族")


@pytest.mark.parametrize("path", ["/forms/9.9.9/", "/codes/nix/", "/departments/没有这个部门/", "/nix/"])
def test_what_is_not_there_is_404_with_a_way_on(visitor, path):
    answer = visitor.get(path)
    assert answer.status_code == 404
    assert "回到首页" in answer.content.decode()
