"""The shell lines of a page: what stands in its ``sh`` blocks, and how each line is expected to end."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/guide/command-line.md", "docs/guide/catalogue.md")
TRANSLATED = {"README.en.md": "README.md"}
BLOCK = re.compile(r"^(?P<indent> *)```sh\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
OWN_WORDS = re.compile(r"\s*#.*$|(?<=-o )\S+|(?<=--annotated )\S+")
ENDING = re.compile(r"#.*(?:退出码|exit code) (\d)")


@dataclass(frozen=True)
class ShellLine:
    """A line as printed on the page. ending: the exit code it announces behind ``#``, 0 where it announces none."""

    page: str
    text: str
    ending: int

    @property
    def make_target(self) -> str | None:
        """Return the target of a ``make`` line."""
        words = self.text.split()
        return words[1] if words[0] == "make" else None

    @property
    def command(self) -> str:
        """Return the line without what a translation words in its own way: remarks and names of what is written."""
        return OWN_WORDS.sub("", self.text)


def shell_lines(page: str) -> list[ShellLine]:
    """Return the shell lines of a page in order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = (line.strip() for block in BLOCK.finditer(text) for line in block["body"].splitlines())
    return [ShellLine(page, line, _ending(line)) for line in lines if line and not line.startswith("#")]


def _ending(line: str) -> int:
    announced = ENDING.search(line)
    return int(announced[1]) if announced else 0
