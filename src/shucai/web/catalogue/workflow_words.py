"""The workflows of the year in words: which forms each step fills, what comes ready, when it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from shucai import toolkit
from shucai.domain.catalogue import Form
from shucai.domain.catalogue.conditions import Vocabulary, words_of_demand
from shucai.domain.catalogue.workflow import Statement, Workflow, WorkflowStep
from shucai.toolkit.derive import derivation_plans
from shucai.web.catalogue.figure_words import FigureWords, asking, called, words_of_figures


@dataclass(frozen=True)
class StatementWords:
    """Something that must be so. demand: the same by what is counted."""

    title: str
    figures: tuple[FigureWords, ...]
    demand: str


@dataclass(frozen=True)
class StepWords:
    """A step. drafts: titles of what comes drafted, with the form it is drafted for."""

    title: str
    needs: tuple[Form, ...]
    forms: tuple[Form, ...]
    drafts: tuple[tuple[str, Form], ...]
    derived: tuple[Form, ...]
    missing: tuple[Form, ...]
    done_when: tuple[StatementWords, ...]


@dataclass(frozen=True)
class WorkflowWords:
    """A workflow with its steps, and what must be so over all of them."""

    workflow: Workflow
    steps: tuple[StepWords, ...]
    identities: tuple[StatementWords, ...]


def workflow_words() -> list[WorkflowWords]:
    """Return the workflows of the year in the order of their files."""
    return [_words(workflow) for workflow in toolkit.workflows().values()]


def _words(workflow: Workflow) -> WorkflowWords:
    form = next(form for form in toolkit.catalogue() if form.platform == workflow.platform)
    return WorkflowWords(
        workflow=workflow,
        steps=tuple(_step(step, form) for step in workflow.steps),
        identities=tuple(_statement(one, form) for one in workflow.identities),
    )


def _step(step: WorkflowStep, form: Form) -> StepWords:
    plans = {plan.derivation.name: plan for plan in derivation_plans()}
    return StepWords(
        title=step.title,
        needs=_forms(step.needs, form),
        forms=_forms(step.forms, form),
        drafts=tuple((plans[name].derivation.title, plans[name].form) for name in step.drafts),
        derived=_forms(step.derived, form),
        missing=_forms(step.missing, form),
        done_when=tuple(_statement(one, form) for one in step.done_when),
    )


def _forms(codes: Sequence[str], form: Form) -> tuple[Form, ...]:
    everything = toolkit.catalogue().edition_of(form).forms
    return tuple(everything[code] for code in codes)


def _statement(statement: Statement, form: Form) -> StatementWords:
    rows = asking(Vocabulary({}, limits=statement.limits), statement.figures, called(statement.figures), form)
    return StatementWords(
        title=statement.title,
        figures=tuple(words_of_figures(statement.figures, rows)),
        demand=words_of_demand(statement.require, rows.vocabulary),
    )
