"""What a file does to the rows of a return: its share of the form, and the meeting of both."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

import polars as pl

from shucai.adapters.frames import packed
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.scopes import scope_of
from shucai.domain.rows import Scope, WorkingRows
from shucai.domain.rows.meeting import FOUND, ROW, SHEET_ROW, WHY, Meeting, Share, meet, refusing
from shucai.domain.rows.moved_keys import taking_moved_keys, with_moved_keys

MOVED_KEY = "KEY"  # the cause asked about where rows differ in one cell of their key alone
NEAR_KEY = "KEY+"  # the cause where a few cells beside the key differ too
KEY_CAUSES = {MOVED_KEY: False, NEAR_KEY: True}  # whether the rows are NEAR
DECLINED = "#declined"  # why a row is left out: a rewriting in it was not agreed to, or somebody deleted it; else null
HELD = "#held"  # why a row is left out because others use it as it stands; null where none


def share_of(part: Contribution) -> Share:
    """Return what of a form a department's file may bring. part: with its return, form and campaign at hand."""
    scope = scope_of(part)
    barred = {name: scope.why_not_cell(part.pk, name) for name in scope.titles}
    others = {name: f"“{scope.titles[name]}”{why}" for name, why in barred.items() if why}
    return Share(
        part.pk,
        not scope.is_of_fields,
        others,
        _row_guard(scope),
        scope.only_reopened,
        scope.reopened_rows,
    )


def _row_guard(scope: Scope) -> Callable[[int], str]:
    """Return who fills a row; whoever supplies columns may change theirs in every row."""
    return (lambda _part: "") if scope.is_of_fields else scope.whose_row


def compare(rows: pl.DataFrame, working: WorkingRows, share: Share, answers: Mapping[str, bool]) -> Meeting:
    """Return what the rows of a file do to the rows that are there; those declined or held by others are refused.

    rows: SHEET_ROW, DECLINED, HELD and the fields of the file as texts. answers: whether rows under another key are
    the same, where that was said.
    """
    names = [name for name in rows.columns if name in working.form.by_name]
    texts = rows.select(names)
    meeting = with_moved_keys(meet(texts, rows[SHEET_ROW], working, share), texts, working, share)
    declined = rows[DECLINED].is_not_null().arg_true()  # what is not read in is not asked about
    meeting = replace(meeting, moved=meeting.moved.filter(~pl.col("index").is_in(declined.implode())))
    for cause, is_near in KEY_CAUSES.items():
        if answers.get(cause):
            meeting = taking_moved_keys(meeting, is_near=is_near)
    return refusing(meeting, rows.select(pl.coalesce(DECLINED, HELD).alias(WHY))[WHY])


def digest_of_meeting(meeting: Meeting) -> str:
    """Return a digest over what each row of a file does, old and new cells included; what is absent is no part of it."""
    told = sha256(packed(meeting.rows.select(FOUND, ROW)))
    told.update(packed(meeting.cells))
    return told.hexdigest()
