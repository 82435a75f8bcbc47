"""The words of the catalogue are those of people who fill forms, and a heading names one column."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from shucai.domain.catalogue import Form
from shucai.domain.layouts.titles import title_key
from shucai.toolkit.catalogue import catalogue

CATALOGUE = catalogue()
FORMS = {form.id: form for form in CATALOGUE.forms if form.edition == 2024}
NO_WORDS = re.compile(
    r"[a-z]+_[a-z]+"  # keys of fields
    r"|\[S\d|(?<![A-Za-z])S\d(?!\d)"  # marks of sources
    r"|主键|外键|count\(|distinct|null|种子文件|推断"
    r"|附件\d+\S*[①-⑩]"  # clause numbers that a filler has no copy of
    r"|[<>=]+ ?'|;",
    re.IGNORECASE,
)
FILLED_IN = re.compile(r"\{\w+\}")  # the places of values in a message
HALF_WIDTH = re.compile(r"[一-鿿”」）][,:?]|[,?][一-鿿“「（]")


def words_of(form: Form) -> Iterator[str]:
    yield from filter(None, (form.title, form.guidance))
    yield from (department.scope for department in form.departments if department.scope)
    yield from (FILLED_IN.sub("0", check.message) for check in form.checks)
    for field in form.fields:
        yield from filter(None, (field.title, field.guidance, field.unit, *field.aliases))


@pytest.mark.parametrize("name", FORMS)
def test_what_people_read_has_no_keys_no_code_and_no_half_width_marks(name: str) -> None:
    found = {
        text: match.group()
        for text in words_of(FORMS[name])
        if (match := NO_WORDS.search(text) or HALF_WIDTH.search(text))
    }
    assert found == {}


def test_guidance_says_more_than_the_title() -> None:
    assert [
        f"{form.id}.{field.name}"
        for form in FORMS.values()
        for field in form.fields
        if field.guidance is not None and title_key(field.guidance) in {title_key(field.title), ""}
    ] == []


def test_titles_of_code_lists_are_plain() -> None:
    assert [
        code_list.title
        for code_list in CATALOGUE.code_lists.values()
        if "_" in code_list.title or HALF_WIDTH.search(code_list.title)
    ] == []


@pytest.mark.parametrize("name", FORMS)
def test_a_heading_names_one_column(name: str) -> None:
    form = FORMS[name]
    headings = Counter(title_key(text) for field in form.fields for text in field.aliases)
    assert [text for text, times in headings.items() if times > 1] == []
    assert headings.keys() & {title_key(field.title) for field in form.fields} == set()


def test_common_headings_are_known() -> None:
    students = FORMS["talent.0.1.5"].by_name
    assert {"身份证号", "身份证号码", "证件号码"} <= set(students["id_no"].aliases)
    assert "出生年月日" in students["birth_date"].aliases
