"""Comments that people wrote stay, in notes and in threads; ours stand behind them."""

import zipfile
from pathlib import Path

from lxml import etree

from tests.adapters.annotating.builders import annotate, by_xlsxwriter, comments, finding, parts_of

OFFICE = "http://schemas.microsoft.com/office/2017/10/relationships"
SPACE = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
THREADS, PERSONS = "xl/threadedComments/threadedComment1.xml", "xl/persons/person.xml"


def with_thread(path: Path) -> Path:
    """The workbook of XlsxWriter with a discussion at B2, as Excel keeps it beside the note."""
    source = by_xlsxwriter(path)
    parts = dict(parts_of(source))
    parts[PERSONS] = (
        f'<personList xmlns="{SPACE}">'
        '<person displayName="示例乙" id="{P1}" userId="u" providerId="AD"/></personList>'
    ).encode()
    parts[THREADS] = (
        f'<ThreadedComments xmlns="{SPACE}">'
        '<threadedComment ref="B2" dT="2026-01-02T03:04:05.00" personId="{P1}" id="{T1}">'
        '<text>这里对吗？</text></threadedComment><threadedComment ref="B2" dT="2026-01-02T04:04:05.00" personId="{P1}" '
        'id="{T2}" parentId="{T1}"><text>我再问问</text></threadedComment></ThreadedComments>'
    ).encode()
    for rels, kind, target in (
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            "threadedComment",
            "../threadedComments/threadedComment1.xml",
        ),
        ("xl/_rels/workbook.xml.rels", "person", "persons/person.xml"),
    ):
        relation = (
            f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'.encode()
        )
        parts[rels] = parts[rels].replace(b"</Relationships>", relation)
    with zipfile.ZipFile(source, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return source


def said(path: Path) -> list[tuple[str | None, str | None]]:
    root = etree.fromstring(parts_of(path)[THREADS])
    return [(one.get("parentId"), one[0].text) for one in root]


def test_a_note_of_others_is_kept_before_ours(tmp_path: Path) -> None:
    marked = annotate(
        by_xlsxwriter(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", finding("B2", rule="R1"), finding("A2")
    )
    assert comments(marked)["B2"] == "请注意格式\n【数采校验】\n强制：手机号码应为 11 位数字〔R1〕"
    assert (
        b"\xe6\x95\x99\xe5\x8a\xa1\xe5\xa4\x84" in parts_of(marked)["xl/comments1.xml"]
    )  # 教务处 stays the author
    assert parts_of(marked)["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") == 2


def test_a_thread_gets_our_reply(tmp_path: Path) -> None:
    marked = annotate(
        with_thread(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", finding("B2", rule="R1"), finding("A2")
    )
    assert said(marked) == [
        (None, "这里对吗？"),
        ("{T1}", "我再问问"),
        ("{T1}", "【数采校验】\n强制：手机号码应为 11 位数字〔R1〕"),
    ]
    assert parts_of(marked)[PERSONS].decode().count("数采校验") == 2


def test_our_reply_is_replaced_and_taken_back(tmp_path: Path) -> None:
    source = with_thread(tmp_path / "a.xlsx")
    marked = annotate(source, tmp_path / "b.xlsx", finding("B2"))
    again = annotate(marked, tmp_path / "c.xlsx", finding("B2"))
    assert parts_of(again) == parts_of(marked)
    assert said(annotate(again, tmp_path / "d.xlsx")) == said(source)


def test_a_note_in_which_excel_repeats_our_reply_is_not_marked_double(tmp_path: Path) -> None:
    marked = annotate(by_xlsxwriter(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", finding("B2", rule="R1"))
    parts = dict(parts_of(marked))
    repeated = "Comment:\n    甲\nReply:\n    【数采校验】\n    强制：旧的〔R1〕\nReply:\n    乙".encode()
    parts["xl/comments1.xml"] = parts["xl/comments1.xml"].replace("请注意格式".encode(), repeated)
    with zipfile.ZipFile(marked, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    text = comments(annotate(marked, tmp_path / "c.xlsx", finding("B2", rule="R1")))["B2"]
    assert text == "Comment:\n    甲\nReply:\n    乙\n【数采校验】\n强制：手机号码应为 11 位数字〔R1〕"
