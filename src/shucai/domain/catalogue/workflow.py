"""Workflows: the steps in which some forms are filled one after the other, as the catalogue states them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from shucai.domain.catalogue.figure import Figure, Platform, Source


@dataclass(frozen=True)
class Statement:
    """Something that must be true of the school as a whole.

    title: what must be true, in words. require: predicate over the figures and limits. message: for people where it is
    not, ``{name}`` a figure or limit.
    """

    title: str
    figures: tuple[Figure, ...]
    require: str
    message: str
    limits: Mapping[str, float] = field(default_factory=dict[str, float])

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return every form whose rows it needs."""
        return tuple(dict.fromkeys(source for figure in self.figures for source in figure.sources()))


@dataclass(frozen=True)
class WorkflowStep:
    """One step. All forms by code.

    needs: forms that must be there before. forms: those that are filled in this step. drafts: names of the derivations
    that draft rows of them. derived: forms that are computed in this step. missing: exception lists of it.
    """

    title: str
    needs: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    done_when: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Workflow:
    """A workflow of one platform. identities: what must be true of the numbers of rows over all steps."""

    platform: Platform
    name: str
    title: str
    department: str
    steps: tuple[WorkflowStep, ...]
    identities: tuple[Statement, ...] = ()
    source: str | None = None

    def statements(self) -> Iterator[tuple[tuple[str, ...], Statement]]:
        """Return every statement with its place in the definition."""
        for number, step in enumerate(self.steps, 1):
            for place, statement in enumerate(step.done_when, 1):
                yield ("steps", f"#{number}", "done_when", f"#{place}"), statement
        for place, statement in enumerate(self.identities, 1):
            yield ("identities", f"#{place}"), statement
