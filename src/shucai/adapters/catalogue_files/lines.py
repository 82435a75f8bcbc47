"""Where in a YAML document a place stands; looked up only for what is wrong."""

from pathlib import Path

import yaml

from shucai.domain.catalogue import Place

NAMES = ("name", "id", "unit", "code")  # the keys by which an entry of a list is known


def line_of(path: Path, place: Place) -> int:
    """Return the line (from 1) of the deepest part of a place that the document has; 1 where it has none."""
    node: yaml.Node | None
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, yaml.YAMLError):
        return 1
    line = 1
    for part in place:
        found = _inside(node, part)
        if found is None:
            break
        line, node = found
    return line


def _inside(node: yaml.Node | None, part: str) -> tuple[int, yaml.Node] | None:
    """Return line and node of a key of a mapping, or of the entry of a list that is known by this name or number.

    Entries are numbered #1, #2 …; what may be one entry or a list of them is its own #1.
    """
    if node is not None and part.startswith("#"):
        return _numbered(node, int(part[1:]))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            if part in _names(entry):
                return entry.start_mark.line + 1, entry
    return None


def _numbered(node: yaml.Node, number: int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode):
        entry = node.value[number - 1]
        return entry.start_mark.line + 1, entry
    return node.start_mark.line + 1, node


def _names(entry: yaml.Node) -> list[str]:
    """Return what an entry of a list may be called: its name, or the first of the fields it is about."""
    if isinstance(entry, yaml.ScalarNode):
        return [str(entry.value)]
    if not isinstance(entry, yaml.MappingNode):
        return []
    values = {key.value: value for key, value in entry.value}
    names = [str(values[name].value) for name in NAMES if isinstance(values.get(name), yaml.ScalarNode)]
    fields = values.get("fields")
    if isinstance(fields, yaml.SequenceNode):
        names.append("+".join(str(field.value) for field in fields.value))
    return names
