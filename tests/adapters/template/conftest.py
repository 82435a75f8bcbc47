"""All templates of the catalogue, written once, and small ones read back by another program than wrote them."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.workbook import Workbook

from shucai.adapters.workbooks.template import template_file_name, write_template
from shucai.domain.catalogue import Catalogue, Form
from shucai.toolkit.catalogue import catalogue
from tests.builders.made_once import made_once

Write = Callable[..., Workbook]


@pytest.fixture(scope="session")
def everything() -> Catalogue:
    return catalogue()


@pytest.fixture(scope="session")
def folder(everything: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the template of every form, a folder a platform, written once for all test processes."""

    def written(root: Path) -> None:
        for form in everything:
            target = root / form.platform / template_file_name(form)
            target.parent.mkdir(parents=True, exist_ok=True)
            edition = everything.edition_of(form)
            write_template(form, everything.code_lists, target, platform_title=edition.title, edition=edition)

    return made_once(tmp_path_factory, "templates", written)


@pytest.fixture(scope="session")
def template_of(folder: Path) -> Callable[[Form], Workbook]:
    """The template of a form as openpyxl reads it; none is kept: 209 of them slow down whatever runs beside them."""
    return lambda form: openpyxl.load_workbook(folder / form.platform / template_file_name(form))


@pytest.fixture
def write(everything: Catalogue, tmp_path: Path) -> Write:
    """Write one form with rows and read it back."""

    def written(form: Form, rows: pl.DataFrame | None = None) -> Workbook:
        target = tmp_path / template_file_name(form)
        write_template(form, everything.code_lists, target, platform_title="示例平台", rows=rows)
        return openpyxl.load_workbook(target)

    return written
