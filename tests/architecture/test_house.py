"""What the house promises and imports cannot hold: short files, rooms on the map, decisions in the index."""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from tools import draw_map

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "shucai"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LONGEST = 300
WRITTEN = {".py", ".js", ".css", ".html"}


def source_files(*suffixes: str) -> Iterator[Path]:
    """Yield the files of the product that people write, third-party ones left out."""
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in suffixes and "vendor" not in path.parts:
            yield path


def contract(name: str) -> list[str]:
    """Return the modules of a contract of layers, upper first."""
    found = next(c for c in SETTINGS["tool"]["importlinter"]["contracts"] if c["id"] == name)
    return [module.strip() for layer in found["layers"] for module in layer.split("|")]


def packages_in(folder: Path, prefix: str) -> set[str]:
    """Return the packages directly in a folder, as modules."""
    return {f"{prefix}.{init.parent.name}" for init in folder.glob("*/__init__.py")}


def test_no_file_is_longer_than_a_reader_follows() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for folder in (SOURCE, ROOT / "tests", ROOT / "tools", ROOT / "bench")
        for path in folder.rglob("*")
        if path.suffix in WRITTEN and "vendor" not in path.parts
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_every_room_has_its_place_in_the_layers() -> None:
    assert packages_in(SOURCE, "shucai") == set(contract("layers"))
    assert packages_in(SOURCE / "domain", "shucai.domain") == set(contract("domain"))


def test_every_package_stands_on_the_map_with_what_lives_there() -> None:
    drawn = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    packages = (init.parent for init in SOURCE.rglob("__init__.py") if init.parent.name != "migrations")
    rooms = {package.relative_to(ROOT).as_posix() for package in packages}
    assert {room for room in rooms if f"| [`{room}`]" not in drawn} == set()


def test_the_map_is_not_older_than_the_contracts() -> None:
    assert (ROOT / "docs" / "map.md").read_text(encoding="utf-8") == draw_map.draw(ROOT), "make docs"


def test_a_package_that_does_not_say_what_it_is_cannot_be_drawn(tmp_path: Path) -> None:
    package = tmp_path / "src" / "house" / "room"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    with pytest.raises(draw_map.NoDocstring, match="src/house/room"):
        list(draw_map.packages(tmp_path))


def test_every_decision_stands_in_the_index_under_its_title() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    pages = sorted(folder.glob("[0-9]*.md"))
    for page in pages:
        number, title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").split(" ", 1)
        assert f"| [{number}]({page.name}) | {title} |" in index
    assert [page.name[:4] for page in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]


@pytest.mark.parametrize("heading", ["Context", "Decision", "Consequences", "What would change our mind"])
def test_every_decision_has_all_four_parts(heading: str) -> None:
    pages = (ROOT / "docs" / "decisions").glob("[0-9]*.md")
    assert [p.name for p in pages if f"## {heading}\n" not in p.read_text(encoding="utf-8")] == []


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("dependencies = [")
    listed = lines[start + 1 : lines.index("]", start)]
    assert [line for line in listed if line.lstrip().startswith('"') and "#" not in line] == []


def test_the_product_does_not_print() -> None:
    """The command line speaks through click, the server through its log; ruff's T20 covers calls it can see."""
    printing = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in source_files(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and node.id in {"print", "breakpoint"}
    ]
    assert printing == []


def test_nothing_is_left_for_later() -> None:
    unfinished = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|raise NotImplemented" + r"Error)\b")
    left = [
        path.relative_to(ROOT).as_posix()
        for path in source_files(*WRITTEN)
        if unfinished.search(path.read_text(encoding="utf-8"))
    ]
    assert left == []


def test_every_marker_in_use_is_registered() -> None:
    """--strict-markers refuses unknown ones when tests are collected; this also finds those of skipped files."""
    registered = {line.split(":")[0] for line in SETTINGS["tool"]["pytest"]["ini_options"]["markers"]}
    builtin = {"parametrize", "skip", "skipif", "xfail", "usefixtures", "filterwarnings", "django_db"}
    used = {
        name
        for path in (ROOT / "tests").rglob("*.py")
        for name in re.findall(r"pytest\.mark\.(\w+)", path.read_text(encoding="utf-8"))
    }
    assert used - builtin <= registered


def test_the_version_is_the_topmost_of_the_changelog() -> None:
    topmost = re.search(r"^## \[([^]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert topmost is not None
    assert version("shucai") == topmost[1]
