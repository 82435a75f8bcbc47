"""「这条规则不对」: whoever sees a finding may say so, with the reason; the lead office answers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shucai.apps.audit.actions import Subject, record
from shucai.apps.filling.checking.doubles import rules_of_return
from shucai.apps.filling.checking.found import row_hash
from shucai.apps.filling.models import Contribution, Dispute
from shucai.apps.filling.situations import may_now_on_part
from shucai.apps.filling.working import definition_of, sealing_for, working_rows
from shucai.domain.access import Actor, Facts, Verb, allowed
from shucai.domain.problems import Refused
from shucai.domain.rows import UID

LEAST_REASON = 5
LONGEST_REASON = 300


@dataclass(frozen=True)
class Disputed:
    """What is said against a rule. uid: of the row it was met at, blank for the rule as such."""

    rule: str
    uid: str
    reason: str


@transaction.atomic
def dispute(part_id: int, said: Disputed, *, by: Actor, at: datetime, today: date) -> Dispute | Refused:
    """Say that a rule is wrong, at a row."""
    answer = may_now_on_part(by, Verb.SEE_RETURN, part_id, today)
    if isinstance(answer, Refused):
        return answer
    reason = said.reason.strip()
    wrong = _why_not_reason(reason)
    if wrong:
        return wrong
    read = ("made_return__form__campaign", "assignment__unit")
    part = Contribution.objects.select_related(*read).get(pk=part_id)
    made = part.made_return
    if said.rule not in {rule.id for rule in rules_of_return(definition_of(made))}:
        return Refused("R605")
    row = _row(part, said.uid, at)
    there = Dispute.objects.filter(
        school=by.school, made_return=made, rule=said.rule, row=row, by=by.person, withdrawn_at=None
    )
    known = there.first()
    if known is not None:
        return Refused("R607" if known.answered_at else "R606")
    raised = Dispute.objects.create(
        school_id=by.school,
        made_return=made,
        rule=said.rule,
        row=row,
        reason=reason,
        by_id=by.person,
        at=at,
    )
    record(
        Verb.SEE_RETURN,
        Subject(by.school, "dispute", str(raised.pk), f"{made.form.code} {said.rule}"),
        by=by,
        at=at,
        facts={"did": "对规则提出异议", "rule": said.rule, "unit": part.assignment.unit.title},
        on_behalf_of=answer.on_behalf_of,
    )
    return raised


@transaction.atomic
def answer_disputes(rule: str, text: str, *, by: Actor, at: datetime) -> int | Refused:
    """Answer all that was said against a rule and has no answer yet. Return how many."""
    answer = allowed(by, Verb.OVERRIDE_RULE, Facts(school=by.school))
    if isinstance(answer, Refused):
        return answer
    words = text.strip()
    wrong = _why_not_reason(words)
    if wrong:
        return wrong
    waiting = Dispute.objects.select_for_update().filter(
        school=by.school, rule=rule, answered_at=None, withdrawn_at=None
    )
    ids = list(waiting.values_list("pk", flat=True))
    if not ids:
        return Refused("R101")
    Dispute.objects.filter(pk__in=ids).update(answer=words, answered_by=by.person, answered_at=at)
    record(
        Verb.OVERRIDE_RULE,
        Subject(by.school, "dispute", str(ids[0]), rule),
        by=by,
        at=at,
        facts={"did": "答复规则异议", "rule": rule, "count": len(ids)},
        on_behalf_of=answer.on_behalf_of,
    )
    return len(ids)


def _why_not_reason(text: str) -> Refused | None:
    if len(text) < LEAST_REASON:
        return Refused("R304", {"least": str(LEAST_REASON)})
    if len(text) > LONGEST_REASON:
        return Refused("R214", {"field": "理由", "most": str(LONGEST_REASON), "count": str(len(text))})
    return None


def _row(part: Contribution, uid: str, at: datetime) -> str:
    """Return the keyed hash of the row, blank where it is there no more."""
    rows = working_rows(part.made_return, at=at)
    found = rows.frame.filter(rows.frame[UID] == uid)
    sealing = sealing_for(part.made_return, at=at)
    return row_hash(rows.form, found.row(0, named=True), sealing) if found.height else ""
