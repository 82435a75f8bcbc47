"""A handful of rows read cell by cell says exactly what the same rows say among many, in every form."""

from random import Random

import polars as pl
import pytest

from shucai.demo.tables import table_of
from shucai.domain.normalise import normalise_columns
from shucai.domain.normalise.few import is_few
from shucai.toolkit.catalogue import catalogue
from shucai.toolkit.normalising import NO_MARKS, readers, with_all_columns
from tests.builders.school import school

CODES = [form.code for form in catalogue() if form.edition == 2024]
STRANGE = (
    "", " ", "无", "没有", "暂无", "-", "未知", "0", "00", "-0", "1.50", "1.0", "-0.0", "0.5", "0.5%", "95%", "12.5",
    "1,200", "3万", "三", "1E3", "１２", "007", "是", "否", "√", "1900-01-00", "2024-02-30", "2024/9/1", "2024-09",
    "2024.9", "45536", "去年", "至今", "2024", "24", "2023-2024", "2023-2025", "2023学年", "110101199003070000",
    "123456789012345678", "11010519491231002X", "13800138000", "0731-84512345", "a@b.cn", "http://a.cn", "张三",
    "张 三", "张三老师", "ABC-1", "'123", "123.0", "甲、乙", "01;02", "汉族", "01 汉族", "01汉族", "汉", "（全角）",
    "換行\n二", "x\u200b", "\ue000", "6\n", "650001", "650001\n", "99999999999999999999",
)  # fmt: skip


def many_of(form, random):
    """Return rows of a form, of those of the invented school and of texts that belong anywhere but there."""
    typed = with_all_columns(form, table_of(form, school().rows(form.code)).typed).head(6).to_dicts()
    others = [text for row in typed for text in row.values() if text]
    names = list(form.by_name)
    for row in [dict(row) for row in typed] + [dict.fromkeys(names) for _ in range(40)]:
        chosen = random.sample(names, max(1, len(names) // 2))
        typed.append(row | {name: random.choice(STRANGE + tuple(others)) for name in chosen})
    return pl.DataFrame(typed, schema=dict.fromkeys(names, pl.String))


def told_of(read, index):
    """Return all that is told of one row: values, what was declared, refused and changed."""
    refused = [
        (name, *row[1:]) for name, rows in read.refused.items() for row in rows.iter_rows() if row[0] == index
    ]
    changes = [(row[0], *row[2:]) for row in read.changes.iter_rows() if row[1] == index]
    none = [name for name, declared in read.none.items() if declared[index]]
    return read.values.row(index), none, refused, changes


@pytest.mark.parametrize("code", CODES)
def test_a_row_alone_says_what_it_says_among_many(code):
    form = school().form(code)
    many = many_of(form, Random(code))
    assert not is_few(many, NO_MARKS)
    whole = normalise_columns(readers(form), many, NO_MARKS)
    for start in range(0, many.height, 3):
        few = many[start : start + 3]
        assert is_few(few, NO_MARKS)
        read = normalise_columns(readers(form), few, NO_MARKS)
        assert read.values.schema == whole.values.schema
        for index in range(few.height):
            assert told_of(read, index) == told_of(whole, start + index)
