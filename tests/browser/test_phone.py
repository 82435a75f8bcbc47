"""What people read on a phone is there whole."""

import pytest

from tests.browser.conftest import PHONE, REPORTER

pytestmark = pytest.mark.browser
STAGES = """
() => [...document.querySelectorAll('.stages .stage')].map(stage => [...stage.querySelectorAll('b, span')].every(
  one => one.clientHeight > 0 && one.scrollWidth <= one.clientWidth && one.getBoundingClientRect().right <= innerWidth))
"""


@pytest.mark.parametrize("path", ["", "campaigns/"])
def test_every_stage_of_both_platforms_is_read_on_a_phone(look, path):
    read = look(path, size=PHONE, who=REPORTER).evaluate(STAGES)
    assert len(read) >= 7
    assert all(read)


def test_what_is_to_be_done_stands_above_the_stages_on_a_phone(look):
    page = look("", size=PHONE, who=REPORTER)
    tops = [page.locator(one).first.bounding_box()["y"] for one in ("#td", ".stage-box")]
    assert tops == sorted(tops)
