"""The guide to predicates is true: every example is evaluated, every function is in it."""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from shucai.domain.predicates import Column, Parameters, compile_predicate, none_column, parse
from shucai.domain.predicates.functions import FUNCTIONS, OF_COLLECTION, OF_COLUMN
from shucai.domain.predicates.groups import OF_GROUP

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "predicates.md"
ROW = re.compile(
    r"^\| (?P<function>.*?) ?\| .*? \| `(?P<example>.+)` \| (?P<outcome>真|假|未定) \|$", re.MULTILINE
)
OUTCOMES = {"真": True, "假": False, "未定": None}
EXAMPLES = [match.groupdict() for match in ROW.finditer(GUIDE.read_text(encoding="utf-8"))]

SCHEMA = {
    "name": Column("name", "string"),
    "birth": Column("birth", "date"),
    "signed": Column("signed", "date"),
    "phone": Column("phone", "string"),
    "parts": Column("parts", "integer"),
    "total": Column("total", "number"),
    "study": Column("study", "string"),
    "id_no": Column("id_no", "string"),
    "remark": Column("remark", "string"),
    "years": Column(
        "years", "string", labels={"三年": ("3",)}, code_labels={"3": "三年"}, quantities={"3": 3.0}
    ),
    "cert": Column(
        "cert",
        "string",
        labels={"有": ("1",), "无": ("0",)},
        code_labels={"1": "有", "0": "无"},
        parents={"1": "证书情况"},
    ),
    "tools": Column("tools", "string", multi=True, labels={"甲": ("A",), "乙": ("B",), "丙": ("C",)}),
    "at_home": Column("at_home", "boolean"),
    "cost": Column("cost", "number", unit="万元"),
}
DATA = pl.DataFrame(
    {
        "name": "张小明",
        "birth": date(2008, 3, 15),
        "signed": date(2024, 9, 1),
        "phone": pl.Series([None], dtype=pl.String),
        "parts": 3.0,
        "total": 10.0,
        "study": "2023-2024",
        "id_no": "11010120080315001X",
        "remark": pl.Series([None], dtype=pl.String),
        none_column("remark"): True,
        "years": "3",
        "cert": "1",
        "tools": "A;C",
        "at_home": True,
        "cost": 2.5,
    }
)
PARAMETERS = Parameters(date(2023, 9, 1), date(2024, 8, 31), 2024)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["example"])
def test_an_example_of_the_guide_answers_as_it_says(example: dict[str, str]) -> None:
    compiled = compile_predicate(parse(example["example"]), SCHEMA, PARAMETERS, per=("cert",))
    assert DATA.select(compiled.alias("answer"))["answer"].to_list() == [OUTCOMES[example["outcome"]]]


def test_every_function_is_described_with_an_example_that_uses_it() -> None:
    described = {
        name: example["example"]
        for example in EXAMPLES
        for name in re.findall(r"`([a-z_]+)\(", example["function"])
    }
    assert set(described) == {*FUNCTIONS, *OF_COLUMN, *OF_COLLECTION, *OF_GROUP}
    unused = [name for name, example in described.items() if f"{name}(" not in example]
    assert unused == []
