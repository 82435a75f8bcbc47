"""The workbook part: which sheets there are, which are hidden, where they lie, and how dates count."""

from dataclasses import dataclass, field

from shucai.adapters.workbooks.reading.contents import Refused
from shucai.adapters.workbooks.reading.package import Package, joined, local_attributes, local_name

TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet and the name of its part."""

    name: str
    hidden: bool
    part: str


@dataclass
class WorkbookPart:
    """What the workbook part says. recalculates: values of formulas may never have been calculated."""

    sheets: list[SheetPart]
    date_1904: bool = False
    recalculates: bool = False
    parts: dict[str, str] = field(default_factory=dict[str, str])  # kind of relation -> part, such as styles


def read_workbook_part(package: Package) -> WorkbookPart:
    """Return what the workbook part and its relations say. Raises Refused."""
    name = _main_part(package)
    relations = {key: (kind, joined(name, target)) for key, kind, target in _relations(package, name)}
    found = WorkbookPart([], parts=dict(relations.values()))
    for element in package.xml(name).iter():
        attributes = local_attributes(element)
        match local_name(element):
            case "workbookPr":
                found.date_1904 = attributes.get("date1904") in TRUE
            case "calcPr":
                found.recalculates = attributes.get("fullCalcOnLoad") in TRUE
            case "sheet":
                kind, target = relations.get(attributes.get("id", ""), ("", ""))
                if kind == "worksheet":  # charts and macro sheets hold no rows
                    hidden = attributes.get("state", "visible") != "visible"
                    found.sheets.append(SheetPart(attributes.get("name", ""), hidden, target))
            case _:
                pass
    return found


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package:
        for _, kind, target in _relations(package, ""):
            if kind == "officeDocument":
                return joined("", target)
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    raise Refused("W101", detail="是压缩包，里面没有工作簿")


def _relations(package: Package, part: str) -> list[tuple[str, str, str]]:
    """Return id, last word of the type, and target of each relation of a part; the root's for an empty name."""
    folder, _, leaf = part.rpartition("/")
    name = f"{folder}/_rels/{leaf}.rels" if folder else f"_rels/{leaf}.rels"
    attributes = (local_attributes(element) for element in package.xml(name))
    return [(a.get("Id", ""), a.get("Type", "").rpartition("/")[2], a.get("Target", "")) for a in attributes]
