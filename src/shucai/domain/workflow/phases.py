"""What may be done when: the phases of a form in its campaign, and the verbs each of them permits (CAM-2, CAM-7). Data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shucai.domain.access import Verb
from shucai.domain.planning import StageKind
from shucai.domain.workflow.states import Standing


class CampaignState(StrEnum):
    """Whether a campaign is being prepared by the lead office, everybody's, or over."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


class Phase(StrEnum):
    """Where a form is in time. COLLECTING: its stage is the preparation and a person of the lead office imports it."""

    BEFORE = "before"
    COLLECTING = "collecting"
    FILLING = "filling"
    REVIEW = "review"
    ANALYSIS = "analysis"

    @property
    def label(self) -> str:
        """Return the words people read."""
        return PHASE_LABELS[self]


PHASE_LABELS = {
    Phase.BEFORE: "阶段未开始",
    Phase.COLLECTING: "集中导入",
    Phase.FILLING: "填报",
    Phase.REVIEW: "填报截止后",
    Phase.ANALYSIS: "核对分析",
}


class Permit(StrEnum):
    """What a phase says to a verb.

    RETURNED: only where the return is open for a correction. NAMED: there, or by the person named for the central import.
    REVIEW_BEGUN: once the campaign's review stage has begun; a campaign without one has none to wait for.
    """

    YES = "yes"
    NO = "no"
    RETURNED = "returned"
    NAMED = "named"
    REVIEW_BEGUN = "review_begun"

    @property
    def label(self) -> str:
        """Return the words people read."""
        return PERMIT_LABELS[self]


PERMIT_LABELS = {
    Permit.YES: "可以",
    Permit.NO: "",
    Permit.RETURNED: "已退回的",
    Permit.NAMED: "指定的人，或已退回的",
    Permit.REVIEW_BEGUN: "审核提交阶段开始后",
}

PHASES = tuple(Phase)
NOT_BEFORE = (Permit.NO, Permit.YES, Permit.YES, Permit.YES, Permit.YES)
OF_THE_WHOLE = (Permit.NO, Permit.REVIEW_BEGUN, Permit.REVIEW_BEGUN, Permit.REVIEW_BEGUN, Permit.REVIEW_BEGUN)

# in the order of the phases: before, collecting, filling, review, analysis
PERMITS: Mapping[Verb, tuple[Permit, Permit, Permit, Permit, Permit]] = {
    Verb.SEE_RETURN: (Permit.YES, Permit.YES, Permit.YES, Permit.YES, Permit.YES),
    Verb.FILL: (Permit.NO, Permit.RETURNED, Permit.YES, Permit.RETURNED, Permit.RETURNED),
    Verb.IMPORT: (Permit.NO, Permit.NAMED, Permit.YES, Permit.RETURNED, Permit.RETURNED),
    Verb.CHECK: (Permit.NO, Permit.YES, Permit.YES, Permit.RETURNED, Permit.RETURNED),
    Verb.CLOSE_FORM: (Permit.NO, Permit.RETURNED, Permit.YES, Permit.RETURNED, Permit.RETURNED),
    Verb.ACCEPT_ROWS: NOT_BEFORE,
    Verb.PUT_KEY_DATA: NOT_BEFORE,
    Verb.APPROVE_KEY_DATA: NOT_BEFORE,
    Verb.APPROVE_DEPARTMENT: NOT_BEFORE,
    Verb.APPROVE_COMPLIANCE: NOT_BEFORE,
    Verb.DELIBERATE: OF_THE_WHOLE,
    Verb.SUBMIT: OF_THE_WHOLE,
    Verb.ARCHIVE: OF_THE_WHOLE,
    Verb.REOPEN: NOT_BEFORE,
}

# verbs that move a return; what 撤回 and 退回修改 need is asked of the step's right
MOVING = frozenset({*PERMITS, Verb.WITHDRAW, Verb.RETURN}) - {Verb.SEE_RETURN}

# verbs that wait for the forms needed first, and the one that waits for the other departments' parts
WAITING_FOR_FORMS = frozenset({Verb.FILL, Verb.IMPORT, Verb.CHECK})
WAITING_FOR_PARTS = frozenset({Verb.APPROVE_DEPARTMENT})

# whose right it is to be among the persons named for a department's part; nobody named means everybody with the role
BY_FILLERS = frozenset({Verb.FILL, Verb.IMPORT, Verb.CHECK, Verb.CLOSE_FORM})
BY_REVIEWERS = frozenset({Verb.ACCEPT_ROWS, Verb.PUT_KEY_DATA, Verb.APPROVE_DEPARTMENT})

# what nobody does to a form that is computed from others
OF_TYPED_FORMS = frozenset({Verb.FILL, Verb.IMPORT, Verb.CLOSE_FORM})

# in which states of a campaign a verb that touches one is possible at all
EVER = frozenset(CampaignState)
RUNNING = frozenset({CampaignState.PUBLISHED})
CAMPAIGN_STATES: Mapping[Verb, frozenset[CampaignState]] = {
    Verb.SEE_CAMPAIGN: EVER,
    Verb.PLAN_CAMPAIGN: EVER - {CampaignState.CLOSED},
    Verb.PUBLISH_CAMPAIGN: frozenset({CampaignState.DRAFT}),
    Verb.EXTEND_DEADLINE: RUNNING,
    Verb.NAME_FILLERS: RUNNING,
    Verb.OVERRIDE_RULE: EVER - {CampaignState.CLOSED},
    Verb.SEE_PROGRESS: EVER - {CampaignState.DRAFT},
    Verb.SEE_RETURN: EVER - {CampaignState.DRAFT},
    Verb.ARCHIVE: EVER - {CampaignState.DRAFT},
    **dict.fromkeys(MOVING - {Verb.ARCHIVE}, RUNNING),
}


@dataclass(frozen=True, slots=True)
class FormNow:
    """A return in time and among others.

    stage, starts_on, due: the stage it is filled in, its first day, and the last one for the department (due_on).
    review_on, analysis_on: when these stages of the campaign begin, None where it has none.
    collector: who of the lead office imports it centrally, blank where its departments fill it.
    missing: titles of the forms needed first that are not complete. corrected: of those that were complete and are open
    for a correction, while this one was begun before and goes on. parts: departments whose part is not approved.
    fillers, reviewers: who is named for the department's part, by id with the name; empty for everybody with the role.
    is_typed: people fill it; it is not computed from other forms.
    open_until: the last day of its re-opening, None where it is not re-opened.
    """

    standing: Standing
    kind: StageKind
    stage: str
    starts_on: date
    due: date
    review_on: date | None = None
    analysis_on: date | None = None
    collector: str = ""
    missing: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    fillers: Mapping[int, str] = field(default_factory=dict[int, str])
    reviewers: Mapping[int, str] = field(default_factory=dict[int, str])
    is_typed: bool = True
    open_until: date | None = None


def phase_of(form: FormNow, today: date) -> Phase:
    """Return where a form is in time. An extension keeps it where it is filled, whatever stage the campaign is in."""
    if today < form.starts_on:
        return Phase.BEFORE
    if today <= form.due:
        is_collected = form.kind is StageKind.PREPARATION and form.collector
        return Phase.COLLECTING if is_collected else Phase.FILLING
    if form.analysis_on is not None and form.analysis_on <= today:
        return Phase.ANALYSIS
    return Phase.REVIEW
