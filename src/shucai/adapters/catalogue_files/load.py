"""The whole catalogue from a folder of files."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from shucai.adapters.catalogue_files.problems import BadDefinition, fault
from shucai.adapters.catalogue_files.read_codes import CodeListFiles
from shucai.adapters.catalogue_files.read_form import read_form
from shucai.domain.catalogue import Catalogue, Edition, Form, Stage, prove

DATA = Path(__file__).resolve().parents[2] / "catalogue"
PLATFORMS = ("talent", "national")


def load_catalogue(folder: Path = DATA) -> Catalogue:
    """Return every edition of both platforms, proved: what a definition names exists.

    Raises BadDefinition with one line a fault: file, place, what is wrong.
    """
    faults: list[str] = []
    code_lists = CodeListFiles(folder / "codes")
    editions = [
        _edition(year_folder, faults)
        for platform in PLATFORMS
        for year_folder in sorted((folder / platform).glob("[0-9]*"))
    ]
    if not faults:
        catalogue = Catalogue(tuple(editions), code_lists)
        faults = [f"{form.code}.yaml（{form.platform} {form.edition}）：{what}" for form, what in prove(catalogue)]
        if not faults:
            return catalogue
    raise BadDefinition(faults)


def _edition(folder: Path, faults: list[str]) -> Edition:
    head = _yaml(folder / "edition.yaml")
    forms = sorted(_forms(folder / "forms", head["year"], faults), key=lambda form: form.position)
    return Edition(
        platform=head["platform"],
        year=head["year"],
        title=head["title"],
        forms={form.code: form for form in forms},
        periods={name: (span[0], span[1]) for name, span in head["period"].items()},
        stages=tuple(_stage(s) for s in head.get("stages", [])),
        steps=tuple(_stage(s) for s in head.get("steps", [])),
        source=head.get("source"),
    )


def _forms(folder: Path, year: int, faults: list[str]) -> Iterable[Form]:
    for path in sorted(folder.glob("*.yaml")):
        try:
            form = read_form(_yaml(path), year)
        except (ValueError, KeyError, TypeError) as error:
            faults.append(fault(path, "表单", f"缺少键 {error}" if isinstance(error, KeyError) else str(error)))
            continue
        if form.code != path.stem:
            faults.append(fault(path, "code", f"编号 {form.code} 与文件名不一致"))
        yield form


def _stage(raw: Mapping[str, Any]) -> Stage:
    return Stage(
        name=raw["name"],
        starts_on=raw.get("starts_on"),
        ends_on=raw.get("ends_on"),
        work=raw["work"],
        departments=tuple(raw.get("departments", ())),
        forms=tuple(raw.get("forms", ())),
        remark=raw.get("remark"),
        order=raw.get("order"),
    )


def _yaml(path: Path) -> Any:  # YAML gives any shape; the readers look at it
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)  # noqa: S506 - CSafeLoader is safe
    except yaml.YAMLError as error:
        raise BadDefinition([fault(path, "YAML", " ".join(str(error).split()))]) from None
