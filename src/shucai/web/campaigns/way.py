"""The page of the way of a return: a diagram drawn from the steps, the state of one return marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shucai.apps.filling.seeing import seen_part
from shucai.domain.problems import Refused
from shucai.domain.workflow import State
from shucai.domain.workflow.way import Station, way
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import id_in

ROW, WIDTH, LANE = 96, 104, 11  # pixels: height of a state, width of the drawing, between two arcs
MIDDLE = ROW // 2


@dataclass(frozen=True)
class Arc:
    """A way back as it is drawn: from the middle of one row to that of another, out to a lane of its own."""

    path: str
    head: str


@require_safe
def campaigns_way(request: HttpRequest) -> HttpResponse:
    """Show how a form gets from its first row to the archive. part: of the return whose state is marked."""
    stations = way()
    facts: dict[str, object] = {
        "stations": stations,
        "arcs": list(_arcs(stations)),
        "height": ROW * len(stations),
        "width": WIDTH,
    }
    return render(request, "campaigns/way.html", facts | _marked(request))


def _marked(request: HttpRequest) -> dict[str, object]:
    """Return the return that is marked, nothing where none is asked for. Raises Http404 for one that is not seen."""
    if "part" not in request.GET:
        return {}
    part = id_in(request, "part")
    seen = seen_part(actor_of(request), part, at=clock(), today=today()) if part else Refused("R101")
    if isinstance(seen, Refused):
        raise Http404
    standing = seen.now.standing.label_on(seen.today)
    return {"seen": seen, "now": State(seen.part.state), "standing": standing, "form": seen.rows.form}


def _arcs(stations: Iterable[Station]) -> Iterable[Arc]:
    """Yield an arc for each two states between which a way leads back, the shortest nearest to the states."""
    ends = {(move.start.rank, move.end.rank) for station in stations for move in station.back}
    for place, (start, end) in enumerate(sorted(ends, key=lambda one: (one[0] - one[1], one[0]))):
        out, low, high = WIDTH - 14 - LANE * (place + 1), start * ROW + MIDDLE, end * ROW + MIDDLE + 5 + place
        away = f"M{WIDTH} {low + 4}H{out + 6}Q{out} {low + 4} {out} {low - 2}"
        path = f"{away}V{high + 6}Q{out} {high} {out + 6} {high}H{WIDTH - 6}"
        yield Arc(path, f"M{WIDTH} {high}l-7 -3.5v7z")
