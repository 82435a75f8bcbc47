"""Pages of long work: what somebody asked for, one piece of it, and its progress. Another's is not found."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shucai.apps.jobs.models import Job
from shucai.apps.jobs.queries import is_anybody_working, job_of, jobs_of
from shucai.web.actors import actor_of, clock
from shucai.web.jobs.kinds import SHOWN
from shucai.web.jobs.telling import told

LISTED = 30


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """Show what somebody asked for, the latest first."""
    mine = list(jobs_of(actor_of(request))[:LISTED])
    waiting = any(job.is_open for job in mine)
    facts = {"jobs": mine, "nobody_works": waiting and not is_anybody_working(clock())}
    return render(request, "jobs/list.html", facts)


@require_safe
def one(request: HttpRequest, job_id: int) -> HttpResponse:
    """Show how far a piece of long work is, or how it ended."""
    job = _job_or_404(request, job_id)
    shown = SHOWN[job.kind]
    facts: dict[str, object] = {"job": job, "origin": shown.origin(job)}
    if job.is_open:
        facts["far"] = told(job, clock())
    elif job.state == Job.DONE:
        ending = shown.ending(job)
        facts |= {"ending": ending, **ending.facts}
    return render(request, "jobs/one.html", facts)


@require_safe
def progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """Answer a page that follows long work: nothing new (204), how far it is, or the order to load how it ended."""
    job = _job_or_404(request, job_id)
    if not job.is_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    now = told(job, clock())
    if request.GET.get("seen") == now.seen:
        return HttpResponse(status=204)
    return render(request, "jobs/progress.html", {"job": job, "far": now})


def _job_or_404(request: HttpRequest, job_id: int) -> Job:
    job = job_of(actor_of(request), job_id)
    if job is None or job.kind not in SHOWN:
        raise Http404
    return job
