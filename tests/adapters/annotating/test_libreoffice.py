"""LibreOffice opens what we marked, shows the comments, and what it saves can be marked again."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.adapters.annotating.builders import (
    STRICT,
    annotate,
    by_hand,
    by_openpyxl,
    by_xlsxwriter,
    colour,
    comments,
    finding,
    first_sheet,
    values,
    worksheet,
)

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


def resaved(path: Path, profile: Path) -> Path:
    """The workbook as LibreOffice saves it, in a folder of its own."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("没有 LibreOffice")
    target = path.parent / f"resaved {path.stem}"
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(target), str(path)], check=True, capture_output=True, timeout=300
    )
    return target / path.name


def by_hand_prefixed(path: Path) -> Path:
    row = '<@row><@c t="inlineStr"><@is><@t>甲</@t></@is></@c></@row>'
    return by_hand(path, worksheet(row, prefix="x:"))


def by_hand_strict(path: Path) -> Path:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>'
    return by_hand(path, worksheet(row, namespace=STRICT), strict=True)


@pytest.mark.parametrize("make", [by_openpyxl, by_xlsxwriter, by_hand_prefixed, by_hand_strict])
def test_it_opens_with_colours_and_comments(tmp_path: Path, profile: Path, make) -> None:
    found = [finding("A1", "explain", rule="R1"), finding("C9", "note", "甲" * 900, rule="R2")]
    marked = annotate(make(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", *found)
    opened = resaved(marked, profile)
    assert openpyxl.load_workbook(opened).sheetnames[-1] == "校验结果"
    assert first_sheet(opened)["A1"].value in ("甲", "值11")
    assert (colour(opened, "A1"), colour(opened, "C9")) == ("FCE4A8", "E1E1E8")
    said = comments(opened)
    assert said["A1"].endswith("【数采校验】\n解释：手机号码应为 11 位数字〔R1〕")
    assert said["C9"] == f"【数采校验】\n提示：{'甲' * 900}〔R2〕"


def test_what_it_saved_is_marked_anew_without_doubling(tmp_path: Path, profile: Path) -> None:
    source = by_xlsxwriter(tmp_path / "a.xlsx")
    found = [finding("B2", rule="R1"), finding("A3", "note", rule="R2"), finding("G7", "confirm", rule="R3")]
    opened = resaved(annotate(source, tmp_path / "b.xlsx", *found), profile)
    before = comments(opened)
    again = annotate(opened, tmp_path / "c.xlsx", *found)
    assert comments(again) == before
    assert openpyxl.load_workbook(again).sheetnames.count("校验结果") == 1
    cleared = annotate(again, tmp_path / "d.xlsx")
    assert comments(cleared) == {"B2": "请注意格式"}
    assert [colour(cleared, cell) for cell in ("B2", "A3", "G7")] == [None, None, None]
    assert values(cleared) == values(opened)
    assert openpyxl.load_workbook(resaved(cleared, profile)).sheetnames[-1] == "校验结果"


def test_what_it_saved_first_is_marked(tmp_path: Path, profile: Path) -> None:
    source = resaved(by_xlsxwriter(tmp_path / "a.xlsx"), profile)
    marked = annotate(source, tmp_path / "b.xlsx", finding("B2"), finding("D2"), finding("AB40"))
    assert values(marked) == values(source)
    assert set(comments(marked)) == {"B2", "D2", "AB40"}
    assert first_sheet(marked)["D2"].number_format == first_sheet(source)["D2"].number_format
    assert set(comments(resaved(marked, profile))) == {"B2", "D2", "AB40"}
