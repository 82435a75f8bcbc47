"""What may stand under each key of a definition. An unknown key or value is refused, never passed over:

a slip of the pen must not switch a check off.
"""

from collections.abc import Mapping
from typing import Any, get_args

from shucai.adapters.catalogue_files.problems import Slip
from shucai.domain.catalogue import Place, Severity
from shucai.domain.catalogue.derivation import DerivationKind
from shucai.domain.catalogue.figure import Platform
from shucai.domain.catalogue.form import (
    KINDS,
    Cardinality,
    FieldType,
    FormKind,
    LockedWhenUsed,
    Period,
    Standing,
)

Raw = Mapping[str, Any]  # what YAML gives back: any value until it is looked at
Shape = Mapping[str, type | tuple[type, ...] | frozenset[str]]

NUMBER = (int, float)
ONE_OR_MORE = (str, list)

FORM: Shape = {
    "code": str,
    "title": str,
    "platform": frozenset(get_args(Platform)),
    "group": list,
    "kind": frozenset(get_args(FormKind)),
    "cardinality": frozenset(get_args(Cardinality)),
    "period": frozenset(get_args(Period)),
    "position": int,
    "stage": str,
    "order": int,
    "step": int,
    "within_days": int,
    "inherits": bool,
    "locked_when_used": frozenset(get_args(LockedWhenUsed)),
    "derived_from": str,
    "importable": bool,
    "closable": bool,
    "departments": list,
    "source": str,
    "guidance": str,
    "primaryKey": ONE_OR_MORE,
    "uniqueKeys": list,
    "foreignKeys": list,
    "fields": list,
    "checks": list,
}
FIELD: Shape = {
    "name": str,
    "title": str,
    "type": frozenset(get_args(FieldType)),
    "kind": KINDS,
    "unit": str,
    "code_list": str,
    "multi": bool,
    "constraints": dict,
    "required_when": str,
    "blank_unless_required": bool,
    "none_allowed": bool,
    "fill_down": bool,
    "personal": str,
    "key_data": bool,
    "event_date": bool,
    "derived": bool,
    "filled_by": str,
    "varies": bool,
    "aliases": list,
    "guidance": str,
    "standing": frozenset(get_args(Standing)),
    "source": str,
}
CONSTRAINTS: Shape = {
    "required": bool,
    "unique": bool,
    "minLength": int,
    "maxLength": int,
    "minimum": NUMBER,
    "maximum": NUMBER,
    "pattern": str,
}
CHECK: Shape = {
    "id": str,
    "require": (str, bool),
    "when": (str, bool),
    "fields": ONE_OR_MORE,
    "severity": frozenset(severity.value for severity in Severity),
    "message": str,
    "source": str,
    "tolerance": NUMBER,
    "per": ONE_OR_MORE,
    "figures": dict,
    "limits": dict,
    "once": bool,
}
FIGURE: Shape = {
    "from": str,
    "last_year": bool,
    "title": str,
    "with": dict,
    "split": str,
    "each": str,
    "match": dict,
    "where": (str, bool),
    "others": bool,
    "take": str,
}
INDICATOR: Shape = {
    "id": str,
    "title": str,
    "unit": str,
    "figures": dict,
    "limits": dict,
    "numerator": str,
    "denominator": str,
    "value": str,
    "places": int,
    "at_least": (int, float, str),
    "at_most": (int, float, str),
    "per": dict,
    "variant": str,
    "source": str,
    "note": str,
}
GROUPING: Shape = {"from": str, "by": str}
DERIVATION: Shape = {
    "form": str,
    "kind": frozenset(get_args(DerivationKind)),
    "title": str,
    "source": str,
    "editable": list,
    "order": list,
    "limits": dict,
    "parts": list,
}
PART: Shape = {
    "from": str,
    "last_year": bool,
    "split": str,
    "times": dict,
    "join": dict,
    "repeat": dict,
    "with": dict,
    "where": (str, bool),
    "per": list,
    "columns": dict,
    "left_out": list,
    "keep": bool,
}
JOIN: Shape = {**FIGURE, "bring": dict}
REPETITION: Shape = {"name": str, "first": str, "last": str}
LEFT_OUT: Shape = {"where": (str, bool), "reason": str}
WORKFLOW: Shape = {"title": str, "department": str, "source": str, "steps": list, "identities": list}
WORKFLOW_STEP: Shape = {
    "title": str,
    "needs": list,
    "forms": list,
    "drafts": list,
    "derived": list,
    "missing": list,
    "done_when": list,
}
STATEMENT: Shape = {"title": str, "figures": dict, "limits": dict, "require": str, "message": str}
DEPARTMENT: Shape = {"unit": str, "supplies": (str, dict)}
SUPPLIES: Shape = {"scope": str, "fields": list}
FOREIGN_KEY: Shape = {
    "fields": ONE_OR_MORE,
    "reference": dict,
    "alternatives": list,
    "deferred": bool,
    "exempt": ONE_OR_MORE,
}
REFERENCE: Shape = {"resource": str, "fields": ONE_OR_MORE}


def shaped(raw: object, shape: Shape, place: Place, needs: tuple[str, ...] = ()) -> Raw:
    """Return a mapping whose keys and values are as its shape allows. Raises Slip naming the first that is not.

    needs: keys that must be there.
    """
    if not isinstance(raw, dict):
        raise Slip(place, "这里应为一组“键: 值”")
    for key, value in raw.items():
        allowed = shape.get(key)
        if allowed is None:
            raise Slip((*place, str(key)), f"不认识这个键，可用：{'、'.join(shape)}")
        if isinstance(allowed, frozenset):
            if value not in allowed:
                raise Slip((*place, key), f"值 {value!r} 不在可用的值里：{'、'.join(sorted(allowed))}")
        elif not _is_of(value, allowed):
            raise Slip((*place, key), f"值 {value!r} 的类型不对")
    missing = [key for key in needs if key not in raw]
    if missing:
        raise Slip(place, f"缺少键 {'、'.join(missing)}")
    return raw


def _is_of(value: object, allowed: type | tuple[type, ...]) -> bool:
    """Return whether a value is of a type; a truth value is no number."""
    types = allowed if isinstance(allowed, tuple) else (allowed,)
    return isinstance(value, types) and (not isinstance(value, bool) or bool in types)
