"""May I, now: every combination is answered as now.md says, and a refusal says why, until when and who can lift it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest

from shucai.domain.access import Actor, Allowed, Facts, Grant, Position, Role, Verb
from shucai.domain.planning import StageKind
from shucai.domain.problems import Refused
from shucai.domain.workflow import CampaignState, FormNow, KeyData, Situation, Standing, State, may_now
from tests.domain.access.matrix import COLUMNS
from tests.domain.workflow.page import CAMPAIGNS, MOVING, SAID, is_possible_in, phase_line

SCHOOL, UNIT, ME, SOMEBODY = 1, 10, 100, 101
STARTS, TODAY, DUE = date(2024, 9, 3), date(2024, 9, 5), date(2024, 9, 6)
WAITS_FOR_FORMS = {Verb.FILL, Verb.IMPORT, Verb.CHECK}


def grant(column: str) -> Grant:
    role, position = COLUMNS[column]
    return Grant(role, UNIT if role.is_of_a_unit else None, position=position)


EVERYTHING = Actor(ME, SCHOOL, "王小禾", tuple(grant(column) for column in COLUMNS))


@dataclass(frozen=True)
class Time:
    """A column of the phases, brought about by dates. collected: by the lead office."""

    phase: str
    today: date
    kind: StageKind = StageKind.FILLING
    collected: bool = False
    review_on: date | None = None
    analysis_on: date | None = None


LATER = date(2024, 12, 1)
TIMES = (
    Time("阶段未开始", date(2024, 9, 2)),
    Time("集中导入", TODAY, StageKind.PREPARATION, collected=True, review_on=LATER),
    Time("填报", TODAY, StageKind.PREPARATION),
    Time("填报", DUE, collected=True, review_on=TODAY),
    Time("填报截止后", date(2024, 9, 7), review_on=LATER),
    Time("填报截止后", date(2024, 9, 7), review_on=date(2024, 9, 7), analysis_on=LATER),
    Time("核对分析", LATER, review_on=date(2024, 9, 7), analysis_on=LATER),
)
FILLING = Standing(State.FILLING)
WAITING = ((), ()), (("1.1 学校基本信息",), ()), ((), ("图书馆",))


@dataclass(slots=True)
class Case:
    """A combination."""

    verb: Verb
    standing: Standing
    time: Time
    campaign: CampaignState
    waiting: tuple[tuple[str, ...], tuple[str, ...]] = WAITING[0]
    is_named: bool = False
    fillers: int | None = None
    reviewers: int | None = None
    is_typed: bool = True

    @property
    def situation(self) -> Situation:
        missing, parts = self.waiting
        time = self.time
        form = FormNow(
            standing=self.standing,
            kind=time.kind,
            stage="填报",
            starts_on=STARTS,
            due=DUE,
            review_on=time.review_on,
            analysis_on=time.analysis_on,
            collector="李小满" if time.collected else "",
            missing=missing,
            parts=parts,
            fillers=named(self.fillers),
            reviewers=named(self.reviewers),
            is_typed=self.is_typed,
        )
        return Situation(time.today, self.campaign, form)

    @property
    def facts(self) -> Facts:
        return Facts(SCHOOL, frozenset({UNIT}), "talent.1.1", person=ME if self.is_named else SOMEBODY)


def named(person: int | None) -> dict[int, str]:
    return {} if person is None else {person: {ME: "王小禾", SOMEBODY: "李小满"}[person]}


def standings() -> Iterator[Standing]:
    for state, key, is_returned in product(State, KeyData, (False, True)):
        yield Standing(state, key, is_returned)


def cases(verb: Verb) -> Iterator[Case]:
    for standing, waiting, is_named in product(standings(), WAITING, (True, False)):
        for time in TIMES:
            yield Case(verb, standing, time, CampaignState.PUBLISHED, waiting, is_named)
        for campaign in (CampaignState.DRAFT, CampaignState.CLOSED):
            yield Case(verb, standing, TIMES[3], campaign, waiting, is_named)
    for standing, fillers, reviewers, is_typed in product(
        standings(), (None, ME, SOMEBODY), (None, ME, SOMEBODY), (True, False)
    ):
        for time, is_named in product((TIMES[1], TIMES[3]), (True, False)):
            yield Case(
                verb,
                standing,
                time,
                CampaignState.PUBLISHED,
                WAITING[0],
                is_named,
                fillers,
                reviewers,
                is_typed,
            )


def expected(case: Case) -> str:
    """Return "" where the page allows it, otherwise the code of the first thing against it."""
    if not is_possible_in(case.campaign, case.verb):
        return "R404" if case.campaign is CampaignState.DRAFT else "R405"
    said = SAID.get((case.standing.state, case.verb))
    if said is None:
        return "R401"
    if said.key and case.standing.key not in said.key:
        return "R402" if case.verb is Verb.APPROVE_DEPARTMENT else "R403"
    return by_name(case) or by_phase(case) or by_waiting(case)


FILLERS_DO = {Verb.FILL, Verb.IMPORT, Verb.CLOSE_FORM, Verb.CHECK}
REVIEWERS_DO = {Verb.ACCEPT_ROWS, Verb.PUT_KEY_DATA, Verb.APPROVE_DEPARTMENT}


def by_name(case: Case) -> str:
    state, verb = case.standing.state, case.verb
    if not case.is_typed and verb in {Verb.FILL, Verb.IMPORT, Verb.CLOSE_FORM}:
        return "R415"
    by_fillers = verb in FILLERS_DO or (verb is Verb.WITHDRAW and state is State.CHECKED)
    by_reviewers = verb in REVIEWERS_DO or (verb is Verb.WITHDRAW and state is State.DEPARTMENT_APPROVED)
    if by_fillers and case.fillers == SOMEBODY and not case.is_named:
        return "R414"
    return "R414" if by_reviewers and case.reviewers == SOMEBODY else ""


def by_phase(case: Case) -> str:
    word = phase_line(case.standing.state, case.verb)[case.time.phase]
    review_on = case.time.review_on
    open_for = {
        "可": True,
        "否": False,
        "退": case.standing.is_returned,
        "名": case.standing.is_returned or case.is_named,
        "审": review_on is None or review_on <= case.time.today,
    }
    if open_for[word]:
        return ""
    if word == "审":
        return "R412"
    return {"阶段未开始": "R406", "集中导入": "R409", "填报截止后": "R407", "核对分析": "R408"}[
        case.time.phase
    ]


def by_waiting(case: Case) -> str:
    missing, parts = case.waiting
    if missing and case.verb in WAITS_FOR_FORMS:
        return "R410"
    return "R411" if parts and case.verb is Verb.APPROVE_DEPARTMENT else ""


def code(answer: Allowed | Refused) -> str:
    return answer.code if isinstance(answer, Refused) else ""


@pytest.mark.parametrize("verb", sorted(MOVING))
def test_every_combination_is_answered_as_the_page_says(verb: Verb):
    wrong, counted = [], Counter()
    for case in cases(verb):
        answered, said = code(may_now(EVERYTHING, verb, case.facts, case.situation)), expected(case)
        counted[said] += 1
        if answered != said:
            wrong.append(f"{case}: {answered or 'allowed'}, page: {said or 'allowed'}")
    assert wrong[:3] == []
    assert counted[""] > 0
    assert counted["R401"] > 0


def test_together_the_combinations_meet_every_refusal():
    met = {expected(case) for verb in MOVING for case in cases(verb)}
    assert met == {"", *(f"R{number}" for number in range(401, 413)), "R414", "R415"}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize(("state", "verb"), SAID)
def test_a_step_is_taken_by_those_the_page_names(state: State, verb: Verb, column: str):
    said = SAID[state, verb]
    standing = Standing(state, next(iter(said.key), KeyData.NONE))
    actor = Actor(ME, SCHOOL, "王小禾", (grant(column),))
    case = Case(verb, standing, TIMES[3], CampaignState.PUBLISHED, WAITING[0], is_named=False)
    answer = may_now(actor, verb, case.facts, case.situation)
    assert isinstance(answer, Allowed) == (column in said.who)


@pytest.mark.parametrize("campaign", CampaignState)
@pytest.mark.parametrize(
    "verb", [Verb(name) for name in CAMPAIGNS if name in set(Verb) and name != "archive"]
)
def test_what_touches_a_campaign_follows_its_state(verb: Verb, campaign: CampaignState):
    answer = may_now(
        EVERYTHING, verb, Facts(SCHOOL, frozenset({UNIT}), "talent.1.1"), Situation(TODAY, campaign)
    )
    assert isinstance(answer, Allowed) == is_possible_in(campaign, verb)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_draft_is_unknown_to_all_but_the_lead_office(column: str):
    actor = Actor(ME, SCHOOL, "王小禾", (grant(column),))
    answer = may_now(actor, Verb.SEE_CAMPAIGN, Facts(SCHOOL), Situation(TODAY, CampaignState.DRAFT))
    assert code(answer) == ("" if COLUMNS[column][0] is Role.LEAD_OFFICE else "R101")


def test_what_touches_no_campaign_asks_rights_alone():
    lead = Actor(ME, SCHOOL, "王小禾", (Grant(Role.LEAD_OFFICE, position=Position.HEAD),))
    assert not code(may_now(lead, Verb.MANAGE_UNITS, Facts(SCHOOL), Situation(TODAY, CampaignState.CLOSED)))


def test_moving_a_return_without_naming_one_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="names none"):
        may_now(
            EVERYTHING,
            Verb.FILL,
            Facts(SCHOOL, frozenset({UNIT}), "a"),
            Situation(TODAY, CampaignState.PUBLISHED),
        )


HEAD_AND_LEADER = (Grant(Role.DEPARTMENT_HEAD, UNIT), Grant(Role.SCHOOL_LEADER))


@pytest.mark.parametrize(("grants", "refused"), [(HEAD_AND_LEADER[:1], "R414"), (HEAD_AND_LEADER, "")])
def test_a_head_who_is_not_named_returns_only_what_he_may_return_as_school_leader(grants, refused):
    case = Case(Verb.RETURN, Standing(State.CHECKED), TIMES[3], CampaignState.PUBLISHED, reviewers=SOMEBODY)
    assert (
        code(may_now(Actor(ME, SCHOOL, "王小禾", grants), Verb.RETURN, case.facts, case.situation)) == refused
    )


def test_a_delegate_of_a_named_person_fills_by_that_grant_although_the_own_one_comes_first():
    case = Case(Verb.FILL, FILLING, TIMES[3], CampaignState.PUBLISHED, fillers=SOMEBODY)
    grants = (Grant(Role.REPORTER, UNIT), Grant(Role.REPORTER, UNIT, on_behalf_of=SOMEBODY))
    answer = may_now(Actor(ME, SCHOOL, "王小禾", grants), Verb.FILL, case.facts, case.situation)
    assert isinstance(answer, Allowed)
    assert answer.on_behalf_of == SOMEBODY
    assert (
        code(may_now(Actor(ME, SCHOOL, "王小禾", grants[:1]), Verb.FILL, case.facts, case.situation))
        == "R414"
    )


def reason(verb: Verb, standing: Standing, time: Time, waiting: tuple = WAITING[0]) -> str:
    case = Case(verb, standing, time, CampaignState.PUBLISHED, waiting, is_named=False)
    answer = may_now(EVERYTHING, verb, case.facts, case.situation)
    assert isinstance(answer, Refused)
    return answer.reason


def test_a_refusal_says_why_until_when_and_who_can_lift_it():
    assert reason(Verb.FILL, FILLING, TIMES[0]) == (
        "“填报”阶段还没有开始，不能填报；现在可以下载模板、收集数据；到2024年9月3日阶段开始为止；可以请牵头部门处理"
    )
    assert reason(Verb.FILL, FILLING, TIMES[5]) == "填报已于2024年9月6日截止，不能填报；可以请牵头部门处理"
    assert reason(Verb.FILL, FILLING, TIMES[3], WAITING[1]) == (
        "前面的表还没有完成：1.1 学校基本信息；不能填报；可以请负责这些表的部门或牵头部门处理"
    )
    assert reason(Verb.DELIBERATE, Standing(State.COMPLIANT), TIMES[4]) == (
        "“审核提交”阶段还没有开始，不能审议；到2024年12月1日阶段开始为止；可以请牵头部门处理"
    )
    assert reason(Verb.IMPORT, FILLING, TIMES[1]) == (
        "这张表由牵头部门的李小满集中导入，不能导入；请把填好的模板交给李小满；可以请牵头部门处理"
    )
