"""What holds for every command."""

import click
import pytest
from click.testing import CliRunner

from shucai import toolkit
from shucai.cli import Commands, main


@click.command()
def broken() -> None:
    """Stand for any command on a catalogue that does not hold."""
    raise toolkit.BadDefinition(["talent/2024/forms/1.1.1.yaml:7：字段 x：没有代码表 y"])


def test_a_catalogue_that_does_not_hold_is_told_and_not_thrown() -> None:
    done = CliRunner().invoke(Commands(commands={"broken": broken}), ["broken"])
    assert done.exit_code == 2
    assert "1.1.1.yaml:7" in done.stderr
    assert "shucai catalogue check" in done.stderr


TOO_LONG = "甲" * 200 + ".xlsx"  # 600 bytes, of 255 that a name may have


@pytest.mark.parametrize("arguments", [["check", TOO_LONG], ["template", "1.1.7", "-o", TOO_LONG]])
def test_what_the_system_refuses_is_told_with_the_file(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert "甲甲甲" in done.stderr
    assert "请检查" in done.stderr
