"""Draw docs/map.md: the layers as pyproject.toml's import contracts state them, and what lives in each folder.

    python tools/draw_map.py           write the map
    python tools/draw_map.py --check   fail where the committed map is not what would be written

What a folder is for is the first line of its package's docstring; the map invents nothing.
"""

import argparse
import ast
import itertools
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MAP = ROOT / "docs" / "map.md"
SOURCE = Path("src")

HEAD = """\
# Map

<!-- Written by tools/draw_map.py from the contracts in pyproject.toml and the packages' docstrings. Run `make docs`. -->

Start at `src/shucai/toolkit`: everything the product can do with a workbook is a function there. Above it are the
ways in (command line, pages), below it what knows files, and at the bottom the rules, which know nothing but values.

How a filled workbook travels:
`adapters/workbooks` reads it in a guarded child process → `domain/layouts` finds the form and its columns →
`domain/normalise` turns text into values, every change listed → `domain/checks` answers pass, fail or unknown →
`toolkit` makes the report → `cli` prints it, `web` shows it, `adapters/workbooks` writes it back into the workbook.
"""

BESIDE = {
    "src/shucai/catalogue": "Data, no code: the forms of both platforms by year, and the code lists; proved on loading.",
    "tests": "Tests, by the same nouns as the packages; `tests/architecture` holds what imports cannot.",
    "tests/reference": "A copy of the reference lists that the catalogue is compared with, row by row.",
    "bench": "Speed and memory on generated data, beside plain loops; `make bench`.",
    "examples": "A workbook with mistakes, made up, for the tour of the README.",
    "tools": "What `make` calls: this map, third-party notices, vendored files, installing what tests need.",
    "docs/guide": "For those who use it: command line, Python interface, predicates, the catalogue, data protection.",
    "docs/decisions": "Why it is as it is, one page a decision, with measurements and what would change our mind.",
}


class NoDocstring(Exception):
    """A package that does not say what lives in it; the message names it."""


def main() -> None:
    """Write the map, or compare it."""
    parser = argparse.ArgumentParser(description="由层次约定和各文件夹的说明画出 docs/map.md")
    parser.add_argument("--check", action="store_true", help="只比较，不写")
    options = parser.parse_args()
    try:
        drawn = draw(ROOT)
    except NoDocstring as problem:
        sys.exit(str(problem))
    if not options.check:
        MAP.parent.mkdir(parents=True, exist_ok=True)
        MAP.write_text(drawn, encoding="utf-8")
    elif not MAP.exists() or MAP.read_text(encoding="utf-8") != drawn:
        sys.exit("docs/map.md 过时了：请运行 make docs")


def draw(root: Path) -> str:
    """Return the text of the map of a source tree. Raises NoDocstring."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    parts = [HEAD, *(contract_section(contract) for contract in contracts), rooms_section(root)]
    return "\n".join(parts)


def contract_section(contract: dict[str, Any]) -> str:
    """Return a section for one contract: a diagram for layers, a sentence for forbidden imports."""
    title = f"## {contract['name']}\n\n"
    if contract["type"] == "layers":
        layers = [[name.strip() for name in layer.split("|")] for layer in contract["layers"]]
        rule = "An arrow means *may import*; whatever stands higher may use everything below it, never the reverse.\n"
        if any(len(layer) > 1 for layer in layers):
            rule += "Rooms side by side do not know each other.\n"
        return f"{title}{rule}\n{diagram(layers)}"
    sources = "、".join(f"`{name}`" for name in contract["source_modules"])
    forbidden = ", ".join(f"`{name}`" for name in contract["forbidden_modules"])
    return f"{title}{sources} may not import {forbidden}.\n"


def diagram(layers: list[list[str]]) -> str:
    """Return a mermaid flowchart with an arrow from every room to those of the next layer."""
    arrows = [
        f"    {node(upper)} --> {node(lower)}"
        for above, below in itertools.pairwise(layers)
        for upper in above
        for lower in below
    ]
    return "\n".join(["```mermaid", "flowchart TD", *arrows, "```", ""])


def node(module: str) -> str:
    """Return a mermaid node: the module as identity, its last name as label."""
    return f"{module.replace('.', '_')}[{module.rpartition('.')[2]}]"


def rooms_section(root: Path) -> str:
    """Return the table of folders and what lives there, packages first."""
    lines = ["## What lives where", "", "| folder | what lives there |", "|---|---|"]
    rooms = [
        *packages(root),
        *((folder, what) for folder, what in BESIDE.items() if (root / folder).is_dir()),
    ]
    lines += [f"| [`{folder}`](../{folder}) | {what} |" for folder, what in rooms]
    return "\n".join([*lines, ""])


def packages(root: Path) -> Iterator[tuple[str, str]]:
    """Yield every package of the source tree with its purpose, folders before what they hold; migrations left out.

    Raises NoDocstring.
    """
    for init in sorted((root / SOURCE).rglob("__init__.py"), key=lambda path: path.parent.parts):
        if init.parent.name == "migrations":
            continue
        folder = init.parent.relative_to(root).as_posix()
        said = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8")))
        if not said:
            raise NoDocstring(f"{folder}/__init__.py 没有说明：请用一行文档字符串写明这里放什么")
        yield folder, said.splitlines()[0].replace("|", "\\|")


if __name__ == "__main__":
    main()
