"""All templates of the catalogue, written once, and small ones read back by another program than wrote them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.workbook import Workbook

from shucai.adapters.workbooks.template import template_file_name, write_template
from shucai.domain.catalogue import Catalogue, Form
from shucai.toolkit.catalogue import catalogue

Write = Callable[..., Workbook]


@pytest.fixture(scope="session")
def everything() -> Catalogue:
    return catalogue()


@pytest.fixture(scope="session")
def folder(everything: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the template of every form, a folder a platform."""
    root = tmp_path_factory.mktemp("templates")
    for form in everything:
        target = root / form.platform / template_file_name(form)
        target.parent.mkdir(exist_ok=True)
        edition = everything.edition_of(form)
        write_template(form, everything.code_lists, target, platform_title=edition.title, edition=edition)
    return root


@pytest.fixture(scope="session")
def template_of(folder: Path) -> Callable[[Form], Workbook]:
    """The template of a form as openpyxl reads it; it is not to be changed."""

    @cache
    def read(path: Path) -> Workbook:
        return openpyxl.load_workbook(path)

    return lambda form: read(folder / form.platform / template_file_name(form))


@pytest.fixture
def write(everything: Catalogue, tmp_path: Path) -> Write:
    """Write one form with rows and read it back."""

    def written(form: Form, rows: pl.DataFrame | None = None) -> Workbook:
        target = tmp_path / template_file_name(form)
        write_template(form, everything.code_lists, target, platform_title="示例平台", rows=rows)
        return openpyxl.load_workbook(target)

    return written
