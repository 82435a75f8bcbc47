"""Another office program opens every template and loses nothing."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.workbook import Workbook

from shucai.adapters.workbooks.template import template_file_name, write_template
from shucai.domain.catalogue import Catalogue, Form
from tests.adapters.template.forms import field, form_of

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]


def resaved(files: list[Path], target: Path, profile: Path) -> None:
    """Have LibreOffice open the files and save them as .xlsx in another folder."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("没有 LibreOffice")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(target), *map(str, files)], check=True, capture_output=True, timeout=600
    )


@pytest.fixture(scope="module")
def again(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("resaved")
    for platform in ("talent", "national"):
        files = sorted((folder / platform).glob("*.xlsx"))
        resaved(files, target / platform, tmp_path_factory.mktemp("profile"))
    return target


def test_all_209_templates_open_without_loss(
    everything: Catalogue, folder: Path, again: Path, template_of: Callable[[Form], Workbook]
) -> None:
    files = sorted(folder.rglob("*.xlsx"))
    assert len(files) == len(everything.forms) == 209
    for form in everything:
        name = template_file_name(form)
        after = openpyxl.load_workbook(again / form.platform / name)
        assert summary(after) == summary(template_of(form)), name


def summary(book: Workbook) -> Mapping[str, object]:
    """Return what a person would miss: texts, comments, checks, formats, protection, sheets.

    Left out is what LibreOffice itself changes on saving without a window: it drops frozen panes, and ends checks
    a thousand rows below the data.
    """
    sheet = book.worksheets[0]
    headings = [cell for cell in sheet[1] if cell.value is not None]
    return {
        "sheets": [(one.title, one.sheet_state == "visible") for one in book.worksheets],
        "headings": [(str(cell.value), cell.comment.text if cell.comment else None) for cell in headings],
        "colours": [cell.fill.fgColor.rgb for cell in headings],
        "checks": sorted(
            (
                str(check.sqref).split(":")[0],
                check.type or "none",
                check.errorStyle or "stop",
                check.prompt or "",
                check.error or "",
            )
            for check in sheet.data_validations.dataValidation
        ),
        "formats": [
            (index, dimension.number_format.replace("\\", ""), dimension.protection.locked)
            for dimension in sheet.column_dimensions.values()
            for index in range(dimension.min, min(dimension.max, len(headings)) + 1)
        ],
        "protected": (sheet.protection.sheet, sheet.protection.insertRows, sheet.protection.sort),
        "guide": [
            [str(cell) for cell in row if cell] for row in book["填写说明"].iter_rows(values_only=True)
        ],
        "identity": list(book["_shucai"].iter_rows(max_col=2, values_only=True)),
        "names": sorted(name for name in book.defined_names if name.startswith("list_")),
    }


def test_text_that_looks_like_a_formula_survives(everything: Catalogue, tmp_path: Path) -> None:
    form = form_of(field("no", "编号", kind="identifier"), field("name", "名称"))
    texts = ["=1+1", "+86", "-3", "@求和", "320599200703137661", "0012"]
    source = tmp_path / "rows.xlsx"
    rows = pl.DataFrame({"no": texts, "name": texts})
    write_template(form, everything.code_lists, source, platform_title="示例平台", rows=rows)
    resaved([source], tmp_path / "again", tmp_path / "profile")
    sheet = openpyxl.load_workbook(tmp_path / "again" / "rows.xlsx").worksheets[0]
    found = [(cell.value, cell.data_type) for row in sheet["A2:B7"] for cell in row]
    assert found == [(text, "s") for text in texts for _ in range(2)]
