"""Files that cannot carry marks come back as .xlsx with every value as text, where it was."""

from pathlib import Path

import openpyxl
import polars as pl
import pytest

from tests.adapters.annotating.builders import annotate, colour, comments, finding, first_sheet


@pytest.mark.parametrize(("kind", "sentence"), [("csv", "原文件是 .csv 格式"), ("xls", "原文件是 .xls 格式")])
def test_text_stays_text_in_its_place(tmp_path: Path, kind: str, sentence: str) -> None:
    texts = [
        "=1+1",
        "+86",
        "-1",
        "@甲",
        "007",
        "110101199003070000",
        "http://甲",
        "<r>甲</r>",
        " 甲 ",
        "甲\n乙",
        "1e5",
    ]
    cells = pl.DataFrame(
        {
            "c1": ["标题", None],
            "c2": [None, None],
            **{f"c{n}": [None, text] for n, text in enumerate(texts, 3)},
        },
        schema_overrides={"c2": pl.String},
    )
    result = annotate(
        tmp_path / "never read",
        tmp_path / "b.xlsx",
        finding("C2"),
        finding("B2"),
        cells=cells,
        workbook_format=kind,
    )
    sheet = first_sheet(result)
    assert sheet["A1"].value == "标题"
    assert [cell.value for cell in sheet[2][2:]] == texts
    assert {cell.data_type for cell in sheet[2][2:]} == {"s"}
    assert {cell.number_format for cell in sheet[2][1:]} == {"@"}
    assert set(comments(result)) == {"B2", "C2"}
    assert colour(result, "B2") == "F8C9C4"
    assert any(
        str(row[0]).startswith(sentence) for row in openpyxl.load_workbook(result).worksheets[-1].values
    )


def test_a_text_no_cell_can_hold_is_cut_and_counted(tmp_path: Path) -> None:
    cells = pl.DataFrame({"c1": ["标题", "甲" * 40_000, "乙" * 32_767]})
    result = annotate(tmp_path / "x", tmp_path / "b.xlsx", cells=cells, workbook_format="csv")
    assert first_sheet(result)["A2"].value == "甲" * 32_767
    lines = [str(row[0]) for row in openpyxl.load_workbook(result).worksheets[-1].values]
    assert any("有 1 个单元格的文字超过 32,767 个字" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "kept"),
    [("2024/教师[1]", "2024 教师 1"), ("", "Sheet1"), ("History", "Sheet1"), ("甲" * 40, "甲" * 31)],
)
def test_a_name_no_sheet_can_have_is_made_one(tmp_path: Path, name: str, kept: str) -> None:
    result = annotate(
        tmp_path / "x", tmp_path / "b.xlsx", finding("A2", sheet=name), sheet_name=name, workbook_format="csv"
    )
    assert first_sheet(result).title == kept
    assert first_sheet(result)["A2"].comment


def test_nothing_is_left_where_writing_fails(tmp_path: Path) -> None:
    wrong = {**finding("A2"), "severity": "unheard of"}
    with pytest.raises(KeyError):
        annotate(tmp_path / "x", tmp_path / "b.xlsx", wrong, workbook_format="csv")
    assert list(tmp_path.iterdir()) == []
