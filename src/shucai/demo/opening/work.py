"""The demo school at work: last year's collection closed, this year's under way, with parts in every state."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum

from shucai.apps.campaigns.actions.closing import close_campaign
from shucai.apps.campaigns.models import Campaign
from shucai.apps.filling.parts import standing_of
from shucai.demo.opening.answers import NotOpened, done
from shucai.demo.opening.hands import Desk, Hands, Row, leading_part
from shucai.demo.opening.rows import RowsOfYear
from shucai.domain.workflow import KeyData

Tell = Callable[[str], None]


class Reach(IntEnum):
    """How far a form came."""

    BEGUN = 0
    TYPED = 1
    ACCEPTED = 2
    CHECKED = 3
    RETURNED = 4
    PUT = 5
    APPROVED = 6
    COMPLIANT = 7
    DELIBERATED = 8
    SUBMITTED = 9
    ARCHIVED = 10


class Again(IntEnum):
    """How far a form that passed its check came to be re-opened."""

    NO = 0
    ASKED = 1
    OPEN = 2
    OVER = 3


@dataclass(frozen=True, slots=True)
class Work:
    """What was done to a form. day: on which day before today it was begun. most: rows typed, None for all."""

    code: str
    day: int
    reach: Reach
    most: int | None = None
    again: Again = Again.NO


BEGUN, TYPED, ACCEPTED, CHECKED, RETURNED, PUT, APPROVED, COMPLIANT, DELIBERATED, SUBMITTED, ARCHIVED = Reach
TALENT = (
    Work("0.1.1", 6, APPROVED), Work("0.1.3", 5, APPROVED), Work("0.1.2", 4, CHECKED), Work("1.1.1", 5, COMPLIANT),
    Work("1.1.4", 5, APPROVED), Work("2.6.2", 5, DELIBERATED), Work("2.21.1", 5, SUBMITTED),
    Work("1.1.3", 4, COMPLIANT), Work("1.1.6", 4, PUT), Work("1.1.7", 4, COMPLIANT, again=Again.OPEN),
    Work("1.2.3", 4, CHECKED), Work("2.10.2", 4, APPROVED), Work("2.13.2", 4, COMPLIANT, again=Again.ASKED),
    Work("1.1.5", 3, CHECKED), Work("2.4.4", 3, APPROVED), Work("2.6.4", 3, RETURNED), Work("2.10.1", 3, PUT),
    Work("2.11.2", 3, APPROVED), Work("2.18.1", 3, COMPLIANT, again=Again.OVER), Work("2.9.6", 2, CHECKED),
    Work("2.11.4", 2, ACCEPTED), Work("2.17.4", 2, RETURNED), Work("2.18.2", 2, TYPED), Work("2.19.6", 2, RETURNED),
    Work("2.15.2", 2, BEGUN, 2), Work("2.19.5", 1, CHECKED), Work("1.5.4", 1, BEGUN, 60),
    Work("2.19.1", 1, TYPED, 40), Work("2.21.2", 1, BEGUN, 1),
)  # fmt: skip
NATIONAL = (
    Work("N-ZH-XX-01", 5, SUBMITTED), Work("N-ZH-XX-02", 4, DELIBERATED), Work("N-ZH-ZY-01", 3, COMPLIANT),
    Work("N-ZH-CD-01", 2, PUT), Work("N-DY-ZD-01", 2, RETURNED), Work("N-JX-HJ-01", 2, COMPLIANT, again=Again.OPEN),
    Work("N-JX-ZY-01", 2, APPROVED), Work("N-SX-GL-01", 1, CHECKED), Work("N-JX-YX-03", 1, BEGUN, 20),
)  # fmt: skip
DONE = {"talent": TALENT, "national": NATIONAL}

ANEW = "核对佐证材料时发现有两处报错了，需要更正"
QUESTIONS = {
    "talent": ("2.19.1", "今年新立项、还没有到账的经费要不要填？"),
    "national": ("N-JX-YX-03", "军训算不算教学周？"),
}
REASON, WORDS = "与上年相比没有变化，请核对后再报", "这一项与佐证材料不一致，请核对"
BEFORE_TODAY = timedelta(hours=5)  # so that what was begun on day 0 is done by now
LATELY = timedelta(hours=1, minutes=30)
STEP, APART = timedelta(minutes=30), timedelta(minutes=1)
OPEN_DAYS, OVER_DAYS = 3, 1  # for which something is re-opened

Act = Callable[[Desk], None]


def work_on_last_year(campaign: Campaign, rows: RowsOfYear, hands: Hands, *, at: datetime) -> None:
    """Do the forms of last year's campaign whose rows are compared this year, and close it. Raises NotOpened.

    What the lead office brought in stays approved: its check is another's.
    """
    works = [work for work in DONE[campaign.platform] if work.reach >= CHECKED]
    brought = set(campaign.forms.exclude(collected_by=None).values_list("code", flat=True))
    farthest = {work.code: APPROVED if work.code in brought else ARCHIVED for work in works}
    compared = [
        replace(work, reach=farthest[work.code] if work.reach >= APPROVED else ACCEPTED, again=Again.NO)
        for work in works
    ]
    _do(campaign, compared, rows, hands, at)
    done(close_campaign(campaign.pk, "本年度采集已经完成", by=hands.lead, at=at))


def work_on(campaign: Campaign, rows: RowsOfYear, hands: Hands, *, at: datetime, tell: Tell) -> None:
    """Do what was done to the forms of a campaign until a moment, in the order of time. Raises NotOpened."""
    works = DONE[campaign.platform]
    _do(campaign, works, rows, hands, at)
    code, question = QUESTIONS[campaign.platform]
    Desk(hands, leading_part(campaign, code), at - LATELY).wonder(question)
    tell(f"{campaign.title}：{len(works)} 张表在填、在审或已审")


def _do(campaign: Campaign, works: Sequence[Work], rows: RowsOfYear, hands: Hands, at: datetime) -> None:
    planned: list[tuple[datetime, str, Act]] = []
    for number, work in enumerate(works):
        begun = at - BEFORE_TODAY - timedelta(days=work.day) + number * APART
        planned += [(begun + step * STEP, work.code, act) for step, act in enumerate(_acts(work, rows))]
        lately = at - LATELY + number * APART
        planned += [(lately + step * STEP, work.code, act) for step, act in enumerate(_last_acts(work))]
    for moment, code, act in sorted(planned, key=lambda one: one[0]):
        try:
            act(Desk(hands, leading_part(campaign, code), moment))
        except NotOpened as problem:
            raise NotOpened(f"{code}：{problem}") from problem


def _acts(work: Work, rows: RowsOfYear) -> Iterator[Act]:
    """Yield what was done to a form, one step after the other."""
    yield lambda desk: _bring_or_fill(desk, rows.of(work.code)[: work.most])
    if work.reach >= ACCEPTED:
        yield Desk.accept
    if work.reach >= CHECKED:
        yield Desk.submit
    yield from _decisions(work.reach)
    if work.again is Again.OVER:
        yield from _re_opened(OVER_DAYS)


def _bring_or_fill(desk: Desk, rows: Sequence[Row]) -> None:
    """Lay rows into a form: by its workbook where the lead office collects it, else by hand."""
    if desk.part.made_return.form.collected_by_id is None:
        desk.fill(rows)
    else:
        desk.bring(rows)


def _decisions(reach: Reach) -> Sequence[Act]:
    if reach is RETURNED:
        return [lambda desk: desk.send_back(REASON, WORDS)]
    if reach is PUT:
        return [Desk.put]
    if reach < APPROVED:
        return []
    approved = [_through_the_leader, Desk.approve]
    return [*approved, Desk.check] if reach >= COMPLIANT else approved


def _last_acts(work: Work) -> Sequence[Act]:
    """Return what was done to it today, since the review began."""
    if work.again in {Again.ASKED, Again.OPEN}:
        return _re_opened(OPEN_DAYS)[: work.again]
    last = [Desk.deliberate, Desk.submit_above, Desk.archive]
    return last[: work.reach - COMPLIANT] if work.reach >= COMPLIANT else []


def _re_opened(days: int) -> Sequence[Act]:
    """Return how something is asked to be opened again for some days, and is."""
    return [lambda desk: desk.ask_anew(ANEW, days), Desk.open_anew]


def _through_the_leader(desk: Desk) -> None:
    """Put key data to the school leader and have them approved, where there are any."""
    if standing_of(desk.part).key is KeyData.DUE:
        desk.put()
        desk.approve_key()
