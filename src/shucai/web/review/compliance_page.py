"""What the page of a whole return shows: its departments, what the checks say, statements, what was declared and decided."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

import polars as pl

from shucai.apps.catalogue.queries import own_rules
from shucai.apps.filling.checking.found import eased_rules
from shucai.apps.filling.models import Contribution, Declaration, Dispute, Return
from shucai.apps.filling.parts import standing_of
from shucai.apps.filling.seeing import Seen
from shucai.apps.review.models import Decision
from shucai.apps.review.reviewed import Reviewed
from shucai.apps.review.whole import ReviewedWhole, parts_of
from shucai.domain.access import Actor, Allowed, Verb, may, reach
from shucai.domain.catalogue import Severity
from shucai.domain.checks import Rule
from shucai.domain.problems import Refused
from shucai.domain.rows import UID
from shucai.domain.workflow import Standing, State, standing_of_whole
from shucai.web.findings.masking import message_of, title_in_school
from shucai.web.review.looks import Look, look_of

DECIDING = (Verb.APPROVE_COMPLIANCE, Verb.DELIBERATE, Verb.SUBMIT, Verb.ARCHIVE)
WORDS = {
    Verb.APPROVE_COMPLIANCE: "合规检查通过",
    Verb.DELIBERATE: "审议通过",
    Verb.SUBMIT: "确认已上报",
    Verb.ARCHIVE: "归档",
}
CONFIRMED = {
    Verb.DELIBERATE: "领导小组已经审议，同意这张表的数据",
    Verb.SUBMIT: "这张表已经导入平台并上报；以后要改，先由牵头部门重新开放",
    Verb.ARCHIVE: "这张表不再更改",
}
NEXT = {State.COMPLIANT: Verb.DELIBERATE, State.DELIBERATED: Verb.SUBMIT, State.SUBMITTED: Verb.ARCHIVE}
WAITS = {
    State.COMPLIANT: "合规检查已通过，等领导小组审议",
    State.DELIBERATED: "已审议通过，等牵头部门（组长、副组长）上报",
    State.SUBMITTED: "已上报，等牵头部门归档",
    State.ARCHIVED: "这张表已归档，不再更改",
}  # for those whose office the next step is not
SHOWN = 5  # places of a rule
Pairs = list[tuple[str, int]]


@dataclass(frozen=True)
class Place:
    """A place of a finding. pin: how it is pointed at. said: what its department wrote of it."""

    words: str
    message: str
    pin: str
    said: str = ""


@dataclass(frozen=True)
class Group:
    """The findings of a rule. across: it speaks of several forms. disputed: somebody says that it is wrong."""

    rule: Rule
    title: str
    severity: str
    count: int
    places: Sequence[Place]
    across: bool
    disputed: bool

    @property
    def rest(self) -> int:
        """Return how many places are not shown."""
        return self.count - len(self.places)


@dataclass(frozen=True)
class Share:
    """A department's part: where it stands, who approved it; nobody where that does not hold any more."""

    reviewed: Reviewed
    standing: Standing
    approved: Decision | None
    key: Decision | None

    @property
    def part(self) -> Contribution:
        """Return the part."""
        return self.reviewed.part

    @property
    def count(self) -> int:
        """Return how many rows it stands for."""
        return self.reviewed.own.height


@dataclass(frozen=True)
class CompliancePage:
    """A whole return as an actor sees it."""

    seen: Seen
    actor: Actor
    today: date

    @property
    def made(self) -> Return:
        """Return the return."""
        return self.seen.made

    @cached_property
    def whole(self) -> ReviewedWhole:
        """Return what is decided on."""
        return ReviewedWhole(self.made, parts_of(self.made, self.seen.now.siblings), self.seen.at, self.today)

    @property
    def standing(self) -> Standing:
        """Return where the whole stands; re-opened or sent back where a part of it is."""
        return standing_of_whole(State(self.made.state), [standing_of(one) for one in self.seen.now.siblings])

    @property
    def count(self) -> int:
        """Return how many rows the whole has."""
        return self.whole.rows.height

    def answer(self, verb: Verb) -> Allowed | Refused:
        """Return whether a decision over the whole is the actor's now."""
        if not State(self.made.state).is_complete:
            return Refused("R401", {"state": self.standing.label_on(self.today), "verb": verb.label})
        return self.seen.now.may_now_whole(self.actor, verb, self.today, filled_by=self.whole.fillers)

    @cached_property
    def decides(self) -> bool:
        """Return whether it is the actor's office to decide on whole returns: they see what the checks say of all parts."""
        return any(may(self.actor, verb, self.seen.now.opened.facts) for verb in DECIDING)

    @property
    def checks(self) -> bool:
        """Return whether returns can wait for the actor's check: they have a list of them."""
        return bool(reach(self.actor, Verb.APPROVE_COMPLIANCE))

    @cached_property
    def forward(self) -> tuple[Verb, str] | None:
        """Return the decision that carries the whole on and is the actor's now, with its word."""
        able = (verb for verb in WORDS if isinstance(self.answer(verb), Allowed))
        return next(((verb, WORDS[verb]) for verb in able), None)

    @property
    def confirmed(self) -> str:
        """Return what is confirmed with the step that carries it on, blank where nothing is."""
        return CONFIRMED.get(self.forward[0], "") if self.forward else ""

    @cached_property
    def may_return(self) -> bool:
        """Return whether the actor may send it back now."""
        return isinstance(self.answer(Verb.RETURN), Allowed)

    @cached_property
    def may_withdraw(self) -> bool:
        """Return whether the actor may take back that it passed."""
        return self.made.state == State.COMPLIANT.value and isinstance(self.answer(Verb.WITHDRAW), Allowed)

    @property
    def why_not(self) -> str:
        """Return why nothing can be decided now, blank where something can."""
        if self.forward or self.may_return or self.may_withdraw:
            return ""
        state = State(self.made.state)
        verb = NEXT.get(state, Verb.APPROVE_COMPLIANCE)
        if state in WAITS and (state is State.ARCHIVED or not reach(self.actor, verb)):
            return WAITS[state]
        answer = self.answer(verb)
        return answer.reason if isinstance(answer, Refused) else ""

    @cached_property
    def against(self) -> list[Refused]:
        """Return what stands against letting it pass, nothing while it is not with those who could let it."""
        return list(self.whole.all_against()) if State(self.made.state).is_complete else []

    @property
    def severities(self) -> list[tuple[Severity, int]]:
        """Return how many findings of each weight there are."""
        return [(one, self.whole.counts[one.value]) for one in Severity]

    @cached_property
    def decisions(self) -> list[tuple[Decision, Look]]:
        """Return the decisions over the return and its parts, the newest first, each with its look."""
        related = ("by", "on_behalf_of", "contribution__assignment__unit")
        found = Decision.objects.filter(made_return=self.made).select_related(*related).order_by("-pk")
        return [(one, look_of(one)) for one in found]

    @cached_property
    def shares(self) -> list[Share]:
        """Return the departments' parts, the leading one first."""
        last: dict[tuple[int | None, str], Decision] = {}
        for decision, _ in reversed(self.decisions):
            last[decision.contribution_id, decision.verb] = decision
        return [_share(one, last) for one in self.whole.each]

    @cached_property
    def declared(self) -> list[Declaration]:
        """Return what its departments declared: no data, or closed."""
        return [
            one for part in self.whole.parts for one in part.declarations.all() if one.unsigned_at is None
        ]

    @cached_property
    def across(self) -> frozenset[str]:
        """Return the rules that compare it with other forms."""
        return eased_rules(self.whole.found.form)

    @property
    def statements(self) -> tuple[int, int]:
        """Return how many rules compare it with other forms, and how many of those found something; none without rows."""
        if self.whole.rows.is_empty():
            return 0, 0
        return len(self.across), len(self.across & self.whole.found.counts.keys())

    @property
    def uncompared(self) -> tuple[int, str]:
        """Return how many rules were not answered, and why, in words; none without rows."""
        summary = self.whole.found.summary
        if self.whole.rows.is_empty() or not summary["skipped"]:
            return 0, ""
        causes = "；".join(f"{cause}（{count} 条）" for cause, count in cast("Pairs", summary["causes"]))
        return cast("int", summary["skipped"]), causes

    @property
    def has_suppliers(self) -> bool:
        """Return whether a department supplies columns of rows that others have."""
        return any(one.scope.is_of_fields for one in self.whole.each)

    @cached_property
    def disputes(self) -> list[Dispute]:
        """Return what was said against rules in this return and has no answer yet."""
        said = Dispute.objects.filter(made_return=self.made, withdrawn_at=None, answered_at=None)
        return list(said.select_related("by").order_by("pk"))

    @cached_property
    def groups(self) -> list[Group]:
        """Return the findings by rule: across forms first within each weight."""
        frame, rules = self.whole.found.frame, self.whole.leading.seen.rules
        disputed, counts = {one.rule for one in self.disputes}, Counter(frame["rule"])
        weight = {one.value: place for place, one in enumerate(Severity)}
        made = [
            self._group(frame.filter(pl.col("rule") == name), rules[name], disputed=name in disputed)
            for name in counts
        ]
        return sorted(made, key=lambda one: (weight[one.severity], not one.across, -one.count))

    @cached_property
    def own_rules(self) -> frozenset[str]:
        """Return the ids of the rules that the school itself changed."""
        return own_rules(self.made.school_id, self.whole.found.form)

    def _group(self, found: pl.DataFrame, rule: Rule, *, disputed: bool) -> Group:
        form = self.whole.found.form
        rows = found.head(SHOWN).iter_rows(named=True)
        return Group(
            rule,
            title_in_school(rule, form, self.own_rules),
            found["severity"][0],
            found.height,
            [self._place(row, rule) for row in rows],
            rule.id in self.across,
            disputed,
        )

    def _place(self, row: Mapping[str, str | int], rule: Rule) -> Place:
        found = self.whole.found
        whole = rule.id in found.whole_rules
        message = message_of(found.form, rule, str(row["message"]), masked=self.seen.is_masked)
        said = self._said.get((str(row["rule"]), str(row["row"]), str(row["cells"])), "")
        if whole:
            return Place("整张表", message, f"/{row['field']}" if row["field"] else "", said)
        return Place(
            f"第 {row['number']} 行", message, f"{row[UID.removeprefix('#')]}/{row['field'] or ''}", said
        )

    @cached_property
    def _said(self) -> dict[tuple[str, str, str], str]:
        """Return (rule, row, cells) -> what was written of a finding."""
        frame, said = self.whole.leading.seen.frame, self.whole.leading.seen.said
        spoken = frame.filter(pl.col("said").is_not_null()).select("rule", "row", "cells", "said")
        return {
            (rule, row, cells): f"{said[number].category} {said[number].text}".strip()
            for rule, row, cells, number in spoken.iter_rows()
        }


def _share(reviewed: Reviewed, last: Mapping[tuple[int | None, str], Decision]) -> Share:
    part, standing = reviewed.part, standing_of(reviewed.part)
    holds = standing.state.is_complete or standing.is_reopened
    approved = last.get((part.pk, Verb.APPROVE_DEPARTMENT.value)) if holds else None
    key = last.get((part.pk, Verb.APPROVE_KEY_DATA.value)) if part.key_stage == "approved" else None
    return Share(reviewed, standing, approved, key)
