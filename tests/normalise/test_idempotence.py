"""Normalising what was normalised changes nothing, whatever was typed; and no cell vanishes unlisted."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shucai.domain.normalise.readers import reader_of
from tests.normalise.columns import ETHNICITY, column, field_of

KINDS = (
    "text", "long_text", "name", "code", "reference", "count", "number", "money", "percent", "boolean", "date",
    "yearmonth", "year", "academic_year", "id_number", "uscc", "isbn", "phone", "email", "url", "identifier",
    "teacher_cert",
)  # fmt: skip
CHARACTERS = st.one_of(
    st.sampled_from(
        "0123456789.,-/年月日 万元%人()（）—～XxTt一二三十百无是否有汉族蒙古、;；\u3000\u200b\n'=\"+E"
    ),
    st.characters(exclude_categories=["Cs"]),
)
TYPED = st.one_of(
    st.text(CHARACTERS, max_size=12),
    st.dates().map(str),
    st.integers(0, 70000).map(str),
    st.floats(-1e6, 1e6).map(lambda number: f"{number:.3f}"),
    st.from_regex(r"[0-9]{4}[-./年][0-9]{1,2}([-./月][0-9]{1,2}日?)?", fullmatch=True),
    st.from_regex(r"[0-9]{17}[0-9X]", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{0,3}(\.[0-9]{1,2})?(万|亿)?(元|人|%)?", fullmatch=True),
)


def fields():
    for kind in KINDS:
        unit = {"money": "元", "percent": "%", "count": "人"}.get(kind)
        yield field_of(kind, unit=unit), ETHNICITY if kind == "code" else None
    yield field_of("code", multi=True), ETHNICITY
    yield field_of("reference", multi=True), None


@pytest.mark.parametrize(("field", "codes"), list(fields()), ids=lambda part: getattr(part, "kind", ""))
@settings(max_examples=150)
@given(typed=st.lists(TYPED, min_size=1, max_size=4))
def test_a_normalised_cell_stands_as_it_is(field, codes, typed):
    reader = reader_of(field, codes)
    once = [outcome.text for outcome in map(reader.read, typed) if hasattr(outcome, "text") and outcome.text]
    first = column(field, once, codes)
    again = [reader.read(text).text for text in once]
    assert again == once
    assert first.rejects.height == 0
    assert first.values.null_count() == 0


@pytest.mark.parametrize(("field", "codes"), list(fields()), ids=lambda part: getattr(part, "kind", ""))
@settings(max_examples=150)
@given(typed=st.lists(st.one_of(st.none(), TYPED), min_size=1, max_size=4))
def test_the_fast_path_says_what_reading_each_cell_says(field, codes, typed):
    """A column is the same as its cells read one by one, and nothing vanishes: a lost text is listed or refused."""
    whole = column(field, typed, codes)
    listed = set(whole.changes["index"]) | set(whole.rejects["index"])
    for index, text in enumerate(typed):
        alone = column(field, [text], codes)
        assert whole.values[index] == alone.values[0]
        declared = whole.declared_none is not None and whole.declared_none[index]
        if text is not None and whole.values[index] is None and not declared:
            assert index in listed
        if (
            field.type == "string"
            and codes is None
            and text is not None
            and whole.values[index] not in {text, None}
        ):
            assert index in listed


@settings(max_examples=300)
@given(typed=TYPED)
def test_a_cell_taken_as_clean_is_one_that_reading_leaves_alone(typed):
    """The regular expressions of the fast path never wave a text through that a rule would change."""
    for field, codes in fields():
        reader = reader_of(field, codes)
        clean = (
            pl.DataFrame({field.name: [typed]}, schema={field.name: pl.String}).select(reader.clean).item()
        )
        if clean:
            outcome = reader.read(typed)
            assert hasattr(outcome, "text"), (field.kind, outcome)
            kept = column(field, [typed], codes).values[0]
            assert kept == column(field, [outcome.text], codes).values[0], field.kind
            assert not outcome.rules or outcome.rules == ("N6",), (field.kind, outcome)
