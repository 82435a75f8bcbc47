"""Phone and e-mail on the page of a person and on the page of one's own account: masked, shown whole, changed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from shucai.apps.organisation import actions
from shucai.domain.problems import Refused
from shucai.web.account.mine import page as own_page
from shucai.web.actors import actor_of, clock, person_of
from shucai.web.asking import text_of
from shucai.web.fragments import go_to
from shucai.web.organisation.asking import Wrong
from shucai.web.organisation.people import page_of, person_or_404

Page = Callable[..., HttpResponse]


@require_POST
def change(request: HttpRequest, person_id: int) -> HttpResponse:
    """Change the contacts of a person."""
    person_or_404(request, person_id)
    return _changed(request, person_id, lambda **facts: page_of(request, person_id, **facts), "people_one")


@require_POST
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show the contacts of a person whole, in this answer only."""
    person_or_404(request, person_id)
    return _shown(request, person_id, lambda **facts: page_of(request, person_id, **facts))


@require_POST
def change_own(request: HttpRequest) -> HttpResponse:
    """Change one's own contacts."""
    return _changed(
        request, person_of(request).pk, lambda **facts: own_page(request, **facts), "account_mine"
    )


@require_POST
def show_own(request: HttpRequest) -> HttpResponse:
    """Show one's own contacts whole, in this answer only."""
    return _shown(request, person_of(request).pk, lambda **facts: own_page(request, **facts))


def _changed(request: HttpRequest, person_id: int, page: Page, back: str) -> HttpResponse:
    new = actions.NewContacts(
        text_of(request, "phone"), text_of(request, "email"), frozenset(request.POST.getlist("drop"))
    )
    outcome = actions.change_contacts(person_id, new, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return page(wrong=Wrong(outcome))
    messages.success(request, "联系方式已保存")
    return go_to(request, back, **({"person_id": str(person_id)} if back == "people_one" else {}))


def _shown(request: HttpRequest, person_id: int, page: Page) -> HttpResponse:
    outcome = actions.show_contacts(person_id, by=actor_of(request), at=clock())
    return page(wrong=Wrong(outcome)) if isinstance(outcome, Refused) else page(contacts=outcome)
