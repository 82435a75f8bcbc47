"""What holds for the template of each of the 209 forms, as another program reads it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from shucai.adapters.workbooks.template import LAST_ROW, OWN_SHEETS, identity_of, template_file_name
from shucai.domain.catalogue import CodeList, Field, Form
from shucai.domain.checks.messages import of_any_row
from shucai.domain.layouts.titles import title_key
from shucai.toolkit.catalogue import catalogue

TemplateOf = Callable[[Form], Workbook]
FORMS = catalogue().forms
CODE_LISTS = catalogue().code_lists


@pytest.fixture(scope="module", params=FORMS, ids=lambda form: form.id)
def form(request: pytest.FixtureRequest) -> Form:
    found: Form = request.param
    return found


@pytest.fixture(scope="module")
def book(form: Form, template_of: TemplateOf) -> Workbook:
    """The template of a form as all tests of that form look at it; it is not to be changed."""
    return template_of(form)


def cell_checks(sheet: Worksheet) -> dict[str, DataValidation]:
    """Return column letters -> the one check of its cells."""
    found: dict[str, DataValidation] = {}
    for check in sheet.data_validations.dataValidation:
        for area in check.sqref.ranges:
            letters = get_column_letter(area.min_col)
            assert letters not in found
            assert (area.min_row, area.max_row) == (2, LAST_ROW)
            found[letters] = check
    return found


def test_there_are_209_forms() -> None:
    assert len(FORMS) == 209


def test_headings_stand_in_the_first_row_of_the_first_sheet(form: Form, book: Workbook) -> None:
    headings = [title_key(str(cell.value)) for cell in book.worksheets[0][1]]
    assert headings == [title_key(field.title) for field in form.fields]
    assert book.active is book.worksheets[0]


def test_required_headings_carry_a_star_and_a_colour_of_their_own(form: Form, book: Workbook) -> None:
    colours: dict[str, set[str]] = {"star": set(), "condition": set(), "plain": set()}
    for field, cell in zip(form.fields, book.worksheets[0][1], strict=True):
        heading = str(cell.value)
        standing = standing_of(field)
        assert heading.endswith("*") == (standing == "star")
        assert heading.endswith("（条件必填）") == (standing == "condition")
        colours[standing].add(str(cell.fill.fgColor.rgb))
    assert all(len(found) <= 1 for found in colours.values())
    used = [found for found in colours.values() if found]
    assert len(set.union(*used)) == len(used)


def standing_of(field: Field) -> str:
    if field.derived:
        return "plain"
    return "star" if field.required else "condition" if field.required_when else "plain"


def test_every_heading_has_a_comment_that_names_it_and_its_need(form: Form, book: Workbook) -> None:
    for field, cell in zip(form.fields, book.worksheets[0][1], strict=True):
        assert cell.comment is not None
        text = cell.comment.text
        assert text.startswith(f"【{field.title}】")
        assert "类型：" in text
        assert ("必填" in text.splitlines()[0]) == (standing_of(field) != "plain")
        if field.unit:
            assert field.unit in text
        if field.guidance:
            assert field.guidance in text


def test_text_columns_are_text_down_to_the_last_row(form: Form, book: Workbook) -> None:
    sheet = book.worksheets[0]
    formats = column_formats(sheet)
    for index, field in enumerate(form.fields, start=1):
        text = field.type in {"string", "boolean", "yearmonth"}
        assert (formats[index] == "@") == text, field.title
        if field.type == "date":
            assert formats[index] == "yyyy-mm-dd"
        if field.kind == "percent":
            assert formats[index] == "0.00%"


def column_formats(sheet: Worksheet) -> dict[int, str]:
    """Return column -> number format; neighbours of one format share an entry."""
    return {
        index: dimension.number_format
        for dimension in sheet.column_dimensions.values()
        for index in range(dimension.min, dimension.max + 1)
    }


def test_headings_are_locked_and_data_cells_are_not(form: Form, book: Workbook) -> None:
    sheet = book.worksheets[0]
    protection = sheet.protection
    assert protection.sheet
    barred = (protection.sort, protection.autoFilter, protection.formatCells, protection.formatColumns,
              protection.formatRows, protection.insertRows, protection.deleteRows)  # fmt: skip
    assert not any(barred)
    assert all(cell.protection.locked for cell in sheet[1])
    assert not any(dimension.protection.locked for dimension in sheet.column_dimensions.values())


def test_cells_beside_the_table_are_not_locked(folder: Path) -> None:
    """Excel deletes a row of a protected sheet only if none of its 16,384 cells is locked."""
    form = FORMS[0]
    with ZipFile(folder / form.platform / template_file_name(form)) as package:
        styles = ElementTree.fromstring(package.read("xl/styles.xml"))
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    for path in ("m:cellStyleXfs/m:xf", "m:cellXfs/m:xf"):
        first = styles.find(f"{path}/m:protection", space)
        assert first is not None
        assert first.get("locked") == "0"


def test_headings_and_key_stay_in_sight_and_on_every_page(form: Form, book: Workbook) -> None:
    sheet = book.worksheets[0]
    assert sheet.freeze_panes is not None
    assert re.fullmatch(r"[B-F]2", str(sheet.freeze_panes))
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(form.fields))}{LAST_ROW}"


def test_coded_columns_offer_the_codes_in_force(form: Form, book: Workbook) -> None:
    checks = cell_checks(book.worksheets[0])
    for index, field in enumerate(form.fields, start=1):
        check = checks.get(get_column_letter(index))
        if field.multi or field.derived or (field.code_list is None and field.type != "boolean"):
            assert check is None or check.type != "list"
            continue
        assert check is not None
        assert check.type == "list"
        offered = list(offered_by(check, book))
        if field.code_list is None:
            assert offered == ["是", "否"]
            continue
        code_list = CODE_LISTS[field.code_list]
        assert {meant(value, code_list) for value in offered} == {
            code.code
            for code in code_list.codes
            if code.valid_to is None
            and (field.min_length or 0) <= len(code.code) <= (field.max_length or len(code.code))
        }


def meant(value: str, code_list: CodeList) -> str:
    """Return the code a value in a list stands for; there must be exactly one."""
    code = value.split(" ", maxsplit=1)[0]
    if code in code_list.by_code and value == f"{code} {code_list.by_code[code].label}":
        return code
    (only,) = code_list.by_label[value]
    return only


def offered_by(check: DataValidation, book: Workbook) -> Iterator[str]:
    source = str(check.formula1)
    if source.startswith('"'):
        assert len(source.encode("utf-16-le")) // 2 <= 257
        yield from source.strip('"').split(",")
        return
    (sheet_name, area) = next(iter(book.defined_names[source.removeprefix("=")].destinations))
    assert book[sheet_name].sheet_state == "hidden"
    yield from (str(row[0].value) for row in book[sheet_name][area])


def test_words_of_checks_fit_into_excel(form: Form, book: Workbook) -> None:
    for check in book.worksheets[0].data_validations.dataValidation:
        for text, limit in (
            (check.promptTitle, 32),
            (check.errorTitle, 32),
            (check.prompt, 255),
            (check.error, 255),
            (check.formula1, 257),
        ):
            assert len((text or "").encode("utf-16-le")) // 2 <= limit
        assert check.type in {None, "none"} or check.error


def test_sheet_names_fit_into_excel(form: Form, book: Workbook) -> None:
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)
    assert set(book.sheetnames[1:]) <= OWN_SHEETS
    assert book.sheetnames[1] == "填写说明"


def test_the_hidden_sheet_says_which_form_it_is(form: Form, book: Workbook) -> None:
    sheet = book["_shucai"]
    assert sheet.sheet_state == "veryHidden"
    assert {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)} == identity_of(form)


def test_the_guide_names_departments_key_and_every_column(form: Form, book: Workbook) -> None:
    cells = [str(cell.value) for row in book["填写说明"].iter_rows() for cell in row if cell.value]
    text = "\n".join(cells)
    assert all(department.unit in text for department in form.departments)
    assert all(field.title in cells for field in form.fields)
    assert all(form.by_name[name].title in text for name in form.primary_key)
    assert all(of_any_row(check) in cells for check in form.checks)
    assert "统计时段" in cells
