"""Whether somebody may change the rows of a part now: by right and time, and by what is declared about the part."""

from datetime import date

from shucai.apps.filling.models import Declaration
from shucai.apps.filling.situations import may_now_on_part
from shucai.domain.access import Actor, Allowed, Verb
from shucai.domain.problems import Refused


def may_change_part(actor: Actor, verb: Verb, part_id: int, today: date) -> Allowed | Refused:
    """Return whether an actor may do a verb to the rows of a part today. What is declared empty takes none (FIL-5)."""
    answer = may_now_on_part(actor, verb, part_id, today)
    if isinstance(answer, Refused):
        return answer
    return declared_against(part_id, verb) or answer


def declared_against(part_id: int, verb: Verb) -> Refused | None:
    """Return what is declared about a part against putting rows into it, with what lifts it."""
    if verb not in {Verb.FILL, Verb.IMPORT}:
        return None
    declared = Declaration.objects.filter(contribution=part_id, unsigned_at=None).first()
    return Refused("R550", {"words": declared.words, "verb": verb.label}) if declared is not None else None
