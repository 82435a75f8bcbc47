"""While a head reviews: what was looked at, what passes without having been, and the list of what will be returned."""

import pytest

from shucai.apps.review.models import Decision, Mark, Pin, Sight
from tests.builders.people import logged_in
from tests.web.review.test_page import WHY, decide, digest, last_year, look, page

pytestmark = pytest.mark.django_db
UNSEEN = "没有看也通过"


def uids(awards) -> list[str]:
    return list(awards.window.rows().frame["#uid"])


def mark(awards, what: str, person=None, **words: str):
    sent = {"mark": what, **words}
    return logged_in(person or awards.head).post(f"/review/{awards.part.pk}/mark/", sent, follow=True)


def approve(awards, **said: object):
    return decide(awards, do="approve_department", digest=digest(page(awards)), **said)


def test_what_was_not_looked_at_is_said_at_the_approval(awards):
    assert UNSEEN in page(awards)
    assert "还有 2 行没有看" in approve(awards).content.decode()
    look(awards, uids(awards)[0])
    assert "还有 1 行没有看" in approve(awards).content.decode()
    assert "已通过" in approve(awards, unseen=1).content.decode()
    assert Decision.objects.get().looked == {"seconds": 0, "rows": 1, "of": 2}


def test_more_than_was_said_does_not_pass_unseen(awards):
    assert approve(awards, unseen=1).status_code == 422
    assert approve(awards, unseen=2).status_code == 200


def test_unchanged_rows_pass_together_once_their_number_is_confirmed(awards):
    last_year(awards)
    shown = page(awards, query="?slice=same")
    assert "其余未变 <b" in shown
    look(awards, *uids(awards))
    assert "请确认其余未变的 1 行一并通过" in approve(awards).content.decode()
    assert "请确认其余未变的 1 行一并通过" in approve(awards, unchanged=2).content.decode()
    assert "已通过" in approve(awards, unchanged=1).content.decode()


def test_a_row_that_changed_is_to_be_looked_at_again(awards):
    first, _ = uids(awards)
    look(awards, *uids(awards))
    assert UNSEEN not in page(awards)
    decide(awards, do="return", reason=WHY)
    awards.retyped(first, remark="改过")
    awards.accepted().submitted()
    assert "看过 1" in page(awards)
    assert UNSEEN in page(awards)


def test_rows_of_others_are_not_noted_as_looked_at(awards):
    answer = look(awards, "f" * 32)
    assert answer.json()["looked"] == 0


def test_a_page_left_open_after_the_part_moved_is_told_nothing_and_notes_nothing(awards):
    decide(awards, do="return", reason=WHY)
    answer = look(awards, *uids(awards), seconds=30)
    assert answer.status_code == 204
    assert not Sight.objects.exists()


def test_no_more_time_is_counted_than_has_passed(awards):
    look(awards, seconds=100_000)
    look(awards, seconds=100_000)
    approve(awards, unseen=2)
    assert Decision.objects.get().looked["seconds"] == 60


def test_the_list_stays_until_it_is_sent_and_goes_along_with_the_return(awards):
    _, second = uids(awards)
    pin = f"{second}/issuer"
    mark(awards, f"add:{pin}", **{f"words:{pin}": "与证书不符"})
    mark(awards, f"add:{second}/")
    shown = page(awards)
    assert "与证书不符" in shown
    assert 'aria-pressed="true"' in shown
    assert " 2 处" in shown
    assert Mark.objects.count() == 2
    sent = {"pin": [pin, f"{second}/"], f"words:{pin}": "与证书不符，请核对"}
    decide(awards, do="return", reason=WHY, **sent)
    assert {(one.field, one.words) for one in Pin.objects.all()} == {
        ("issuer", "与证书不符，请核对"),
        ("", ""),
    }
    assert not Mark.objects.exists()


def test_nothing_passes_over_a_list_that_was_not_sent(awards):
    first, _ = uids(awards)
    mark(awards, f"add:{first}/")
    assert "退回清单里还有 1 处" in approve(awards, unseen=2).content.decode()
    mark(awards, f"drop:{first}/")
    assert "已通过" in approve(awards, unseen=2).content.decode()


def test_a_place_that_is_not_there_is_not_marked(awards):
    assert mark(awards, f"add:{'f' * 32}/").status_code == 422
    assert mark(awards, f"add:{uids(awards)[0]}/no_such_field").status_code == 422
    assert not Mark.objects.exists()


def test_a_whole_slice_is_marked(awards):
    mark(awards, "slice:all")
    assert Mark.objects.count() == 2


def test_a_list_is_seen_by_its_reviewer_alone(awards):
    mark(awards, f"add:{uids(awards)[0]}/")
    assert "aria-pressed" not in page(awards, awards.reporter)
    assert mark(awards, f"add:{uids(awards)[0]}/", awards.reporter).status_code == 422


def test_key_data_stand_on_top(awards):
    awards.key(fields=("award_level",))
    last_year(awards, award_level="9")
    shown = page(awards, query="?slice=changed")
    assert "这些栏报主管领导批准" in shown
    assert "1 行与上年不同" in shown
