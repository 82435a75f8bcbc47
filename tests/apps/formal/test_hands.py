"""Who put values into accepted rows, kept beside the packed table; and what that table does not take."""

import polars as pl
import pytest

from shucai.apps.formal.actions import Accepting, prepare_rows, publish_rows, without_rows
from shucai.apps.formal.hands import former_hands, shares_of
from shucai.apps.formal.queries import formal_rows
from shucai.apps.keys.sealing import sealing_of
from shucai.domain.rows import PART, POSITION, UID, VERSION, blank_rows
from tests.builders.staging import AT, Desk

pytestmark = pytest.mark.django_db
ONE, OTHER = 11, 12  # people
MINE, THEIRS = 1, 2  # parts


@pytest.fixture
def desk():
    return Desk()


def prepared(desk, rows, fillers, removed=(), parts=None):
    """Return a publication. rows: uid -> texts; fillers, parts: uid -> people, a part."""
    given = [
        {UID: uid, VERSION: 1, POSITION: float(place), PART: (parts or {}).get(uid, MINE), **texts}
        for place, (uid, texts) in enumerate(rows.items())
    ]
    schema = blank_rows(desk.form).schema
    frame = pl.DataFrame(given, schema={name: schema[name] for name in schema if name != "#state"})
    sealing = sealing_of(desk.made.school_id, desk.made.form.campaign.year, at=AT)
    frame = frame.with_columns(pl.lit("added").alias("#state")).select(schema.names())
    return prepare_rows(desk.made.form, desk.form, frame, removed, Accepting(AT, sealing, fillers))


def told(desk):
    return [share[1:] for share in shares_of([desk.made.form_id])]


def test_rows_of_the_same_people_in_the_same_part_are_told_together(desk):
    rows = dict(zip("abc", desk.right_rows(3), strict=True))
    publish_rows(prepared(desk, rows, {"a": [ONE], "b": [OTHER], "c": [ONE]}, parts={"b": THEIRS}))
    assert told(desk) == [(MINE, [ONE], 2), (THEIRS, [OTHER], 1)]


def test_who_filled_a_row_before_is_kept_and_who_filled_one_that_goes_is_not(desk):
    rows = dict(zip("ab", desk.right_rows(2), strict=True))
    publish_rows(prepared(desk, rows, {"a": [OTHER], "b": [OTHER]}))
    publish_rows(prepared(desk, {"a": rows["a"]}, {"a": [ONE]}, removed=["b"]))
    assert former_hands(desk.made.form).rows() == [("a", [ONE, OTHER])]
    assert told(desk) == [(MINE, [ONE, OTHER], 1)]


def test_rows_left_out_at_the_last_moment_are_in_neither(desk):
    rows = dict(zip("abc", desk.right_rows(3), strict=True))
    publish_rows(without_rows(prepared(desk, rows, {key: [ONE] for key in "abc"}), {"b"}))
    assert formal_rows(desk.made.form, desk.form)[UID].to_list() == ["a", "c"]
    assert former_hands(desk.made.form)[UID].to_list() == ["a", "c"]
    assert told(desk) == [(MINE, [ONE], 2)]


def test_a_row_of_nobody_counts(desk):
    publish_rows(prepared(desk, {"a": desk.right_rows(1)[0]}, {}))
    assert told(desk) == [(MINE, [], 1)]


def test_no_two_rows_are_accepted_under_one_key(desk):
    first, second = desk.right_rows(2)
    publish_rows(prepared(desk, {"a": first}, {"a": [ONE]}))
    with pytest.raises(ValueError, match="under one key"):
        publish_rows(prepared(desk, {"b": first}, {"b": [ONE]}))
    with pytest.raises(ValueError, match="under one key"):
        publish_rows(prepared(desk, {"b": second, "c": second}, {"b": [ONE], "c": [ONE]}))
    publish_rows(prepared(desk, {"a": second, "b": first}, {"a": [ONE], "b": [ONE]}))  # they change places
    assert formal_rows(desk.made.form, desk.form).height == 2
