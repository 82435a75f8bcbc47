"""Every workbook of the external corpus, with exactly what becomes of it."""

from pathlib import Path

import pytest

from shucai.adapters.workbooks.reading import read_workbook, read_workbooks
from shucai.domain.tables import Unreadable, Workbook

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
FUZZED = "hostile/clusterfuzz-testcase-minimized-POI"

REFUSED = {
    "hostile/51535.xls": ("W107", "65,536 行 × 256 列"),
    "hostile/57893-many-merges.xlsx": ("W109", "是空的"),
    f"{FUZZED}Fuzzer-5040805309710336.xlsx": ("W110", ".docx"),
    f"{FUZZED}HSSFFuzzer-4651309315719168.xls": ("W101", "内部结构已损坏"),
    f"{FUZZED}HSSFFuzzer-4657005060816896.xls": ("W105", "内部结构损坏"),
    f"{FUZZED}HSSFFuzzer-4819588401201152.xls": ("W101", "内部结构已损坏"),
    f"{FUZZED}HSSFFuzzer-5175219985448960.xls": ("W101", "内部结构已损坏"),
    f"{FUZZED}HSSFFuzzer-5436547081830400.xls": ("W101", "内部结构已损坏"),
    f"{FUZZED}HSSFFuzzer-5786329142919168.xls": ("W101", "内部结构已损坏"),
    f"{FUZZED}HSSFFuzzer-5816431116615680.xls": ("W101", "内部结构已损坏"),
    f"{FUZZED}HSSFFuzzer-5889658057523200.xls": ("W101", "内部结构已损坏"),
    f"{FUZZED}HSSFFuzzer-6137883240824832.xls": ("W101", "内部结构已损坏"),
    "hostile/oleloop.xls": ("W101", "内部结构已损坏"),
    "hostile/poc-xmlbomb-empty.xlsx": ("W105", "实体声明"),
    "hostile/poc-xmlbomb.xlsx": ("W105", "实体声明"),
    "odd/password.xls": ("W102", "密码"),
    "odd/protected_passtika.xlsx": ("W102", "密码"),
}

PADS = "chn_8_via_sub_35v2_0.bmp"
FUZZED_ROWS = [
    (f"PADS FIGURE: ({PADS})",),
    (f"FIGURE1: {PADS}",),
    (None,),
    (None,),
    ("LAYOUT FIGURE: ",),
    ("DRAWING1: chn_apm_lpadfrm_60v2_0.bmp",),
]
PEOPLE = [("姓名", "年纪"), *((f"姓名{number}", "20") for number in range(10))]

READ = {
    f"{FUZZED}HSSFFuzzer-4977868385681408.xls": FUZZED_ROWS,
    f"{FUZZED}HSSFFuzzer-5285517825277952.xls": FUZZED_ROWS,
    "hostile/comment03.xlsx": [("Foo",)],
    "hostile/xxe_in_schema.xlsx": [
        *[(None,) * 5] * 8,
        (None, None, "/Test/Test", "Column1", "Column2"),
        (None, None, "1", None, None),
    ],
    "odd/1904DateWindowing.xls": [("2000-01-01", "2000-01-01")],
    "odd/SampleSS.strict.xlsx": [
        ("Test spreadsheet", None),
        ("2nd row", "2nd row 2nd column"),
        (None, None),
        ("This one is red", None),
    ],
    "odd/chinese-provinces.xls": [
        ("Provinces in China", "Chinese Name"),
        ("Anhui", "安徽省"),
        ("Beijing", "北京市"),
        ("Chongqing", "重庆市"),
    ],
    "odd/hiddensheets.xlsx": [("title01",), ("data01",)],
    "odd/no_bom.csv": PEOPLE,
    "odd/office_bom.csv": PEOPLE,
    "odd/workbookProtection_worksheet_protected.xlsx": [("locked cell", "non locked cell")],
    "hostile/issue_174.xlsx": [
        (
            "Your Ref #",
            "Contact Name",
            "Contact Number",
            "Address",
            "City",
            "Weight",
            "Pieces",
            "Material Cost",
            "SPL Instruction",
            "Remarks",
            "Your Company",
        ),
        (
            "123",
            "Test Contact Name",
            "Test Contact Number",
            "Hello Address",
            "My City",
            "1.5",
            "1",
            "1.201",
            "Nothing SPL",
            "No Remarks",
            "My Company?",
        ),
    ],
}
ORACLES = ("dates/dataformat.xls", "dates/dataformat.xlsx")

pytestmark = pytest.mark.corpus


@pytest.fixture(autouse=True)
def _corpus_is_there() -> None:
    if not CORPUS.is_dir():
        pytest.skip("../shared/corpus is not there")


def opened(name: str) -> Workbook:
    workbook = read_workbook(CORPUS / name)
    assert isinstance(workbook, Workbook), workbook.message
    return workbook


def test_every_file_of_the_corpus_has_its_outcome_here() -> None:
    files = {str(path.relative_to(CORPUS)) for path in CORPUS.glob("*/*")}
    assert files == {*REFUSED, *READ, *ORACLES}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_or_locked_file_is_refused_in_words(name: str) -> None:
    outcome = read_workbook(CORPUS / name)
    code, words = REFUSED[name]
    assert isinstance(outcome, Unreadable)
    assert outcome.problem.code == code, outcome.message
    assert words in outcome.message


@pytest.mark.parametrize("name", READ)
def test_an_odd_file_is_read_cell_by_cell(name: str) -> None:
    assert opened(name).sheet.cells.rows() == READ[name]


@pytest.mark.parametrize("name", ORACLES)
def test_dates_of_chinese_excel_are_dates_whatever_their_format(name: str) -> None:
    cells = opened(name).sheet.cells
    assert cells["c1"].to_list() == ["date", *["2020-01-01 01:01:01"] * 27]
    assert cells["c2"].to_list()[1:8] == [
        "2020-1-1 1:01", "01:01.0", "2020/1/1", "2020年1月1日", "2020年1月", "1月1日", "2020年1月1日",
    ]  # fmt: skip
    numbers = [*["1.1111"] * 8, *["1111.1111"] * 3, "1", "0.105", "0.045"]
    assert cells["c5"].to_list() == ["number", *numbers, *[None] * 13]


@pytest.mark.parametrize("name", ORACLES)
def test_percentages_are_marked_beside_their_plain_fraction(name: str) -> None:
    assert opened(name).sheet.marks.rows() == [(3, 5, "percent", "111.11%"), (15, 5, "percent", "4.5%")]


def test_the_1904_calendar_is_told() -> None:
    assert opened("odd/1904DateWindowing.xls").date_1904
    assert opened("odd/workbookProtection_worksheet_protected.xlsx").date_1904
    assert not opened("odd/hiddensheets.xlsx").date_1904


def test_hidden_sheets_are_told() -> None:
    workbook = opened("odd/hiddensheets.xlsx")
    assert workbook.sheet.name == "Sheet1"
    assert [(other.name, other.hidden, other.has_data) for other in workbook.others] == [
        ("Sheet2", True, True), ("Sheet3", False, True), ("Sheet4", True, True), ("Sheet5", True, True),
        ("Sheet6", False, True),
    ]  # fmt: skip


def test_in_a_batch_every_file_has_the_outcome_it_has_alone() -> None:
    paths = sorted(CORPUS.glob("*/*")) * 2
    together = [(path, everything(outcome)) for path, outcome in read_workbooks(paths)]
    alone = {path: everything(read_workbook(path)) for path in set(paths)}
    assert together == [(path, alone[path]) for path in paths]


def everything(outcome: Workbook | Unreadable) -> object:
    """Return all that is known of a file, fit for comparing."""
    if isinstance(outcome, Unreadable):
        return outcome
    sheet = vars(outcome.sheet)
    tables = {name: (sheet[name].schema, sheet[name].rows()) for name in ("cells", "marks")}
    return {**vars(outcome), "sheet": {**sheet, **tables}}
