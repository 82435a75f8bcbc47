"""The guide to the catalogue explains every key a definition may have, and no other."""

import re
from pathlib import Path

import pytest

from shucai.adapters.catalogue_files import shapes

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "catalogue.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("表单的键", {*shapes.FORM, *shapes.SUPPLIES, *shapes.FOREIGN_KEY} - {"unit"}),
        ("字段的键", {*shapes.FIELD, *shapes.CONSTRAINTS}),
        ("校验的键", {*shapes.CHECK}),
        ("查找的数", {*shapes.FIGURE}),
        ("推导", {*shapes.DERIVATION, *shapes.PART, *shapes.REPETITION, *shapes.LEFT_OUT, "bring"}),
        ("指标", {*shapes.INDICATOR, *shapes.GROUPING}),
        ("流程", {*shapes.WORKFLOW, *shapes.WORKFLOW_STEP, *shapes.STATEMENT}),
    ],
)
def test_every_key_is_explained_in_its_section(heading: str, keys: set[str]) -> None:
    section = re.split(r"^## ", GUIDE.split(f"## {heading}\n")[1], flags=re.MULTILINE)[0]
    assert keys - set(re.findall(r"`(\w+)`", section)) == set()


def test_a_join_has_the_keys_of_a_figure_and_its_own() -> None:
    assert {*shapes.JOIN} - {*shapes.FIGURE} == {"bring"}


def test_every_kind_of_derivation_is_named() -> None:
    kinds = shapes.DERIVATION["kind"]
    assert isinstance(kinds, frozenset)
    assert {kind for kind in kinds if f"`{kind}`" not in GUIDE} == set()


def test_every_kind_of_field_is_named() -> None:
    kinds = shapes.FIELD["kind"]
    assert isinstance(kinds, frozenset)
    assert {kind for kind in kinds if f"`{kind}`" not in GUIDE} == set()
