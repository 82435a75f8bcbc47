"""FIL-1: templates download from the pages."""

import io
import zipfile

import openpyxl

from shucai import toolkit


def test_a_template_opens_with_the_titles_of_the_form(visitor):
    answer = visitor.get("/forms/0.1.5/template.xlsx")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).worksheets[0]
    headings = [str(cell.value).split("\n")[0].strip(" *") for cell in sheet[1]]
    assert headings == [field.title for field in toolkit.find_form("0.1.5").fields]


def test_a_department_gets_its_whole_set_in_one_archive(visitor):
    answer = visitor.get("/departments/团委/templates.zip")
    packed = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    assert len(packed.namelist()) == len(toolkit.department_forms("团委"))
    for name in packed.namelist():
        assert openpyxl.load_workbook(io.BytesIO(packed.read(name))).worksheets
    assert visitor.get("/departments/没有/templates.zip").status_code == 404
