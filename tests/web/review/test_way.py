"""The way of two cells: pointed at by the head, seen and repaired by the reporter, looked at again, and approved above."""

import pytest

from shucai.apps.review.models import Decision
from tests.builders.people import logged_in
from tests.web.review.test_page import WHY, decide, digest, look, page
from tests.web.review.test_working import mark, uids

pytestmark = pytest.mark.django_db


def test_two_cells_come_back_are_repaired_and_pass_up_to_the_leader(awards):
    awards.key(fields=("award_level",))
    first, second = uids(awards)
    look(awards, first, second)
    pins = {f"{first}/issuer": "与证书不符", f"{second}/doc_no": "年份不对"}
    for pin, words in pins.items():
        mark(awards, f"add:{pin}", **{f"words:{pin}": words})
    decide(
        awards,
        do="return",
        reason=WHY,
        pin=list(pins),
        **{f"words:{pin}": said for pin, said in pins.items()},
    )
    told = logged_in(awards.reporter).get(f"/filling/{awards.part.pk}/").content.decode()
    assert WHY in told
    assert all(words in told for words in pins.values())
    awards.retyped(first, issuer="示例市人民政府")
    awards.retyped(second, doc_no="示例〔2024〕9号")
    awards.accepted().submitted()
    look(awards, first, second)
    decide(awards, do="put_key_data")
    decide(
        awards, awards.school.leader, do="approve_key_data", digest=digest(page(awards, awards.school.leader))
    )
    decide(awards, do="approve_department", digest=digest(page(awards)))
    verbs = list(Decision.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["return", "put_key_data", "approve_key_data", "approve_department"]
    assert awards.states()[0] == "department_approved"
    assert Decision.objects.latest("pk").looked["rows"] == 2
