"""The returns that wait for the lead office, with what a compliance check looks at, told by what the departments approved."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.filling.models import Contribution, Declaration, Dispute, Return
from shucai.apps.review.apart import facts_of, kept_from
from shucai.apps.review.models import Decision
from shucai.apps.review.whole import digest_of_whole
from shucai.domain.access import Actor, Reach, Verb, reach
from shucai.domain.catalogue import Form, Severity
from shucai.domain.todos import Task, Todo
from shucai.domain.workflow import State


@dataclass(frozen=True)
class WaitingReturn:
    """A return that waits. counts: severity -> findings when its departments approved it. rows: as approved then.

    declared: some part has no data or is closed. disputed: somebody says that a rule is wrong, and has no answer yet.
    kept_from: who filled it, where the actor is one of them and so may not decide on it.
    """

    made: Return
    form: Form
    parts: Sequence[Contribution]
    rows: int
    counts: Mapping[Severity, int]
    declared: bool
    disputed: bool
    kept_from: frozenset[int] = frozenset()

    @property
    def leading(self) -> Contribution:
        """Return the part of the department that answers for the whole."""
        return self.parts[0]

    @property
    def units(self) -> str:
        """Return its departments, the leading one first."""
        return "、".join(part.assignment.unit.title for part in self.parts)

    @property
    def digest(self) -> str:
        """Return the hash of what its departments approved."""
        return digest_of_whole(self.parts)

    @property
    def is_plain(self) -> bool:
        """Return whether there is nothing in it to look at: it may pass together with others."""
        return not (self.declared or self.disputed or any(self.counts.values()))

    @property
    def findings(self) -> list[tuple[Severity, int]]:
        """Return the severities of which it has findings, the weightiest first."""
        return [(severity, count) for severity, count in self.counts.items() if count]


def waiting_returns(actor: Actor, verb: Verb = Verb.APPROVE_COMPLIANCE) -> list[WaitingReturn]:
    """Return the returns that wait for a decision of an actor's, in the platform's order; those to look at first."""
    lined = lined_up(actor, verb)
    kept = kept_from(actor, verb, lined)
    return sorted(_read(lined, kept), key=lambda one: one.is_plain)


def ready_for(actor: Actor, verb: Verb = Verb.APPROVE_COMPLIANCE) -> list[tuple[Return, list[Contribution]]]:
    """Return what waits for an actor and is not kept from them, in the platform's order."""
    lined = lined_up(actor, verb)
    kept = kept_from(actor, verb, lined)
    return [(made, parts) for made, parts in lined if made.pk not in kept]


def without_own(actor: Actor, todos: Sequence[Todo]) -> Sequence[Todo]:
    """Return to-dos without the checks of what the actor filled: they are another's, as the list of the check tells."""
    if not any(todo.task is Task.CHECK_COMPLIANCE for todo in todos):
        return todos
    lined = lined_up(actor)
    kept = kept_from(actor, Verb.APPROVE_COMPLIANCE, lined)
    forms = {made.form_id for made, _ in lined if made.pk in kept}
    return [
        todo for todo in todos if todo.task is not Task.CHECK_COMPLIANCE or todo.part.form_id not in forms
    ]


def passed_by(actor: Actor) -> list[tuple[Return, list[Contribution]]]:
    """Return what passed the compliance check and is not deliberated yet: the check can still be taken back."""
    return lined_up(actor, Verb.APPROVE_COMPLIANCE, State.COMPLIANT)


def onward_of(actor: Actor) -> list[tuple[Verb, list[tuple[Return, list[Contribution]]]]]:
    """Return what waits for the steps after the deliberation that are the actor's, step by step."""
    steps = ((verb, lined_up(actor, verb)) for verb in (Verb.SUBMIT, Verb.ARCHIVE))
    return [(verb, lined) for verb, lined in steps if lined]


def lined_up(
    actor: Actor, verb: Verb = Verb.APPROVE_COMPLIANCE, state: State | None = None
) -> list[tuple[Return, list[Contribution]]]:
    """Return the returns that wait for a decision of an actor's with their parts, in the platform's order.

    state: those of another state within the same reach.
    """
    deciding = reach(actor, verb)
    if not deciding:
        return []
    waiting = Return.objects.filter(
        school=actor.school, form__campaign__state="published", state=(state or STATES[verb]).value
    )
    ordered = waiting.select_related("form__campaign").order_by("form__campaign", "form__position")
    made = {one.pk: one for one in ordered}
    parts: dict[int, list[Contribution]] = {pk: [] for pk in made}
    theirs = Contribution.objects.filter(made_return__in=made).select_related("assignment__unit")
    for part in theirs.order_by("assignment__order"):
        part.made_return = made[part.made_return_id]
        parts[part.made_return_id].append(part)
    return [(one, parts[pk]) for pk, one in made.items() if _covers(deciding, one, parts[pk])]


STATES = {
    Verb.APPROVE_COMPLIANCE: State.DEPARTMENT_APPROVED,
    Verb.DELIBERATE: State.COMPLIANT,
    Verb.SUBMIT: State.DELIBERATED,
    Verb.ARCHIVE: State.SUBMITTED,
}


def _covers(deciding: Reach, made: Return, parts: Sequence[Contribution]) -> bool:
    return deciding.covers(facts_of(made, parts))


def _read(
    pairs: Sequence[tuple[Return, Sequence[Contribution]]], kept: Mapping[int, frozenset[int]]
) -> list[WaitingReturn]:
    ids = {made.pk for made, _ in pairs}
    approved = _approvals(ids)
    declared = set(
        Declaration.objects.filter(contribution__made_return__in=ids, unsigned_at=None).values_list(
            "contribution__made_return", flat=True
        )
    )
    open_ones = Dispute.objects.filter(made_return__in=ids, withdrawn_at=None, answered_at=None)
    disputed = set(open_ones.values_list("made_return", flat=True))
    found: list[WaitingReturn] = []
    for made, parts in pairs:
        counts = Counter[str]()
        for part in parts:
            counts.update(approved[part.pk].counts if part.pk in approved else {})
        campaign = made.form.campaign
        form = definitions_of(campaign.platform, campaign.edition_year)[made.form.code]
        rows = approved[parts[0].pk].rows if parts[0].pk in approved else 0
        by_weight = {one: counts[one.value] for one in Severity}
        found.append(
            WaitingReturn(
                made,
                form,
                parts,
                rows,
                by_weight,
                declared=made.pk in declared,
                disputed=made.pk in disputed,
                kept_from=kept.get(made.pk, frozenset()),
            )
        )
    return found


def _approvals(returns: Collection[int]) -> dict[int, Decision]:
    """Return contribution -> how its department approved it last."""
    made = Decision.objects.filter(made_return__in=returns, verb=Verb.APPROVE_DEPARTMENT.value).order_by("pk")
    return {one.contribution_id: one for one in made if one.contribution_id is not None}
