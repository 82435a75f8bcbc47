"""``workflows/*.yaml`` beside the forms of an edition -> Workflow: the steps in which forms are filled."""

from collections.abc import Iterator
from pathlib import Path

from shucai.adapters.catalogue_files import shapes
from shucai.adapters.catalogue_files.load import DATA
from shucai.adapters.catalogue_files.problems import BadDefinition, Slip, at, fault
from shucai.adapters.catalogue_files.read_derived import read_derivations
from shucai.adapters.catalogue_files.read_edition import document
from shucai.adapters.catalogue_files.read_figures import read_figures
from shucai.adapters.catalogue_files.shapes import Raw, shaped
from shucai.domain.catalogue import Catalogue, Edition, Place
from shucai.domain.catalogue.derivation import Derivation
from shucai.domain.catalogue.figure import Platform
from shucai.domain.catalogue.schema import ANY_PARAMETERS, forms_of
from shucai.domain.catalogue.workflow import Statement, Workflow, WorkflowStep
from shucai.domain.indicators import compile_statement
from shucai.domain.predicates import BadPredicate


def read_workflows(edition: Edition, catalogue: Catalogue, folder: Path = DATA) -> dict[str, Workflow]:
    """Return the workflows of an edition by file name, proved.

    Raises BadDefinition with one line a fault: file and line, place, what is wrong.
    """
    found: dict[str, Workflow] = {}
    faults: list[str] = []
    paths = sorted((folder / edition.platform / str(edition.year) / "workflows").glob("*.yaml"))
    derivations = read_derivations(edition, catalogue, folder) if paths else {}
    for path in paths:
        try:
            found[path.stem] = one = _workflow(document(path), edition.platform, path.stem)
        except Slip as slip:
            faults.append(fault(path, slip.place, slip.what))
            continue
        slips = [*_strangers(one, edition, derivations), *_false_statements(one, edition, catalogue)]
        faults += [fault(path, slip.place, slip.what) for slip in slips]
    if faults:
        raise BadDefinition(faults)
    return found


def _workflow(raw: object, platform: Platform, name: str) -> Workflow:
    given = shaped(raw, shapes.WORKFLOW, (), needs=("title", "department", "source", "steps"))
    return Workflow(
        platform=platform,
        name=name,
        title=given["title"],
        department=given["department"],
        steps=tuple(
            _step(step, platform, ("steps", f"#{n}")) for n, step in enumerate(given["steps"], start=1)
        ),
        identities=_statements(given.get("identities", []), platform, ("identities",)),
        source=given["source"],
    )


def _step(raw: Raw, platform: Platform, place: Place) -> WorkflowStep:
    given = shaped(raw, shapes.WORKFLOW_STEP, place, needs=("title",))
    with at(place):
        return WorkflowStep(
            title=given["title"],
            done_when=_statements(given.get("done_when", []), platform, (*place, "done_when")),
            **{
                key: tuple(given[key])
                for key in ("needs", "forms", "drafts", "derived", "missing")
                if key in given
            },
        )


def _statements(raw: list[Raw], platform: Platform, place: Place) -> tuple[Statement, ...]:
    return tuple(_statement(one, platform, (*place, f"#{n}")) for n, one in enumerate(raw, start=1))


def _statement(raw: Raw, platform: Platform, place: Place) -> Statement:
    given = shaped(raw, shapes.STATEMENT, place, needs=("title", "figures", "require", "message"))
    return Statement(
        title=given["title"],
        figures=read_figures(given["figures"], platform, (*place, "figures")),
        require=given["require"],
        message=given["message"],
        limits={name: float(limit) for name, limit in given.get("limits", {}).items()},
    )


def _strangers(one: Workflow, edition: Edition, derivations: dict[str, Derivation]) -> Iterator[Slip]:
    """Return every name of a form or derivation that is not there, or is of another kind."""
    kinds = {(d.form, d.kind) for d in derivations.values()}
    for number, step in enumerate(one.steps, start=1):
        place = ("steps", f"#{number}")
        for key, codes in (("needs", step.needs), ("forms", step.forms)):
            yield from (
                Slip((*place, key, code), f"没有表单 {code}") for code in codes if code not in edition.forms
            )
        for key, kind, codes in (
            ("derived", "derived", step.derived),
            ("missing", "exception_list", step.missing),
        ):
            yield from (
                Slip((*place, key, code), f"没有推导 {code}") for code in codes if (code, kind) not in kinds
            )
        for name in step.drafts:
            if name not in derivations or derivations[name].kind not in {"draft", "prefill"}:
                yield Slip((*place, "drafts", name), f"没有起草或预填的推导 {name}")


def _false_statements(one: Workflow, edition: Edition, catalogue: Catalogue) -> Iterator[Slip]:
    forms = forms_of(catalogue, edition.year)
    for place, statement in one.statements():
        try:
            compile_statement(statement, forms, ANY_PARAMETERS)
        except BadPredicate as error:
            yield Slip(place, str(error))
