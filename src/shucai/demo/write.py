"""Writing the demo school: two years, both platforms, a workbook a form, and a page that says that all of it is invented."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import polars as pl

from shucai.adapters.workbooks.template import template_file_name, write_template
from shucai.demo import demo_school
from shucai.demo.school.organisation import SCHOOL_NAME
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import cells_of, table_of
from shucai.domain.catalogue import Form
from shucai.toolkit import CannotWrite, find_form
from shucai.toolkit.catalogue import catalogue
from shucai.toolkit.templates import PLATFORM_NAMES
from shucai.toolkit.writing import writing

THIS_YEAR, LAST_YEAR, NOTICE = "本年度", "上年度", "说明.txt"
MARK = "示例数据，全部由程序编造，不能用于上报"
PROCESSES = 2
WAITING = 16  # workbooks built but not yet written; more would only hold memory
NOTICE_TEXT = """这是示例数据，全部由程序编造
================================

学校：{school}（虚构），种子 {seed}，{year} 年度采集（{label} 学年，{fiscal} 财务年度）。

这里的学校、人、企业、课程、成果都不存在，与任何真实的单位和个人无关，不能用于上报：
· 人名的第二个字都是“例”，单位名称里都有“示例”；
· 身份证号以 322700（1982 年撤销的苏州地区）开头，身份证号 1984 年起才编发，没有人有这样的号码；
· 手机号以 154 开头，没有运营商放号；固定电话的区号 0500 不存在；
· 统一社会信用代码里的地区 320599、书号里的出版者都不存在；邮箱和网址都在 example.com（专供举例的域名）。
号码的校验位是对的，所以能通过校验。同一个种子生成的数据总是相同。
"""


class NotEmpty(Exception):
    """The folder holds something already. Its message is a Chinese sentence."""


def write_demo(
    folder: Path, seed: int, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> int:
    """Write the school of a seed and return the number of workbooks.

    progress: told how many are written, of how many. Raises NotEmpty where the folder has content, CannotWrite.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(f"{folder} 里已有内容，请换一个新的文件夹，或先清空它")
    at = demo_school(seed)
    years = ((THIS_YEAR, at), (LAST_YEAR, at.last))
    for name, of_year in years:
        _write_notice(folder / name / NOTICE, of_year)
    total = len(_forms(at)) * len(years)
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        for done in _written(pool, ((folder / name, of_year) for name, of_year in years)):
            progress(done, total)
    return total


def _forms(at: SchoolYear) -> list[Form]:
    return [form for form in catalogue() if form.edition == at.edition]


def _written(pool: ProcessPoolExecutor, years: Iterator[tuple[Path, SchoolYear]]) -> Iterator[int]:
    """Build the rows of form after form while other processes write; return how many workbooks are done, one by one."""
    waiting: list[Future[None]] = []
    done = 0
    for target, form, cells in _built(years):
        waiting.append(pool.submit(write_form, form.code, form.edition, cells, target))
        while len(waiting) >= WAITING or (waiting and waiting[0].done()):
            waiting.pop(0).result()
            done += 1
            yield done
    for workbook in waiting:
        workbook.result()
        done += 1
        yield done


def _built(years: Iterator[tuple[Path, SchoolYear]]) -> Iterator[tuple[Path, Form, pl.DataFrame]]:
    for folder, at in years:
        for form in _forms(at):
            target = folder / PLATFORM_NAMES[form.platform] / template_file_name(form)
            yield target, form, cells_of(table_of(form, at.rows(form.code)))


def write_form(code: str, year: int, cells: pl.DataFrame, target: Path) -> None:
    """Write one workbook, whose guide says that its rows are invented; runs in a process of its own."""
    form, everything = find_form(code, year), catalogue()
    edition = everything.edition_of(form)
    with writing(target):
        write_template(
            form,
            everything.code_lists,
            target,
            platform_title=f"{MARK} · {edition.title}",
            rows=cells,
            edition=edition,
        )


def _write_notice(path: Path, at: SchoolYear) -> None:
    year = at.year
    text = NOTICE_TEXT.format(
        school=SCHOOL_NAME, seed=at.school.seed, year=year.number, label=year.label, fiscal=year.fiscal
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CannotWrite(f"写不了 {path}（{error.strerror}）。请检查位置和权限，或换一个位置") from None
