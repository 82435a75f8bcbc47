"""``examples/<code>.yaml`` beside the forms of an edition -> the examples of the predicates of one form, proved."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from shucai.adapters.catalogue_files.load import DATA
from shucai.adapters.catalogue_files.problems import BadDefinition, Slip, fault
from shucai.adapters.catalogue_files.read_edition import document
from shucai.adapters.catalogue_files.shapes import Shape, shaped
from shucai.domain.catalogue import Catalogue, Edition, Form, Place
from shucai.domain.examples import Example, Row, Verdict, example_slips

EXAMPLE: Shape = {
    **{verdict.value: (dict, list) for verdict in Verdict},
    "given": dict,
    "rows": list,
}
Examples = Mapping[str, tuple[Example, ...]]


def read_examples(form: Form, catalogue: Catalogue, folder: Path = DATA) -> Examples:
    """Return the examples of the predicates of a form, by id of the check; none where it has no file of them.

    Raises BadDefinition with one line a fault: file and line, place, what is wrong.
    """
    path = _folder_of(catalogue.edition_of(form), folder) / f"{form.code}.yaml"
    if not path.exists():
        return {}
    try:
        found = dict(_examples(document(path)))
    except Slip as slip:
        raise BadDefinition([fault(path, slip.place, slip.what)]) from None
    faults = [fault(path, place, what) for place, what in example_slips(found, form, catalogue)]
    if faults:
        raise BadDefinition(faults)
    return found


def prove_examples(catalogue: Catalogue, folder: Path = DATA) -> int:
    """Return how many examples all files hold. Raises BadDefinition with every fault of every file."""
    faults: list[str] = []
    count = 0
    for edition in catalogue.editions:
        strays = {path.stem for path in _folder_of(edition, folder).glob("*.yaml")} - set(edition.forms)
        faults += [
            fault(_folder_of(edition, folder) / f"{code}.yaml", (), f"没有表单 {code}")
            for code in sorted(strays)
        ]
    for form in catalogue:
        try:
            count += sum(map(len, read_examples(form, catalogue, folder).values()))
        except BadDefinition as bad:
            faults += bad.faults
    if faults:
        raise BadDefinition(faults)
    return count


def _folder_of(edition: Edition, folder: Path) -> Path:
    return folder / edition.platform / str(edition.year) / "examples"


def _examples(raw: object) -> Iterator[tuple[str, tuple[Example, ...]]]:
    if not isinstance(raw, dict):
        raise Slip((), "这里应为一组“校验编号: 例子”")
    for rule, entries in raw.items():
        if not isinstance(entries, list) or not entries:
            raise Slip((str(rule),), "这里应为一列例子，每个以 - pass、- fail 或 - open 开头")
        yield str(rule), tuple(_example(one, (str(rule), f"#{n}")) for n, one in enumerate(entries, start=1))


def _example(raw: object, place: Place) -> Example:
    given = shaped(raw, EXAMPLE, place)
    stated = [verdict for verdict in Verdict if verdict.value in given]
    if len(stated) != 1:
        raise Slip(place, "每个例子恰好写 pass、fail、open 中的一个")
    return Example(
        verdict=stated[0],
        rows=_rows(given[stated[0].value], (*place, stated[0].value)),
        after=_rows(given.get("rows", []), (*place, "rows")),
        given={
            str(code): _rows(rows, (*place, "given", str(code)))
            for code, rows in given.get("given", {}).items()
        },
    )


def _rows(raw: Any, place: Place) -> tuple[Row, ...]:  # a row, a list of rows, or what somebody wrote instead
    rows = [raw] if isinstance(raw, dict) else raw
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Slip(place, "这里应为一行“字段: 值”，或几行")
    return tuple(rows)
