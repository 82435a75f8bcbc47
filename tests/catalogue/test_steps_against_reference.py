"""Stages, dates and the order of filling are those of 附件3 and 附件4."""

from datetime import date

import pytest

from shucai.domain.catalogue import Form
from shucai.toolkit.catalogue import catalogue

CATALOGUE = catalogue()
TALENT = CATALOGUE.edition("talent", 2024)
NATIONAL = CATALOGUE.edition("national", 2024)

# 附件3: departments -> forms prepared centrally before the departments' stage opens
PREPARED = {
    ("教学管理处",): {"0.1.1", "0.1.2", "0.1.4", "1.1.8"},
    ("学生工作处",): {"0.1.5"},
    ("组织人事部",): {"0.1.3"},
    ("校企合作与就业处", "教学管理处"): {"1.6.1"},
}
# 附件4: step, department in charge, what it fills, group of forms in the list (附件2) or the forms themselves
STEP_TABLE = [
    (1, "校长办公室", "学校基本信息", {"N-ZH-XX-01"}),
    (2, "党委办公室", "校内机构", {"N-ZH-XX-02"}),
    (3, "教学管理处", "专业设置", {"N-ZH-ZY-01"}),
    (4, "后勤处", "办学场地", {"N-ZH-CD-01", "N-ZH-CD-02"}),
    (5, "教学管理处", "班级设置", {"N-ZH-BJ-01"}),
    (6, "组织人事部", "教师信息", {"N-ZH-JS-01", "N-ZH-JS-02", "N-ZH-JS-04", "N-ZH-JS-05"}),
    (7, "学生工作处", "学生信息", {"N-ZH-XS-01", "N-ZH-XS-02", "N-ZH-XS-03"}),
    (8, "财务处", "办学经费", "办学经费"),
    (8, "后勤处", "教学仪器设备", {"N-ZH-YQ-01"}),
    (8, "教学管理处", "专业办学条件", "专业教学条件"),
    (8, "信息处", "信息化", "信息化"),
    (8, "校长办公室", "职教帮扶、国际合作", {"N-ZH-BF-01", *(f"N-ZH-GJ-0{n}" for n in range(1, 8))}),
    (8, "安全保卫处（人武部）", "安全管理", "安全管理"),
    (8, "党委办公室", "党建工作", "党建工作"),
    (8, "校企合作与就业处", "产教融合、就业", "产教融合"),
    (8, "继续教育部", "职业培训", "职业培训"),
    (8, "宣传统战部", "职教宣传", "职教宣传"),
]
# 附件4 names no forms for these words; the graduates' data feed 就业信息
EMPLOYMENT = {"N-ZH-XS-07", "N-ZJ-JY-01", "N-ZJ-ZD-01"}
# 基础数据 in 附件2 that 附件4 does not name: they share the week and join step 8
UNNAMED_BASIC = {"N-ZH-ZY-02", "N-JX-KC-01", "N-JX-KC-03"}


def test_the_stages_of_the_talent_platform_have_the_printed_dates() -> None:
    assert [(stage.name, stage.starts_on, stage.ends_on) for stage in TALENT.stages] == [
        ("准备阶段", date(2024, 8, 26), date(2024, 9, 2)),
        ("填报阶段", date(2024, 9, 3), date(2024, 9, 6)),
        ("审核提交阶段", date(2024, 9, 7), date(2024, 9, 8)),
    ]


def test_the_talent_platform_prepares_the_printed_forms_first() -> None:
    assert {step.departments: set(step.forms) for step in TALENT.steps} == PREPARED


def test_the_national_platform_ends_in_october_and_follows_four_stages() -> None:
    assert [stage.name for stage in NATIONAL.stages] == [
        "基础信息填报",
        "日常工作数据填报",
        "教学工作相关数据填报",
        "我的工作台关注数据分析",
    ]
    assert {stage.ends_on for stage in NATIONAL.stages} == {date(2024, 10, 31)}


@pytest.mark.parametrize(
    ("order", "department", "words", "forms"), STEP_TABLE, ids=[f"{row[0]}-{row[2]}" for row in STEP_TABLE]
)
def test_a_step_is_as_printed(order: int, department: str, words: str, forms: set[str] | str) -> None:
    step = next(step for step in NATIONAL.steps if step.name.startswith(words))
    assert (step.order, step.departments[0]) == (order, department)
    wanted = forms if isinstance(forms, set) else {form.code for form in _filled() if forms in form.group}
    assert set(step.forms) == (wanted | EMPLOYMENT if words == "产教融合、就业" else wanted)


def test_the_steps_name_every_form_once_and_in_order() -> None:
    named = [code for step in NATIONAL.steps for code in step.forms]
    assert len(named) == len(set(named))
    assert set(named) >= UNNAMED_BASIC
    orders = [step.order for step in NATIONAL.steps]
    assert orders == sorted(orders)


def test_a_form_carries_the_step_that_names_it() -> None:
    of_step = {code: step.order for step in NATIONAL.steps for code in step.forms}
    assert {form.code: form.step for form in NATIONAL.forms.values() if form.step} == of_step


@pytest.mark.parametrize("edition", [TALENT, NATIONAL], ids=["talent", "national"])
def test_what_a_form_needs_first_needs_no_form_that_needs_it(edition) -> None:
    waiting = {form.code: set(form.prerequisites) for form in edition.forms.values()}
    while ready := {code for code, needs in waiting.items() if not needs & set(waiting)}:
        waiting = {code: needs for code, needs in waiting.items() if code not in ready}
    assert waiting == {}


def test_no_form_of_the_step_table_waits_for_a_later_step() -> None:
    late = [
        (form.code, needed)
        for form in NATIONAL.forms.values()
        for needed in form.prerequisites
        if form.step and (NATIONAL.forms[needed].step or 9) > form.step
    ]
    assert late == []


def _filled() -> list[Form]:
    return [form for form in NATIONAL.forms.values() if not form.read_only]
