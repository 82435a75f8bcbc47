"""Pages hold together: every link leads somewhere, every setting and every term is true."""

import re
from itertools import chain
from pathlib import Path

import pytest

from shucai.config import environment

ROOT = Path(__file__).parents[2]
PAGES = sorted(chain(ROOT.glob("*.md"), (ROOT / "docs").rglob("*.md")))
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_example_of_settings_names_every_variable_there_is() -> None:
    read = re.findall(r'"(SHUCAI_[A-Z_]+)"', Path(environment.__file__).read_text(encoding="utf-8"))
    shown = re.findall(
        r"^#? ?(SHUCAI_[A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(shown) == sorted(set(read))


def test_the_words_of_the_glossary_are_the_words_of_the_code() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    today = glossary.split("## 留给以后各部分")[0]
    words = re.findall(r"^\| [^|]+ \| ([a-z_]+) \|", today, re.MULTILINE)
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert words
    assert [word for word in words if not re.search(rf"\b{word}\w*", source, re.IGNORECASE)] == []


def test_both_readmes_show_the_same_lines() -> None:
    chinese, english = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.en.md"))
    commands = [re.findall(r"^ *((?:make|shucai) \w+)", text, re.MULTILINE) for text in (chinese, english)]
    assert commands[0] == commands[1]
