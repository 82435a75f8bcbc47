"""Tags of the interface: an icon and words, and a colour only where there is something to say."""

from itertools import pairwise

import pytest

from shucai.domain.workflow import State
from shucai.web.templatetags.ui import STATE_LOOK, big_share_of, severity_tag, share_of


@pytest.mark.parametrize("severity", ["error", "explain", "confirm", "note"])
def test_a_severity_that_nothing_has_is_grey(severity):
    assert 'class="st s-none"' in severity_tag(severity, 0)


def test_a_severity_that_something_has_keeps_its_colour():
    assert 'class="st s-back"' in severity_tag("error", 3)
    assert 'class="st s-back"' in severity_tag("error")


def test_states_that_stand_side_by_side_in_a_bar_before_archiving_differ_in_colour():
    looks = [STATE_LOOK[state][0] for state in State if state != State.ARCHIVED]
    assert all(one != other for one, other in pairwise(looks))


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (0, 0, "0%"),
        (0, 209, "0%"),
        (1, 209, "不到 1%"),
        (4, 209, "1%"),
        (208, 209, "99%"),
        (209, 209, "100%"),
    ],
)
def test_a_share_is_rounded_down_and_a_few_of_many_are_not_said_to_be_none(part, whole, told):
    assert share_of(part, whole) == told


def test_a_share_read_from_afar_has_its_words_small():
    assert big_share_of(1, 209) == "<small>不到</small>1<small>%</small>"
    assert big_share_of(4, 209) == "1<small>%</small>"
