"""Who is at a return: told by their own pages every few seconds, forgotten when they do not tell any more."""

from datetime import datetime

from shucai.apps.filling.models import Presence, Return
from shucai.domain.access import Actor
from shucai.domain.normalise.readings import by_reading


def stay_at(made: Return, actor: Actor, *, uid: str, field: str, at: datetime) -> None:
    """Note at which cell of a return somebody is."""
    place = {"name": actor.name, "uid": uid, "field": field, "at": at}
    Presence.objects.update_or_create(made_return=made, person=actor.person, defaults=place)


def others_at(made: Return, actor: Actor, *, since: datetime) -> list[dict[str, object]]:
    """Return who else is at a return: person, name, uid, field."""
    found = Presence.objects.filter(made_return=made, at__gte=since).exclude(person=actor.person)
    told = found.order_by("pk").values("person", "name", "uid", "field")
    return [dict(one) for one in by_reading(told, lambda one: str(one["name"]))]
