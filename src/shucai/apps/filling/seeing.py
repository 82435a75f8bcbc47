"""A part of a return as somebody sees it: its rows, what they may do to it now, and whether personal values are masked."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

import polars as pl

from shucai.apps.filling.covering import key_digest_of, moved_since_submitted, reviewed_since_submitted
from shucai.apps.filling.models import Contribution, Declaration, Receipt, Return
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.situations import PartNow, part_now
from shucai.apps.filling.working import working_rows
from shucai.domain.access import Actor, Allowed, Role, Verb, may
from shucai.domain.problems import Refused
from shucai.domain.rows import Scope, WorkingRows
from shucai.domain.rows.looking import numbered, shown_to
from shucai.domain.rows.masks import masked
from shucai.domain.workflow import State
from shucai.domain.workflow.steps import step_from

NOT_THEIR_ROLE, NOT_IN_ORDER = "R102", "R410"
TAKE_BACK = "要改，可以到“提交情况”撤回提交"
IN_CLEAR = (Verb.FILL, Verb.IMPORT, Verb.ACCEPT_ROWS, Verb.APPROVE_DEPARTMENT)


@dataclass(frozen=True)
class Seen:
    """A part of a return somebody may see. today, at: when it is looked at."""

    now: PartNow
    actor: Actor
    at: datetime
    today: date

    @property
    def part(self) -> Contribution:
        """Return the contribution."""
        return self.now.part

    @property
    def made(self) -> Return:
        """Return the whole return."""
        return self.now.part.made_return

    @cached_property
    def rows(self) -> WorkingRows:
        """Return all rows of the return."""
        return working_rows(self.made, at=self.at)

    @cached_property
    def scope(self) -> Scope:
        """Return which rows and cells are the part's."""
        return scope_of(self.part, self.now.siblings)

    @cached_property
    def is_masked(self) -> bool:
        """Return whether personal values are masked: for those who neither fill nor review (ruling 11)."""
        return not sees_in_clear(self.actor, self.now)

    @cached_property
    def frame(self) -> pl.DataFrame:
        """Return the rows that are shown, numbered, in order."""
        frame = shown_to(self.scope, self.rows.frame)
        return numbered(masked(self.rows.form, frame) if self.is_masked else frame)

    def may(self, verb: Verb) -> bool:
        """Return whether a verb is possible now."""
        return isinstance(self.now.may_now(self.actor, verb, self.today), Allowed)

    @cached_property
    def may_take_back(self) -> bool:
        """Return whether they may take the submission back: as long as its head did not begin to review it."""
        is_checked = State(self.part.state) is State.CHECKED
        return is_checked and self.may(Verb.WITHDRAW) and not reviewed_since_submitted(self.part)

    @cached_property
    def moved(self) -> Receipt | None:
        """Return what was submitted, where the rows in which the part's columns stand are others by now; else None."""
        return moved_since_submitted(self.part, self.rows, self.scope)

    @cached_property
    def locked(self) -> str:
        """Return why nothing can be typed now, until when, and who can lift it; blank where it can."""
        answer = self.now.may_now(self.actor, Verb.FILL, self.today)
        if isinstance(answer, Refused) and not (answer.code == NOT_IN_ORDER and self.declared):
            if answer.code == NOT_THEIR_ROLE and step_from(self.now.standing.state, Verb.FILL) is None:
                # nobody can: it is not for want of a role
                said = self._not_in_state
                return self._lifted(said) if self.may(Verb.RETURN) else said.reason
            # whose submission locks it can undo that: not the head's to ask
            return self._lifted(answer) if answer.code == "R401" else answer.reason
        signed = self.declared
        if signed is None:
            return ""
        words = signed.words.removesuffix("。")
        first = "请先重新开放" if signed.kind == "closed" else "请先撤回声明"
        return f"{signed.get_kind_display()}：{words}；要填报，{first}"

    def _lifted(self, answer: Refused) -> str:
        """Return why the state locks a part, and what lifts it: taking it back, or its reviewers sending it back."""
        if self.may_take_back:
            return f"{replace(answer, lifted_by='').reason}；{TAKE_BACK}"
        if State(self.part.state) is not State.CHECKED:
            return answer.reason
        others = (Role.DEPARTMENT_HEAD.label, *([answer.lifted_by] if answer.lifted_by else []))
        back = "在审核页退回" if self.may(Verb.RETURN) else f"请{'或'.join(dict.fromkeys(others))}退回"
        return f"{replace(answer, lifted_by='').reason}；要修改，{back}"

    @cached_property
    def key_data(self) -> str:
        """Return what becomes of the school leader's approval of key data while a part is filled again; blank without.

        It stands as long as the values stand that it covers (REV-2).
        """
        covered = self.part.key_digest
        if not covered or State(self.part.state) is not State.FILLING:
            return ""
        form = self.made.form
        covered_here = self.scope.fields if self.scope.is_of_fields else self.rows.form.by_name
        titles = [self.rows.form.by_name[one].title for one in form.key_fields if one in covered_here]
        named = "整张表" if form.is_key else "、".join(f"“{one}”" for one in titles)
        if covered == key_digest_of(self.part, self.rows, self.scope):
            return (
                f"关键数据（{named}）主管领导已批准；不改就不用再报批，改了要由部门负责人重新报主管领导批准"
            )
        return f"关键数据（{named}）与主管领导批准的不同；提交后由部门负责人重新报主管领导批准，改回批准时的样子就不用"

    @property
    def _not_in_state(self) -> Refused:
        return Refused("R401", {"state": self.now.standing.label_on(self.today), "verb": Verb.FILL.label})

    @cached_property
    def declared(self) -> Declaration | None:
        """Return what was declared about the part, None where nothing is in force."""
        in_force = Declaration.objects.filter(contribution=self.part, unsigned_at=None)
        return in_force.select_related("signed_by").first()


def sees_in_clear(actor: Actor, now: PartNow) -> bool:
    """Return whether somebody sees the personal values of a part: who fills or reviews it (ruling 11)."""
    return any(may(actor, verb, now.opened.facts) for verb in IN_CLEAR)


def seen_part(actor: Actor, part_id: int, *, at: datetime, today: date) -> Seen | Refused:
    """Return a part of a return as an actor sees it. R101 where it is not theirs."""
    now = part_now(actor.school, part_id)
    if now is None:
        return Refused("R101")
    answer = now.may_now(actor, Verb.SEE_RETURN, today)
    return answer if isinstance(answer, Refused) else Seen(now, actor, at, today)
