"""A new year's edition, copied from the latest one before it."""

import re
import shutil
from pathlib import Path

from shucai.adapters.catalogue_files.load import DATA


def new_edition(platform: str, year: int, folder: Path | None = None) -> tuple[Path, int]:
    """Copy the latest earlier edition of a platform to ``year`` and return its folder and the year copied from.

    The year and the dates in ``edition.yaml`` move by the distance; everything else is for people to change.
    Raises FileExistsError where the edition is there already, FileNotFoundError where there is none before it.
    """
    root = (folder or DATA) / platform
    target = root / str(year)
    if target.exists():
        raise FileExistsError(f"{year} 年度版已经存在：{target}")
    years = (int(path.name) for path in root.glob("[0-9]*") if path.is_dir() and path.name.isdecimal())
    before = max((there for there in years if there < year), default=None)
    if before is None:
        raise FileNotFoundError(f"{root} 里没有早于 {year} 年的年度版可供复制")
    unfinished = root / f".{year}"
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(root / str(before), unfinished)
    head = unfinished / "edition.yaml"
    head.write_text(_moved(head.read_text(encoding="utf-8"), year - before), encoding="utf-8")
    unfinished.rename(target)
    return target, before


def _moved(text: str, years: int) -> str:
    """Return the head of an edition with every year in its dates, its year and its title moved."""
    kept = re.compile(r"^source:.*$", re.MULTILINE)
    source = kept.search(text)
    moved = re.sub(
        r"\b(20\d\d)(?=-\d\d-\d\d|\s*$| 年度)", lambda m: str(int(m[1]) + years), text, flags=re.MULTILINE
    )
    moved = re.sub(r"(20\d\d)-02-29", r"\1-02-28", moved)
    return kept.sub(lambda _: source[0], moved, count=1) if source else moved
