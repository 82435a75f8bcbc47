"""The returns that wait for the lead office, with what a compliance check looks at, told by what the departments approved."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.filling.models import Contribution, Declaration, Dispute, Return
from shucai.apps.review.models import Decision
from shucai.apps.review.whole import digest_of_whole
from shucai.domain.access import Actor, Facts, Reach, Verb, reach
from shucai.domain.catalogue import Form, Severity
from shucai.domain.workflow import State


@dataclass(frozen=True)
class WaitingReturn:
    """A return that waits. counts: severity -> findings when its departments approved it. rows: as approved then.

    declared: some part has no data or is closed. disputed: somebody says that a rule is wrong, and has no answer yet.
    """

    made: Return
    form: Form
    parts: Sequence[Contribution]
    rows: int
    counts: Mapping[Severity, int]
    declared: bool
    disputed: bool

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
    return sorted(_read(lined_up(actor, verb)), key=lambda one: one.is_plain)


def lined_up(actor: Actor, verb: Verb = Verb.APPROVE_COMPLIANCE) -> list[tuple[Return, list[Contribution]]]:
    """Return the returns that wait for a decision of an actor's with their parts, in the platform's order."""
    deciding = reach(actor, verb)
    if not deciding:
        return []
    waiting = Return.objects.filter(
        school=actor.school, form__campaign__state="published", state=STATES[verb].value
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
}


def _covers(deciding: Reach, made: Return, parts: Sequence[Contribution]) -> bool:
    named = f"{made.form.campaign.platform}.{made.form.code}"
    return deciding.covers(Facts(made.school_id, frozenset({parts[0].assignment.unit_id}), named))


def _read(pairs: Sequence[tuple[Return, Sequence[Contribution]]]) -> list[WaitingReturn]:
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
            WaitingReturn(made, form, parts, rows, by_weight, made.pk in declared, made.pk in disputed)
        )
    return found


def _approvals(returns: Collection[int]) -> dict[int, Decision]:
    """Return contribution -> how its department approved it last."""
    made = Decision.objects.filter(made_return__in=returns, verb=Verb.APPROVE_DEPARTMENT.value).order_by("pk")
    return {one.contribution_id: one for one in made if one.contribution_id is not None}
