"""Where a school stands in a workflow: step by step what is there, what can be drafted, what is missing, what holds."""

from dataclasses import dataclass

import polars as pl

from shucai.adapters.catalogue_files import read_workflows
from shucai.domain.catalogue import Source
from shucai.domain.catalogue.schema import forms_of
from shucai.domain.catalogue.workflow import Statement, Workflow, WorkflowStep
from shucai.domain.indicators import Answer, answer, compile_statement
from shucai.domain.predicates import Parameters
from shucai.toolkit.catalogue import YEAR, catalogue
from shucai.toolkit.check import source_title
from shucai.toolkit.derive import FormDerived, derivation_plans, derive_in_turn, derive_one
from shucai.toolkit.rows import Rows

Frames = dict[Source, pl.DataFrame]


@dataclass(frozen=True)
class AtHand:
    """A form with the number of its rows, None where there is no file of it."""

    title: str
    rows: int | None


@dataclass(frozen=True)
class Unanswered:
    """A statement that cannot be answered: these forms are not at hand."""

    statement: Statement
    missing: tuple[str, ...]


@dataclass(frozen=True)
class StepState:
    """Where a school stands in one step."""

    step: WorkflowStep
    needs: tuple[AtHand, ...]
    forms: tuple[AtHand, ...]
    drafts: tuple[FormDerived, ...]
    derived: tuple[FormDerived, ...]
    missing: tuple[FormDerived, ...]
    done_when: tuple[Answer | Unanswered, ...]

    @property
    def is_done(self) -> bool:
        """Return whether everything holds by which the step counts as done."""
        return all(isinstance(one, Answer) and one.holds for one in self.done_when)


@dataclass(frozen=True)
class WorkflowState:
    """Where a school stands in a workflow."""

    workflow: Workflow
    steps: tuple[StepState, ...]
    identities: tuple[Answer | Unanswered, ...]

    @property
    def results(self) -> list[FormDerived]:
        """Return every draft, computed form and exception list, step by step."""
        return [one for step in self.steps for one in (*step.drafts, *step.derived, *step.missing)]


def workflows(year: int = YEAR) -> dict[str, Workflow]:
    """Return the workflows of a year by name."""
    everything = catalogue()
    return {
        name: one
        for edition in everything.editions
        if edition.year == year
        for name, one in read_workflows(edition, everything).items()
    }


def walk(rows: Rows, workflow: Workflow, year: int = YEAR) -> WorkflowState:
    """Return where a school stands. Computed forms and exception lists are those of the rows at hand, made anew."""
    plans = {
        plan.derivation.name: plan
        for plan in derivation_plans(year)
        if plan.derivation.platform == workflow.platform
    }
    computed = {code for step in workflow.steps for code in (*step.derived, *step.missing)}
    frames = dict(rows.frames)
    results = derive_in_turn([plan for name, plan in plans.items() if name in computed], frames)
    of_form = {one.form.code: one for one in results}
    walker = _Walker(workflow, frames, year)
    steps = tuple(
        StepState(
            step=step,
            needs=tuple(map(walker.at_hand, step.needs)),
            forms=tuple(map(walker.at_hand, step.forms)),
            drafts=tuple(derive_one(plans[name], frames) for name in step.drafts),
            derived=tuple(of_form[code] for code in step.derived),
            missing=tuple(of_form[code] for code in step.missing),
            done_when=tuple(map(walker.answered, step.done_when)),
        )
        for step in workflow.steps
    )
    return WorkflowState(workflow, steps, tuple(map(walker.answered, workflow.identities)))


class _Walker:
    """The rows against which the steps of a workflow are held."""

    def __init__(self, workflow: Workflow, frames: Frames, year: int) -> None:
        self.workflow, self.frames = workflow, frames
        edition = catalogue().edition(workflow.platform, year)
        self.forms = forms_of(catalogue(), year)
        self.parameters = Parameters(*edition.periods["academic_year"], year)

    def at_hand(self, code: str) -> AtHand:
        source = Source(self.workflow.platform, code)
        frame = self.frames.get(source)
        return AtHand(source_title(source), None if frame is None else frame.height)

    def answered(self, statement: Statement) -> Answer | Unanswered:
        missing = [source for source in statement.sources if source not in self.frames]
        if missing:
            return Unanswered(statement, tuple(map(source_title, missing)))
        return answer(compile_statement(statement, self.forms, self.parameters), self.frames)
