"""The parts of a return as scopes: from its assignments, with the names of the departments."""

from collections.abc import Iterable

from shucai.apps.filling.models import Contribution
from shucai.apps.filling.working import definition_of
from shucai.domain.catalogue import Form
from shucai.domain.rows import Other, Scope
from shucai.domain.workflow import State


def names_beside(definition: Form) -> frozenset[str]:
    """Return the fields that name a row to people who see only a part of it: what somebody is called."""
    return frozenset(field.name for field in definition.fields if field.kind == "name")


def scope_of(part: Contribution, siblings: Iterable[Contribution] | None = None) -> Scope:
    """Return what a department may change. part: with its return, form and campaign at hand; siblings: where read already."""
    return scopes_of(part, siblings)[part.pk]


def scopes_of(part: Contribution, siblings: Iterable[Contribution] | None = None) -> dict[int, Scope]:
    """Return the scopes of all parts of the return of one, by contribution, the leading one first."""
    definition = definition_of(part.made_return)
    titles = {field.name: field.title for field in definition.fields}
    if siblings is None:
        siblings = Contribution.objects.filter(made_return=part.made_return_id).select_related(
            "assignment__unit"
        )
    ordered = sorted(siblings, key=lambda one: one.assignment.order)
    own = {one.pk: one.assignment for one in ordered}
    is_open = [one for one in ordered if _is_open(one)]
    reopened = {one.pk: frozenset(one.open_fields) & titles.keys() for one in is_open}
    rows = {one.pk: frozenset(one.open_rows) for one in is_open}
    parts = {
        pk: Other(held.unit.title, held.order == 0, frozenset(held.fields) & titles.keys())
        for pk, held in own.items()
    }
    return {
        pk: Scope(
            pk,
            one.leads,
            one.fields,
            {k: v for k, v in parts.items() if k != pk},
            titles,
            reopened.get(pk, frozenset()),
            rows.get(pk, frozenset()),
        )
        for pk, one in parts.items()
    }


def _is_open(part: Contribution) -> bool:
    """Return whether a part is re-opened and not submitted again yet."""
    return part.open_until is not None and part.state == State.FILLING.value
