"""Bringing 10,000 rows into staging and accepting them, beside openpyxl with objects and ``bulk_create``.

python -m bench.bringing FOLDER     one installation in the folder, with SQLite; prints a figure a line as JSON
So many rows are brought in and accepted by a worker: what calls this gives the process as many threads as one has.
"""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from uuid import uuid4

from bench.by_objects import bring_into_columns, bring_into_json, columns_of, json_of
from bench.clock import cpu, cpu_now
from bench.figure import Figure
from bench.staffed import a_desk, install, write_large

if TYPE_CHECKING:
    from shucai.apps.filling.models import Import
    from shucai.domain.access import Actor
    from tests.builders.staging import Desk

ROWS = 10_000
RUNS = 5
PASTED_ROWS, PASTED_COLUMNS = 500, 20


def bringing(desk: "Desk", folder: Path) -> Iterator[Figure]:
    """Return what it takes to bring a large file in. The rows are in staging afterwards."""
    path = write_large(desk.form, ROWS, folder / "large.xlsx")
    runs = _beside(desk, path)
    print(f"  {ROWS:,} 行 × {len(desk.form.fields)} 列，CPU：", file=sys.stderr)
    for one in runs:
        told = f"每字段一列 {one.columns:.2f} s，字段存成一列 JSON {one.texts:.2f} s"
        print(f"    数采 {one.ours:.2f} s；openpyxl 加 bulk_create：{told}", file=sys.stderr, flush=True)
    yield Figure(f"{ROWS:,} 行，从上传到待复核", min(one.took for one in runs), 3, " s")
    title = f"{ROWS:,} 行，openpyxl 加 bulk_create（每字段一列）÷ 导入（CPU）"
    yield Figure(title, median(one.columns / one.ours for one in runs), 7, "×", at_least=True)
    yield Figure(f"{ROWS:,} 行，复核通过", _accepted(desk), 2, " s")
    pasted = f"{PASTED_ROWS} 行 × {PASTED_COLUMNS} 列"
    yield Figure(f"{pasted}，一次保存", min(_pasted(desk, run) for run in range(RUNS)), 2, " s")


@dataclass(frozen=True)
class Run:
    """Seconds of the clock for an import, and of CPU for it and for both kinds of objects, one right after the other."""

    took: float
    ours: float
    columns: float
    texts: float


def _beside(desk: "Desk", path: Path) -> list[Run]:
    """Return several runs, each of which finds nothing there: what else the machine does meets all that is in one."""
    runs, one = list[Run](), _brought(desk, path)
    with columns_of(desk.form) as table, json_of() as texts:
        for _ in range(RUNS):
            _take_away(desk, one)
            began, used = time.perf_counter(), cpu_now()
            one = _brought(desk, path)
            took, ours = time.perf_counter() - began, cpu_now() - used
            columns = cpu(lambda: bring_into_columns(path, desk, table), 1)
            in_json = cpu(lambda: bring_into_json(path, desk, texts), 1)
            runs.append(Run(took, ours, columns, in_json))
            for one_table in (table, texts):
                one_table._default_manager.all().delete()
    return runs


def _take_away(desk: "Desk", one: "Import") -> None:
    """Leave a part as it was before a file was brought in, its history included."""
    from shucai.apps.filling.actions.importing import undo_import
    from shucai.apps.formal.models import RowChange
    from tests.builders.brought import DAY, NOW

    undo_import(one.pk, by=_reporter(desk), at=NOW, today=DAY)
    one.delete()
    RowChange.objects.filter(form=desk.made.form_id).delete()


def _reporter(desk: "Desk") -> "Actor":
    from tests.builders.brought import DAY
    from tests.builders.staffed import acting

    return acting(desk.reporter, DAY)


def _brought(desk: "Desk", path: Path) -> "Import":
    """Return an import, uploaded, read by a worker, committed; 10,000 rows of it wait."""
    from tests.builders.brought import committed

    one = committed(desk.part, path, _reporter(desk))
    if one.counts["new"] != ROWS:
        raise RuntimeError(f"brought otherwise than meant: {one.counts}")
    return one


def _accepted(desk: "Desk") -> float:
    """Return the seconds it takes the head of the department to accept all rows that can be."""
    from shucai.apps.filling.actions.accepting import Decided, accept_rows
    from tests.builders.brought import DAY, NOW

    began = time.perf_counter()
    done = accept_rows(desk.part.pk, None, by=desk.reviewer, at=NOW, today=DAY)
    took = time.perf_counter() - began
    if not isinstance(done, Decided) or done.count < ROWS:
        raise RuntimeError(f"accepted otherwise than meant: {done}")
    return took


def _pasted(desk: "Desk", run: int) -> float:
    """Return the seconds it takes to save a block that was pasted over rows of the file."""
    from shucai.apps.filling.actions.saving import save
    from shucai.apps.filling.working import working_rows
    from shucai.domain.rows import UID, VERSION, Changes, Edit
    from tests.builders.brought import DAY, NOW

    rows = working_rows(desk.made, at=NOW).frame.head(PASTED_ROWS)
    names = [name for name in desk.form.by_name if name not in desk.form.primary_key][:PASTED_COLUMNS]
    cells = rows.select(f"{name}" for name in names).reverse().rows(named=True)
    whose = zip(rows[UID], rows[VERSION], cells, strict=True)
    changes = Changes(
        uuid4().hex, run + 1, edits=tuple(Edit(uid, version, own) for uid, version, own in whose)
    )
    began = time.perf_counter()
    save(desk.part.pk, changes, by=_reporter(desk), at=NOW, today=DAY)
    return time.perf_counter() - began


def main() -> None:
    """Measure one installation."""
    folder = Path(sys.argv[1])
    install(folder / "var")
    for figure in bringing(a_desk(), folder):
        print(json.dumps(asdict(figure)), flush=True)


if __name__ == "__main__":
    main()
