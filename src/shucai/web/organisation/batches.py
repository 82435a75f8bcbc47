"""Accounts made by long work, as its page shows them: what was done, and the slips with initial passwords, once."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from shucai.apps.jobs.models import Job
from shucai.apps.organisation import actions, queries
from shucai.apps.organisation.actions.intake import PASSWORDS, ROSTER
from shucai.apps.organisation.actions.slips import KEPT
from shucai.domain.access import Verb
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock
from shucai.web.asking import guarded
from shucai.web.fragments import go_to
from shucai.web.jobs.kinds import SHOWN, Ending, Kind, Origin
from shucai.web.organisation.people import slips as slips_page


@require_POST
def slips(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Show the initial passwords of a batch, for the only time."""
    guarded(request, Verb.MANAGE_PEOPLE)
    batch = queries.batch_of(actor_of(request), batch_id)
    if batch is None:
        raise Http404
    outcome = actions.show_slips(batch_id, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        messages.error(request, outcome.reason)
        return go_to(request, "jobs_one", job_id=str(batch.job_id))
    return slips_page(request, list(outcome), title=f"{len(outcome)} 人的初始密码")


def _ending(job: Job) -> Ending:
    batch = job.slip_batch
    made = job.result.get("people_new", 0) + job.result.get("renewed", 0)
    state = "none" if not made else "waiting" if batch.sealed else "gone"
    facts = {"batch": batch, "slips": state, "kept_days": KEPT.days}
    return Ending(_words(job), "organisation/batch_end.html", facts)


def _words(job: Job) -> str:
    """Return what a batch did."""
    did = job.result
    if job.kind == PASSWORDS:
        return f"已重发 {did['renewed']} 人的初始密码，原来的已作废"
    if not any(did.values()):
        return "名册里的内容系统里都有，什么也没改"
    new = f"新增 {did['people_new']} 人、{did['grants_new']} 个角色"
    return f"名册已导入：{new}，修改 {did['people_changed']} 人、{did['grants_changed']} 个角色"


def _roster_page(_job: Job) -> Origin:
    return Origin("批量建账号", reverse("roster"))


def _people_page(_job: Job) -> Origin:
    return Origin("人员与账号", reverse("people"))


SHOWN[ROSTER] = Kind(_roster_page, _ending)
SHOWN[PASSWORDS] = Kind(_people_page, _ending)
