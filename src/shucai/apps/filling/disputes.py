"""Rules that people say are wrong, for the lead office: how often, where, why, and what was answered."""

from collections import Counter
from dataclasses import dataclass, field

from shucai.apps.filling.models import CheckRun, Dispute


@dataclass(frozen=True)
class DisputedRule:
    """A rule with what was said against it, the newest first.

    found: findings of the rule in the last runs, of all forms of the school. waiting: how many have no answer.
    """

    rule: str
    form: str
    found: int
    disputes: list[Dispute] = field(default_factory=list[Dispute])

    @property
    def places(self) -> int:
        """Return at how many rows or forms it was disputed, each once however many people did."""
        return len({(one.made_return_id, one.row) for one in self.disputes})

    @property
    def met(self) -> int:
        """Return at how many places it was met; one that is disputed and was corrected since counts as met."""
        return max(self.found, self.places)

    @property
    def rate(self) -> float:
        """Return the share of the places it was met at that are disputed, 0 to 1."""
        return self.places / self.met

    @property
    def waiting(self) -> int:
        """Return how many have no answer yet."""
        return sum(one.answered_at is None for one in self.disputes)


def disputed_rules(school: int) -> list[DisputedRule]:
    """Return the disputed rules of a school: those that wait for an answer first, then by the share disputed."""
    found = Counter[str]()
    for counts in CheckRun.objects.filter(school=school).values_list("counts", flat=True):
        found.update(counts)
    rules: dict[str, DisputedRule] = {}
    said = Dispute.objects.filter(school=school, withdrawn_at=None)
    for one in said.select_related("by", "answered_by", "made_return__form").order_by("-at", "-pk"):
        code = one.made_return.form.code
        rules.setdefault(one.rule, DisputedRule(one.rule, code, found[one.rule])).disputes.append(one)
    return sorted(rules.values(), key=lambda one: (one.waiting == 0, -one.rate, -one.places, one.rule))


def open_disputes(school: int) -> int:
    """Return how many objections of a school wait for an answer."""
    return Dispute.objects.filter(school=school, withdrawn_at=None, answered_at=None).count()
