"""One YAML document -> one Form."""

from shucai.adapters.catalogue_files import shapes
from shucai.adapters.catalogue_files.problems import at
from shucai.adapters.catalogue_files.read_figures import read_figures
from shucai.adapters.catalogue_files.shapes import Raw, shaped
from shucai.domain.catalogue import Check, Department, Field, ForeignKey, Form, Severity
from shucai.domain.catalogue.figure import Platform

CONSTRAINTS = {
    "required": "required",
    "unique": "unique",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minimum": "minimum",
    "maximum": "maximum",
    "pattern": "pattern",
}
AS_IS = (
    "platform", "code", "title", "kind", "cardinality", "period", "position", "step", "order", "stage", "within_days",
    "derived_from", "guidance", "source", "inherits", "locked_when_used", "closable", "importable",
)  # fmt: skip


def read_form(raw: object, year: int) -> Form:
    """Return the form a YAML document describes.

    Raises Slip with the place for missing and unknown keys and for values that are not allowed there.
    """
    given = shaped(raw, shapes.FORM, ())
    with at(()):
        return Form(
            edition=year,
            group=tuple(given["group"]),
            departments=tuple(_department(d) for d in given["departments"]),
            fields=tuple(_field(f) for f in given["fields"]),
            primary_key=_names(given.get("primaryKey", [])),
            unique_keys=tuple(_names(key) for key in given.get("uniqueKeys", [])),
            foreign_keys=tuple(_foreign_key(key, given["code"]) for key in given.get("foreignKeys", [])),
            checks=tuple(_check(c, given["platform"]) for c in given.get("checks", [])),
            descriptor=given,
            **{key: given[key] for key in AS_IS if key in given},
        )


def _names(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _department(raw: Raw) -> Department:
    place = ("departments", str(raw.get("unit")))
    with at(place):
        supplies = shaped(raw, shapes.DEPARTMENT, place).get("supplies", {})
        if isinstance(supplies, str):
            return Department(raw["unit"], scope=supplies)
        shaped(supplies, shapes.SUPPLIES, (*place, "supplies"))
        return Department(raw["unit"], supplies.get("scope"), tuple(supplies.get("fields", ())))


def _foreign_key(raw: Raw, own_code: str) -> ForeignKey:
    place = ("foreignKeys", "+".join(_names(raw.get("fields", []))))
    with at(place):
        given = shaped(raw, shapes.FOREIGN_KEY, place)
        targets = [given["reference"], *given.get("alternatives", [])]
        for target in targets:
            shaped(target, shapes.REFERENCE, (*place, "reference"))
        return ForeignKey(
            fields=_names(given["fields"]),
            targets=tuple((t["resource"] or own_code, _names(t["fields"])) for t in targets),
            deferred=given.get("deferred", False),
            exempt=_names(given.get("exempt", [])),
        )


def _check(raw: Raw, platform: Platform) -> Check:
    place = ("checks", str(raw.get("id")))
    with at(place):
        given = shaped(raw, shapes.CHECK, place)
        return Check(
            id=given["id"],
            require=str(given["require"]),
            when=str(given["when"]) if "when" in given else None,
            severity=Severity(given["severity"]),
            message=given["message"],
            fields=_names(given["fields"]),
            per=_names(given["per"]) if "per" in given else None,
            figures=read_figures(given.get("figures", {}), platform, (*place, "figures")),
            limits=_limits(given.get("limits", {})),
            **{key: given[key] for key in ("source", "tolerance", "once") if key in given},
        )


def _limits(raw: Raw) -> dict[str, float]:
    return {name: float(limit) for name, limit in raw.items()}


def _field(raw: Raw) -> Field:
    place = ("fields", str(raw.get("name")))
    with at(place):
        given = shaped(raw, shapes.FIELD, place, needs=("name", "title", "type", "kind"))
        limits = shaped(given.get("constraints", {}), shapes.CONSTRAINTS, (*place, "constraints"))
        return Field(
            aliases=tuple(given.get("aliases", ())),
            **{key: value for key, value in given.items() if key not in {"constraints", "aliases"}},
            **{CONSTRAINTS[key]: value for key, value in limits.items()},
        )
