"""全校一览: both platforms in one look, for those above the departments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shucai.apps.audit.queries import last_move, moved_by
from shucai.apps.campaigns.models import Campaign
from shucai.apps.campaigns.queries import campaigns_of, extensions_in_force
from shucai.apps.review.queue import without_own
from shucai.domain.access import Actor, Verb, reach
from shucai.domain.progress import HoldKind, Progress, progress_of
from shucai.domain.todos import Task, Todo, todos_of
from shucai.web.account.idle import POLL
from shucai.web.actors import actor_of, today
from shucai.web.board.outlook import Names, OutlookShown, shown_outlook
from shucai.web.board.seen import seen_parts
from shucai.web.campaigns.words import Bar, Slice, bar_of, coming_words, due_words, name_of, slices_of

NO_CONTENT = 204
SHOWN = 3  # things to decide before the rest is a link
DECIDED = (Task.APPROVE_KEY_DATA, Task.DELIBERATE, Task.SUBMIT, Task.CHECK_COMPLIANCE)


@dataclass(frozen=True)
class Waiting:
    """Something the viewer decides: its form, whose it is, until when."""

    todo: Todo
    due: str


@dataclass(frozen=True)
class Look:
    """A campaign in one look. coming: the next deadline in words. waiting, more: what the viewer has to decide, rest."""

    campaign: Campaign
    name: str
    bar: Bar
    progress: Progress
    slices: tuple[Slice, ...]
    outlook: OutlookShown
    coming: str
    waiting: tuple[Waiting, ...]
    count: int

    @property
    def stage(self) -> str:
        """Return the name of the stage that runs."""
        return next((one.name for one in self.bar.stages if one.place == "now"), "")

    @property
    def more(self) -> int:
        """Return how many things to decide are not shown."""
        return self.count - len(self.waiting)

    @property
    def behind(self) -> int:
        """Return how many forms fewer are approved than should be by now, 0 for none."""
        return max(self.progress.expected - self.progress.done, 0)

    @property
    def holds(self) -> list[tuple[str, int, bool]]:
        """Return what a leader asks about: words, how many, whether somebody is overdue."""
        asked = (
            HoldKind.LATE, HoldKind.RETURNED, HoldKind.REOPENED_OVER, HoldKind.REOPENED, HoldKind.KEY_DATA,
            HoldKind.TO_PUT, HoldKind.REVIEW, HoldKind.COMPLIANCE,
        )  # fmt: skip
        counts = {hold.kind: hold for hold in self.progress.holds}
        return [(kind.short, counts[kind].count, counts[kind].is_hot) for kind in asked if kind in counts]


@require_safe
def leaders(request: HttpRequest) -> HttpResponse:
    """Show every running campaign that has forms for the viewer in one look. number: answer only where something changed."""
    actor, on = actor_of(request), today()
    number = last_move(actor.school)
    if request.GET.get("number") == number:
        return HttpResponse(status=NO_CONTENT)
    names, moved = Names(actor.school, on), moved_by(actor.school)
    running = list(campaigns_of(actor.school, drafts=False).exclude(state="closed"))
    looks = [look_of(actor, one, moved, names, on) for one in running]
    shown = [look for look in looks if look.progress.count]
    facts = {"looks": shown, "running": running, "number": number, "on": on, "title": title_of(actor)}
    page = "board/looks.html" if request.headers.get(POLL) else "board/leaders.html"
    return render(request, page, facts)


def title_of(actor: Actor) -> str:
    """Return what is seen in one look: the whole school, or the viewer's own departments alone."""
    seeing = reach(actor, Verb.SEE_RETURN)
    return "本部门一览" if seeing and not seeing.whole_school else "全校一览"


def look_of(actor: Actor, campaign: Campaign, moved: str, names: Names, today: date) -> Look:
    """Return a campaign as an actor sees it in one look. moved: as ``told_parts`` takes it."""
    seen, everything = seen_parts(actor, campaign, moved)
    progress = progress_of(seen, everything, today)
    todos = without_own(actor, todos_of(actor, everything, today))
    decided = [todo for todo in todos if todo.task in DECIDED]
    stages = list(campaign.stages.order_by("order"))
    return Look(
        campaign=campaign,
        name=name_of(campaign),
        bar=bar_of(stages, extensions_in_force(campaign), today),
        progress=progress,
        slices=tuple(slices_of(progress.counts)),
        outlook=shown_outlook(seen, everything, names, today),
        coming=coming_words(progress.coming, today),
        waiting=_waiting(decided[:SHOWN], today),
        count=len(decided),
    )


def _waiting(todos: Sequence[Todo], today: date) -> tuple[Waiting, ...]:
    return tuple(Waiting(todo, due_words(todo.due_on, today)) for todo in todos)
