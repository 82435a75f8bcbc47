"""What all commands say the same way."""

import sys
from typing import NoReturn

import click

from shucai import toolkit
from shucai.domain.catalogue import Form, UnknownForm
from shucai.toolkit.catalogue import YEAR

UNREADABLE = 2
of_year = click.option("--year", default=YEAR, show_default=True, help="年度版")


def fail(message: str) -> NoReturn:
    """Print a sentence to standard error and end with exit code 2."""
    click.echo(message, err=True)
    sys.exit(UNREADABLE)


def find_form(code: str, year: int) -> Form:
    """Return a form, or end with a sentence that names near codes."""
    try:
        return toolkit.find_form(code, year)
    except UnknownForm as error:
        fail(str(error.args[0]))


def counted(counts: dict[str, int]) -> str:
    """Return ``强制 3 · 提示 1`` for counts by severity word, zeros left out."""
    return " · ".join(f"{word} {count:,}" for word, count in counts.items() if count) or "没有问题"
