"""Tags of the interface: an icon and words, and a colour only where there is something to say."""

from itertools import pairwise

import pytest

from shucai.domain.workflow import State
from shucai.web.templatetags.ui import STATE_LOOK, severity_tag


@pytest.mark.parametrize("severity", ["error", "explain", "confirm", "note"])
def test_a_severity_that_nothing_has_is_grey(severity):
    assert 'class="st s-none"' in severity_tag(severity, 0)


def test_a_severity_that_something_has_keeps_its_colour():
    assert 'class="st s-back"' in severity_tag("error", 3)
    assert 'class="st s-back"' in severity_tag("error")


def test_states_that_stand_side_by_side_in_a_bar_before_archiving_differ_in_colour():
    looks = [STATE_LOOK[state][0] for state in State if state != State.ARCHIVED]
    assert all(one != other for one, other in pairwise(looks))
