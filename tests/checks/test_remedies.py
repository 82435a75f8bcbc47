"""A blank is answered with what may really be typed there, or with who fills the column."""

import pytest

from shucai import toolkit
from shucai.domain.catalogue import Form

FORMS = {form.id: form for form in toolkit.catalogue().forms}


def message_of(form: Form, rule: str) -> str:
    return next(check.message for check in toolkit.checks_of(form) if check.id == f"{form.id}.{rule}")


@pytest.mark.parametrize(
    ("form", "rule", "says"),
    [
        ("national.N-ZH-XX-01", "staff_total.required", "请补填；没有发生的填 0"),
        ("national.N-CJ-XQ-01", "employees.required", "请补填"),  # at least 1
        ("national.N-JX-KC-03", "credits.required", "请补填"),  # a check wants more than 0
        ("national.N-ZH-JS-10", "transfer_amount.required_when", "请补填"),  # the same, where it is required
        ("national.N-ZH-GJ-01", "approve_unit.required", "请补填；确实没有的填“无”"),
        ("national.N-DY-KC-01", "total_hours.required", "请重新汇总本表"),
        ("national.N-SX-GC-02", "placement_no.required", "请重新生成本表"),
    ],
)
def test_the_remedy_for_a_blank(form: str, rule: str, says: str) -> None:
    assert message_of(FORMS[form], rule).rpartition("，")[2] == says


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_nobody_is_told_to_type_a_zero_that_another_check_refuses(form: Form) -> None:
    refused = {f"{form.id}.{field.name}" for field in form.fields if (field.minimum or 0) > 0}
    told = {
        check.id.rpartition(".")[0] for check in toolkit.checks_of(form) if "没有发生的填 0" in check.message
    }
    assert refused & told == set()


def test_a_condition_that_ends_with_a_number_keeps_its_distance() -> None:
    message = message_of(FORMS["national.N-ZJ-JY-01"], "placement_rate.required_when")
    assert message.startswith("「毕业生数」大于 0 时，")
