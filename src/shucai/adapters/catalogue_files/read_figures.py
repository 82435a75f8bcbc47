"""The ``figures`` of a definition -> Figure: what is looked up in other rows, forms, years or on the other platform."""

from typing import get_args

from shucai.adapters.catalogue_files import shapes
from shucai.adapters.catalogue_files.problems import at
from shucai.adapters.catalogue_files.shapes import Raw, shaped
from shucai.domain.catalogue import Figure, Place, Source
from shucai.domain.catalogue.figure import Platform


def read_figures(raw: Raw, platform: Platform, place: Place) -> tuple[Figure, ...]:
    """Return the figures of a definition that stands on ``platform``. Raises Slip with the place of what is wrong."""
    return tuple(read_figure(name, entry, platform, (*place, name)) for name, entry in raw.items())


def read_figure(name: str, raw: Raw, platform: Platform, place: Place) -> Figure:
    """Return one figure by the name a definition calls it."""
    with at(place):
        given = shaped(raw, shapes.FIGURE, place, needs=("from",))
        source = read_source(given["from"], platform, last_year=given.get("last_year", False))
        match = given.get("match", {})
        return Figure(
            name=name,
            source=source,
            match=tuple((str(theirs), str(ours)) for theirs, ours in match.items()),
            where=str(given["where"]) if "where" in given else None,
            looked_up=read_figures(given.get("with", {}), source.platform, (*place, "with")),
            **{key: given[key] for key in ("take", "split", "each", "others", "title") if key in given},
        )


def read_source(text: str, platform: Platform, *, last_year: bool) -> Source:
    """Return the rows a text such as ``1.5.1`` or ``national.N-ZH-XS-03`` names, on ``platform`` where it says none."""
    for other in get_args(Platform):
        if text.startswith(f"{other}."):
            return Source(other, text.removeprefix(f"{other}."), last_year)
    return Source(platform, text, last_year)
