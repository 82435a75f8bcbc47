"""The shell lines of a page: what stands in its ``sh`` blocks, and how each line is expected to end."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/guide/command-line.md", "docs/guide/catalogue.md")
TRANSLATED = {"README.en.md": "README.md"}
BLOCK = re.compile(r"^(?P<indent> *)```sh\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
OWN_WORDS = re.compile(r"\s*#.*$|(?<=-o )\S+|(?<=--annotated )\S+")
WRITTEN = re.compile(r"(?<=-o )\S+|(?<=--annotated )\S+")
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


def lines_to_run(page: str) -> list[ShellLine]:
    """Return the shell lines of a page without those that ran for an earlier page and write what only they name here."""
    lines = shell_lines(page)
    ran = {(line.text, line.ending) for before in PAGES[: PAGES.index(page)] for line in shell_lines(before)}
    return [line for line in lines if (line.text, line.ending) not in ran or not _stands_alone(line, lines)]


def _stands_alone(line: ShellLine, lines: list[ShellLine]) -> bool:
    """Return whether a line writes something that no other line of the page names."""
    written = WRITTEN.findall(line.text)
    others = [other.text for other in lines if other != line]
    return bool(written) and not any(name in text for name in written for text in others)


def _ending(line: str) -> int:
    announced = ENDING.search(line)
    return int(announced[1]) if announced else 0
