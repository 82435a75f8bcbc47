"""What stands beside the forms of an edition, read and proved: derivations, indicators and workflows."""

from pathlib import Path

from shucai.adapters.catalogue_files import (
    DATA,
    BadDefinition,
    read_derivations,
    read_indicators,
    read_workflows,
)
from shucai.domain.catalogue import Catalogue
from shucai.domain.derived import in_order
from shucai.domain.predicates import BadPredicate

READERS = {"derivations": read_derivations, "indicators": read_indicators, "workflows": read_workflows}


def prove_definitions(catalogue: Catalogue, folder: Path = DATA) -> dict[str, int]:
    """Return how many definitions of each sort there are. Raises BadDefinition with every fault of every file."""
    faults: list[str] = []
    counts = dict.fromkeys(READERS, 0)
    for edition in catalogue.editions:
        for sort, read in READERS.items():
            try:
                counts[sort] += len(read(edition, catalogue, folder))
            except BadDefinition as bad:
                faults += bad.faults
    if not faults:
        faults = [*_circles(catalogue, folder)]
    if faults:
        raise BadDefinition([*dict.fromkeys(faults)])
    return counts


def _circles(catalogue: Catalogue, folder: Path) -> list[str]:
    """Return a sentence for every year whose derivations depend on each other in a circle."""
    faults: list[str] = []
    for year in sorted({edition.year for edition in catalogue.editions}):
        editions = [edition for edition in catalogue.editions if edition.year == year]
        derivations = [one for e in editions for one in read_derivations(e, catalogue, folder).values()]
        try:
            in_order(derivations)
        except BadPredicate as error:
            faults.append(f"{year} 年度：{error}")
    return faults
