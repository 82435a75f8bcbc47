"""The head of an edition: year, title, reporting periods, stages and steps; and the forms beside it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import yaml

from shucai.adapters.catalogue_files.problems import BadDefinition, Slip, at, fault
from shucai.adapters.catalogue_files.read_form import read_form
from shucai.adapters.catalogue_files.shapes import Raw, Shape, shaped
from shucai.domain.catalogue import Edition, Form, Stage
from shucai.domain.catalogue.dating import dated
from shucai.domain.catalogue.figure import Platform
from shucai.domain.catalogue.form import Period

HEAD: Shape = {
    "platform": frozenset(get_args(Platform)),
    "year": int,
    "title": str,
    "source": str,
    "period": dict,
    "stages": list,
    "steps": list,
}
STAGE: Shape = {
    "name": str,
    "starts_on": date,
    "ends_on": date,
    "work": str,
    "departments": list,
    "forms": list,
    "remark": str,
    "order": int,
}


def read_edition(folder: Path, faults: list[str]) -> Edition | None:
    """Return an edition; what cannot be read is added to ``faults``, and the edition is then incomplete or None."""
    path = folder / "edition.yaml"
    try:
        head = shaped(document(path), HEAD, ())
        with at(()):
            periods = {name: _span(head["period"], name) for name in get_args(Period)}
            forms = sorted(_forms(folder / "forms", head["year"], faults), key=lambda form: form.position)
            return Edition(
                platform=head["platform"],
                year=head["year"],
                title=head["title"],
                forms={form.code: dated(form, *periods[form.period]) for form in forms},
                periods=periods,
                stages=tuple(_stage("stages", s) for s in head.get("stages", [])),
                steps=tuple(_stage("steps", s) for s in head.get("steps", [])),
                source=head.get("source"),
            )
    except Slip as slip:
        faults.append(fault(path, slip.place, slip.what))
        return None


def _forms(folder: Path, year: int, faults: list[str]) -> Iterator[Form]:
    for path in sorted(folder.glob("*.yaml")):
        try:
            form = read_form(document(path), year)
        except Slip as slip:
            faults.append(fault(path, slip.place, slip.what))
            continue
        if form.code != path.stem:
            faults.append(fault(path, ("code",), f"编号 {form.code} 与文件名不一致"))
        yield form


def _span(periods: Raw, name: str) -> tuple[date, date]:
    place = ("period", name)
    with at(place):
        first, last = periods[name]
        if not (isinstance(first, date) and isinstance(last, date) and first < last):
            raise Slip(place, "应为 [第一天, 最后一天]，如 [2023-09-01, 2024-08-31]")
        return first, last


def _stage(kind: str, raw: Raw) -> Stage:
    place = (kind, str(raw.get("name")))
    with at(place):
        given = shaped(raw, STAGE, place)
        return Stage(
            name=given["name"],
            starts_on=given.get("starts_on"),
            ends_on=given.get("ends_on"),
            work=given["work"],
            departments=tuple(given.get("departments", ())),
            forms=tuple(given.get("forms", ())),
            remark=given.get("remark"),
            order=given.get("order"),
        )


def document(path: Path) -> object:
    """Return what a YAML file holds. Raises BadDefinition with file and line where it is no YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadDefinition(
            [f"{'/'.join(path.parts[-4:])}:{line}：不是有效的 YAML（{error.problem}）"]
        ) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadDefinition([f"{'/'.join(path.parts[-4:])}:1：读不出来（{error}）"]) from None
