"""The guide to the command line names every command and every option."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from shucai.config.command import main

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "command-line.md").read_text(encoding="utf-8")


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(commands(main, "shucai"))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_stands_in_the_guide_with_all_its_options(name: str) -> None:
    assert name in GUIDE
    options = [word for parameter in COMMANDS[name].params for word in parameter.opts if word.startswith("-")]
    assert [word for word in options if word not in GUIDE] == []
