"""Places that the office marked in the data of a department go with what it sends back from the whole form."""

import pytest

from shucai.apps.review.models import Mark, Pin
from shucai.web.review import compliance
from tests.builders.people import logged_in
from tests.builders.staffed import AT
from tests.builders.staging import FILLING

pytestmark = pytest.mark.django_db
WHY = "第 2 行的发文单位与文号对不上，请核对证书原件"


@pytest.fixture(autouse=True)
def _on(monkeypatch):
    monkeypatch.setattr(compliance, "today", lambda: FILLING)
    monkeypatch.setattr(compliance, "clock", lambda: AT)


def test_they_stand_in_what_is_sent_back_and_go_with_it(awards):
    awards.approve()
    office, part = logged_in(awards.school.member), awards.part.pk
    uid = list(awards.window.rows().frame["#uid"])[1]
    office.post(f"/review/{part}/mark/", {"mark": f"add:{uid}/issuer"})
    shown = office.get(f"/compliance/{part}/").content.decode()
    assert f'name="pin" value="{uid}/issuer" checked' in shown
    assert "第 2 行「" in shown
    sent = {"do": "return", "reason": WHY, "part": str(part), "pin": f"{uid}/issuer"}
    office.post(f"/compliance/{part}/decide/", sent)
    assert (Pin.objects.get().field, Mark.objects.count()) == ("issuer", 0)
