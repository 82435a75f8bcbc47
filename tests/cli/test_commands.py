"""What holds for every command."""

import click
from click.testing import CliRunner

from shucai import toolkit
from shucai.cli import Commands


@click.command()
def broken() -> None:
    """Stand for any command on a catalogue that does not hold."""
    raise toolkit.BadDefinition(["talent/2024/forms/1.1.1.yaml:7：字段 x：没有代码表 y"])


def test_a_catalogue_that_does_not_hold_is_told_and_not_thrown() -> None:
    done = CliRunner().invoke(Commands(commands={"broken": broken}), ["broken"])
    assert done.exit_code == 2
    assert "1.1.1.yaml:7" in done.stderr
    assert "shucai catalogue check" in done.stderr
