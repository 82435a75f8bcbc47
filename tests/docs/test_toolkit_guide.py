"""The guide to the Python interface names everything public, and its examples run."""

import re
from pathlib import Path

import pytest

from shucai import toolkit

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "toolkit.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", toolkit.__all__)
def test_a_public_name_stands_in_the_guide(name: str) -> None:
    assert re.search(rf"`(toolkit\.)?{name}\b|toolkit\.{name}\b", GUIDE)


@pytest.mark.slow
def test_the_examples_run_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for number, example in enumerate(EXAMPLES, start=1):
        exec(compile(example, f"toolkit.md, example {number}", "exec"), names)  # our own page, run on purpose
    assert isinstance(names["whole"], toolkit.FolderReport)
