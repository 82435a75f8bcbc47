"""``derived/*.yaml`` beside the forms of an edition -> Derivation: how the rows of a form follow from others."""

from pathlib import Path

from shucai.adapters.catalogue_files import shapes
from shucai.adapters.catalogue_files.load import DATA
from shucai.adapters.catalogue_files.problems import BadDefinition, Slip, at, fault
from shucai.adapters.catalogue_files.read_edition import document
from shucai.adapters.catalogue_files.read_figures import read_figure, read_figures, read_source
from shucai.adapters.catalogue_files.shapes import Raw, shaped
from shucai.domain.catalogue import Catalogue, Edition, Place
from shucai.domain.catalogue.derivation import Derivation, Join, Part, Repetition
from shucai.domain.catalogue.figure import Platform
from shucai.domain.catalogue.schema import ANY_PARAMETERS, forms_of
from shucai.domain.derived import BadStep, compile_derivation


def read_derivations(edition: Edition, catalogue: Catalogue, folder: Path = DATA) -> dict[str, Derivation]:
    """Return the derivations of an edition by file name, proved.

    Raises BadDefinition with one line a fault: file and line, place, what is wrong.
    """
    home = folder / edition.platform / str(edition.year) / "derived"
    found: dict[str, Derivation] = {}
    faults: list[str] = []
    for path in sorted(home.glob("*.yaml")):
        try:
            found[path.stem] = one = _derivation(document(path), edition.platform, path.stem)
            form = edition.forms.get(one.form)
            if form is None:
                raise Slip(("form",), f"没有表单 {one.form}")
            compile_derivation(one, form, forms_of(catalogue, edition.year), ANY_PARAMETERS)
        except Slip as slip:
            faults.append(fault(path, slip.place, slip.what))
        except BadStep as error:
            faults.append(fault(path, error.place, str(error)))
    if faults:
        raise BadDefinition(faults)
    return found


def _derivation(raw: object, platform: Platform, name: str) -> Derivation:
    given = shaped(raw, shapes.DERIVATION, (), needs=("form", "kind", "title", "source", "parts"))
    with at(()):
        return Derivation(
            platform=platform,
            name=name,
            parts=tuple(_part(part, platform, number) for number, part in enumerate(given["parts"], 1)),
            limits={name: float(limit) for name, limit in given.get("limits", {}).items()},
            editable=tuple(given.get("editable", ())),
            order=tuple(given.get("order", ())),
            **{key: given[key] for key in ("form", "kind", "title", "source")},
        )


def _part(raw: Raw, platform: Platform, number: int) -> Part:
    place = ("parts", f"#{number}")
    with at(place):
        given = shaped(raw, shapes.PART, place, needs=("columns",))
        text = given.get("from")
        source = (
            None if text is None else read_source(text, platform, last_year=given.get("last_year", False))
        )
        return Part(
            source=source,
            columns={name: str(column) for name, column in given["columns"].items()},
            times=tuple((name, tuple(map(str, values))) for name, values in given.get("times", {}).items()),
            joins=tuple(_join(n, j, platform, (*place, "join", n)) for n, j in given.get("join", {}).items()),
            repeat=_repetition(given["repeat"], (*place, "repeat")) if "repeat" in given else None,
            figures=read_figures(given.get("with", {}), platform, (*place, "with")),
            where=str(given["where"]) if "where" in given else None,
            per=tuple(given["per"]) if "per" in given else None,
            left_out=tuple(_left_out(one, place) for one in given.get("left_out", [])),
            **{key: given[key] for key in ("split", "keep") if key in given},
        )


def _join(name: str, raw: Raw, platform: Platform, place: Place) -> Join:
    given = shaped(raw, shapes.JOIN, place, needs=("from", "bring"))
    figure = read_figure(name, {k: v for k, v in given.items() if k != "bring"}, platform, place)
    return Join(figure, tuple((new, str(theirs)) for new, theirs in given["bring"].items()))


def _repetition(raw: Raw, place: Place) -> Repetition:
    given = shaped(raw, shapes.REPETITION, place, needs=("name", "last"))
    return Repetition(given["name"], given.get("first"), given["last"])


def _left_out(raw: Raw, place: Place) -> tuple[str, str]:
    given = shaped(raw, shapes.LEFT_OUT, (*place, "left_out"), needs=("where", "reason"))
    return str(given["where"]), given["reason"]
