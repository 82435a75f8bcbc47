"""``indicators/*.yaml`` beside the forms of an edition, each a list -> Indicator."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shucai.adapters.catalogue_files import shapes
from shucai.adapters.catalogue_files.load import DATA
from shucai.adapters.catalogue_files.problems import BadDefinition, Slip, at, fault
from shucai.adapters.catalogue_files.read_edition import document
from shucai.adapters.catalogue_files.read_figures import read_figures, read_source
from shucai.adapters.catalogue_files.shapes import Raw, shaped
from shucai.domain.catalogue import Catalogue, Edition, Place
from shucai.domain.catalogue.figure import Platform
from shucai.domain.catalogue.indicator import Grouping, Indicator
from shucai.domain.catalogue.schema import ANY_PARAMETERS, forms_of
from shucai.domain.indicators import compile_indicator
from shucai.domain.predicates import BadPredicate

AS_IS = (
    "id", "title", "unit", "numerator", "denominator", "places", "variant", "source", "note",
)  # fmt: skip


def read_indicators(edition: Edition, catalogue: Catalogue, folder: Path = DATA) -> list[Indicator]:
    """Return the indicators of an edition, file by file, proved.

    Raises BadDefinition with one line a fault: file and line, place, what is wrong.
    """
    found: list[Indicator] = []
    faults: list[str] = []
    forms = forms_of(catalogue, edition.year)
    for path in sorted((folder / edition.platform / str(edition.year) / "indicators").glob("*.yaml")):
        for indicator in _indicators(path, edition.platform, faults):
            try:
                compile_indicator(indicator, forms, ANY_PARAMETERS)
            except BadPredicate as error:
                faults.append(fault(path, (indicator.id,), str(error)))
            if any(indicator.id == other.id for other in found):
                faults.append(fault(path, (indicator.id,), "编号重复"))
            found.append(indicator)
    if faults:
        raise BadDefinition(faults)
    return found


def _indicators(path: Path, platform: Platform, faults: list[str]) -> Iterator[Indicator]:
    """Return the indicators of a file; what cannot be read is added to ``faults``."""
    entries: Any = document(path)  # Any: what YAML gives back
    if not isinstance(entries, list):
        faults.append(fault(path, (), "这里应为一列指标，每个以 - id 开头"))
        return
    for number, entry in enumerate(entries, start=1):
        try:
            yield _indicator(entry, platform, f"#{number}")
        except Slip as slip:
            faults.append(fault(path, slip.place, slip.what))


def _indicator(raw: Raw, platform: Platform, number: str) -> Indicator:
    given = shaped(raw, shapes.INDICATOR, (number,), needs=("id", "title", "unit", "figures", "source"))
    place = (str(given["id"]),)
    with at(place):
        value = given.get("value") or f"({given['numerator']}) / ({given['denominator']})"
        return Indicator(
            platform=platform,
            figures=read_figures(given["figures"], platform, (*place, "figures")),
            value=str(value),
            per=_grouping(given["per"], platform, (*place, "per")) if "per" in given else None,
            limits={name: float(limit) for name, limit in given.get("limits", {}).items()},
            **{key: given[key] for key in AS_IS if key in given},
            at_least=_line(given.get("at_least")),
            at_most=_line(given.get("at_most")),
        )


def _line(given: float | str | None) -> str | None:
    """Return the line that is held up, a number or an expression, as an expression."""
    return None if given is None else str(given)


def _grouping(raw: Raw, platform: Platform, place: Place) -> Grouping:
    given = shaped(raw, shapes.GROUPING, place, needs=("from", "by"))
    return Grouping(read_source(given["from"], platform, last_year=False), given["by"])
