"""Making the certain corrections of a rule, all at once: one save, which the history keeps as any other."""

from collections import defaultdict
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.checking.fixing import fixes_of
from shucai.apps.filling.checking.part import part_findings
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.situations import may_now_on_part
from shucai.apps.filling.working import working_rows
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.rows import Changes, Edit, Outcome


@transaction.atomic
def fix_rule(part_id: int, rule: str, *, by: Actor, at: datetime, today: date) -> Outcome | Refused:
    """Correct what is certain among the findings of a rule, in the part's own cells."""
    answer = may_now_on_part(by, Verb.FILL, part_id, today)
    if isinstance(answer, Refused):
        return answer
    part = Contribution.objects.select_related("made_return__form__campaign").get(pk=part_id)
    seen = part_findings(part, at=at, today=today)
    rows = working_rows(part.made_return, at=at)
    mine = seen.frame.filter(rule=rule, mine=True)
    edits: dict[str, dict[str, str | None]] = defaultdict(dict)
    for fix in fixes_of(rows, mine).get(rule, []):
        edits[fix.uid][fix.field] = fix.after
    if not edits:
        return Refused("R609")
    changes = Changes(uuid4().hex, 1, edits=tuple(Edit(uid, None, cells) for uid, cells in edits.items()))
    return save(part_id, changes, by=by, at=at, today=today)
