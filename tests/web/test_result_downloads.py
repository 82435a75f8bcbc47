"""What goes back to the visitor: the marked workbook and the list of findings."""

import csv
import io

import openpyxl
import polars as pl

from shucai.web.checks import listing


def test_the_marked_workbook_is_the_visitors_own_with_comments_at_wrong_cells(check, visitor):
    answer = visitor.get(check("dirty.xlsx").url + "annotated.xlsx")
    assert "dirty-" in answer.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).worksheets[0]
    assert sheet["E13"].value == "男生"
    assert "代码表" in sheet["E13"].comment.text


def test_the_list_holds_every_finding_as_workbook_and_as_csv(check, visitor):
    url = check("dirty.xlsx").url
    sheet = openpyxl.load_workbook(io.BytesIO(visitor.get(url + "issues.xlsx").content)).worksheets[0]
    lines = list(csv.reader(io.StringIO(visitor.get(url + "issues.csv").getvalue().decode("utf-8-sig"))))
    assert [cell.value for cell in sheet[1]] == lines[0]
    assert sheet.max_row == len(lines) > 10
    place = lines[0].index("单元格")
    assert {line[place] for line in lines[1:]} == {row[place].value for row in sheet.iter_rows(min_row=2)}
    assert {line[lines[0].index("级别")] for line in lines[1:]} <= {"强制", "解释", "核实", "提示"}


HOSTILE = ["=HYPERLINK(1)", "＝1+1", "@甲", "\n=1", "{=1+1}", "<r>&</r>", "<r><t>甲</t></r>"]


def findings_with(values):
    return pl.DataFrame([dict.fromkeys(listing.COLUMNS, "x") | {"value": value} for value in values])


def test_a_value_that_looks_like_a_formula_is_harmless_in_csv():
    lines = list(csv.reader(io.StringIO("".join(listing.as_csv(findings_with(HOSTILE[:4])))[1:], newline="")))
    assert [line[4] for line in lines[1:]] == [f"'{value}" for value in HOSTILE[:4]]


def test_a_value_stands_in_the_workbook_as_it_was_typed():
    book = openpyxl.load_workbook(io.BytesIO(listing.as_workbook(findings_with(HOSTILE))))
    typed = [row[4] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert [cell.value for cell in typed] == HOSTILE
    assert {cell.data_type for cell in typed} == {"s"}


def test_a_file_without_findings_has_no_marked_workbook(check, visitor):
    assert visitor.get(check("clean.xlsx").url + "annotated.xlsx").status_code == 404
