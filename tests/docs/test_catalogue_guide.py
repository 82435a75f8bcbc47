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
    ],
)
def test_every_key_is_explained_in_its_section(heading: str, keys: set[str]) -> None:
    section = re.split(r"^## ", GUIDE.split(f"## {heading}\n")[1], flags=re.MULTILINE)[0]
    assert keys - set(re.findall(r"`(\w+)`", section)) == set()


def test_every_kind_of_field_is_named() -> None:
    kinds = shapes.FIELD["kind"]
    assert isinstance(kinds, frozenset)
    assert {kind for kind in kinds if f"`{kind}`" not in GUIDE} == set()
