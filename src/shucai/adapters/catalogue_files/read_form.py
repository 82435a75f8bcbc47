"""One YAML file -> one Form. Keys nobody knows are refused, so that a slip of the pen cannot switch a check off."""

from collections.abc import Mapping
from typing import Any

from shucai.domain.catalogue import Check, Department, Field, ForeignKey, Form, Severity
from shucai.domain.catalogue.form import KINDS

FORM_KEYS = frozenset(
    {
        "code", "title", "platform", "group", "kind", "cardinality", "period", "position", "stage", "order", "step",
        "within_days", "inherits", "locked_when_used", "derived_from", "importable", "closable", "departments",
        "source", "guidance", "primaryKey", "uniqueKeys", "foreignKeys", "fields", "checks",
    }
)  # fmt: skip
FIELD_KEYS = frozenset(
    {
        "name", "title", "type", "kind", "unit", "code_list", "multi", "constraints", "required_when",
        "blank_unless_required", "none_allowed", "fill_down", "personal", "key_data", "event_date", "derived",
        "filled_by", "aliases", "guidance", "standing", "source",
    }
)  # fmt: skip
CONSTRAINTS = {
    "required": "required", "unique": "unique", "minLength": "min_length", "maxLength": "max_length",
    "minimum": "minimum", "maximum": "maximum", "pattern": "pattern",
}  # fmt: skip
CHECK_KEYS = frozenset({"id", "require", "when", "fields", "severity", "message", "source", "tolerance"})

Raw = Mapping[str, Any]  # what YAML gives back: any value until it is looked at


def read_form(raw: Raw, year: int) -> Form:
    """Return the form a YAML document describes.

    Raises ValueError with the place and the fault for unknown keys, kinds or severities.
    """
    _only(raw, FORM_KEYS, "表单")
    fields = tuple(_field(f) for f in raw["fields"])
    simple = ("step", "order", "stage", "within_days", "derived_from", "guidance", "source", "inherits", "locked_when_used")
    return Form(
        platform=raw["platform"],
        code=str(raw["code"]),
        title=raw["title"],
        edition=year,
        group=tuple(raw["group"]),
        kind=raw["kind"],
        cardinality=raw["cardinality"],
        period=raw["period"],
        position=raw["position"],
        departments=tuple(_department(d) for d in raw["departments"]),
        fields=fields,
        primary_key=_names(raw.get("primaryKey", [])),
        unique_keys=tuple(_names(key) for key in raw.get("uniqueKeys", [])),
        foreign_keys=tuple(_foreign_key(key, str(raw["code"])) for key in raw.get("foreignKeys", [])),
        checks=tuple(_check(c) for c in raw.get("checks", [])),
        closable=raw.get("closable", True),
        importable=raw.get("importable", True),
        descriptor=raw,
        **{key: raw[key] for key in simple if key in raw},
    )


def _only(raw: Raw, known: frozenset[str], place: str) -> None:
    unknown = sorted(set(raw) - known)
    if unknown:
        raise ValueError(f"{place}：不认识的键 {'、'.join(unknown)}")


def _names(value: Any) -> tuple[str, ...]:  # YAML: one name or a list of names
    return (value,) if isinstance(value, str) else tuple(value)


def _department(raw: Raw) -> Department:
    _only(raw, frozenset({"unit", "supplies"}), f"部门 {raw.get('unit')}")
    supplies = raw.get("supplies")
    if isinstance(supplies, str):
        return Department(raw["unit"], scope=supplies)
    supplies = supplies or {}
    return Department(raw["unit"], scope=supplies.get("scope"), fields=tuple(supplies.get("fields", ())))


def _foreign_key(raw: Raw, own_code: str) -> ForeignKey:
    _only(raw, frozenset({"fields", "reference", "alternatives", "deferred"}), f"foreignKeys {raw.get('fields')}")
    targets = [raw["reference"], *raw.get("alternatives", [])]
    return ForeignKey(
        fields=_names(raw["fields"]),
        targets=tuple((str(t["resource"]) or own_code, _names(t["fields"])) for t in targets),
        deferred=raw.get("deferred", False),
    )


def _check(raw: Raw) -> Check:
    place = f"检查 {raw.get('id')}"
    _only(raw, CHECK_KEYS, place)
    try:
        severity = Severity(raw["severity"])
    except ValueError:
        raise ValueError(f"{place}：没有级别 {raw['severity']}，可用 error、explain、confirm、note") from None
    return Check(
        id=raw["id"],
        require=str(raw["require"]),
        when=None if raw.get("when") is None else str(raw["when"]),
        severity=severity,
        message=raw["message"],
        fields=_names(raw["fields"]),
        source=raw.get("source"),
        tolerance=raw.get("tolerance", Check.__dataclass_fields__["tolerance"].default),
    )


def _field(raw: Raw) -> Field:
    place = f"字段 {raw.get('name')}"
    _only(raw, FIELD_KEYS, place)
    if raw["kind"] not in KINDS:
        raise ValueError(f"{place}：没有种类 {raw['kind']}")
    constraints = raw.get("constraints", {})
    _only(constraints, frozenset(CONSTRAINTS), f"{place} constraints")
    given = {key: value for key, value in raw.items() if key not in {"constraints", "aliases"}}
    return Field(
        **given,
        aliases=tuple(raw.get("aliases", ())),
        **{CONSTRAINTS[key]: value for key, value in constraints.items()},
    )
