"""May this actor do that to this thing: one pure function, asked by every action, and its counterpart for lists."""

from collections.abc import Iterator
from dataclasses import dataclass

from shucai.domain.access.actor import Actor, Grant
from shucai.domain.access.roles import Role
from shucai.domain.access.table import RIGHTS, Condition, Right, Rule, Within
from shucai.domain.access.verbs import Verb
from shucai.domain.problems import Refused

GRANTED_BY = "牵头部门"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is acted on.

    units: the departments it belongs to, one of which has to be the actor's; empty for what belongs to none.
    form: id such as talent.1.4.1; None for what is no form.
    filled_by: who filled what is reviewed: for each change the person, and whoever had delegated to that person.
    person: whom it is about: of the account, of the grant, or the one named for the central import (CAM-7).
    """

    school: int
    units: frozenset[int] = frozenset()
    form: str | None = None
    filled_by: frozenset[int] = frozenset()
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes, by this grant; its ``on_behalf_of`` goes into the audit."""

    grant: Grant

    @property
    def on_behalf_of(self) -> int | None:
        """Return the person whose delegated role is used, None where it is the actor's own."""
        return self.grant.on_behalf_of


@dataclass(frozen=True, slots=True)
class Reach:
    """What an actor may do a verb to, for the queries of lists.

    whole_school: everything. units: everything of these departments.
    forms: pairs of a department, or None for every one, and a form: grants narrowed to forms.
    people: what is about, or names, these persons: the actor, and who delegated to the actor.
    """

    school: int
    whole_school: bool = False
    units: frozenset[int] = frozenset()
    forms: frozenset[tuple[int | None, str]] = frozenset()
    people: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        """Return whether it reaches anything, so that a page or an entry of the navigation can ask."""
        return bool(self.whole_school or self.units or self.forms or self.people)

    def covers(self, facts: Facts) -> bool:
        """Return whether it reaches a thing; who filled it is not looked at."""
        if facts.school != self.school:
            return False
        if self.whole_school or self.units & facts.units or facts.person in self.people:
            return True
        return facts.form is not None and any(
            (unit, facts.form) in self.forms for unit in (None, *facts.units)
        )


def allowed(actor: Actor, verb: Verb, facts: Facts) -> Allowed | Refused:
    """Return the grant by which an actor may do a verb to a thing, or why not. Own grants come before delegated ones.

    R101 wherever the actor could not see the thing: a foreign one is refused like one that does not exist.
    """
    asked = allowed_openly(actor, verb, facts)
    seen_with = RIGHTS[verb].seen_with
    if isinstance(asked, Refused) and seen_with is not None and not reach(actor, seen_with).covers(facts):
        return Refused("R101")
    return asked


def allowed_openly(actor: Actor, verb: Verb, facts: Facts) -> Allowed | Refused:
    """Return the same for what the actor sees anyway, such as a page of their own school: the refusal says why."""
    if facts.school != actor.school:
        return Refused("R101")
    usable, refused = _weighed(actor, verb, facts)
    return refused if usable is None else Allowed(usable)


def may(actor: Actor, verb: Verb, facts: Facts) -> bool:
    """Return whether ``allowed`` allows it; for what is shown or not shown."""
    return isinstance(allowed(actor, verb, facts), Allowed)


def reach(actor: Actor, verb: Verb) -> Reach:
    """Return how far an actor's grants of a verb go: the same table as ``allowed``, without the separation of ORG-3."""
    rule = RIGHTS[verb]
    whole, units, forms, people = False, set[int](), set[tuple[int | None, str]](), set[int]()
    for grant, right in _held(actor, rule):
        if _gap(grant, right, rule):
            continue
        if right.within is Within.SELF:
            people |= _people(actor, grant)
            continue
        unit, narrow = _bounds(grant, right, rule)
        if narrow:
            forms |= {(unit, form) for form in narrow}
        elif unit is None:
            whole = True
        else:
            units.add(unit)
    return Reach(actor.school, whole, frozenset(units), frozenset(forms), frozenset(people))


def _weighed(actor: Actor, verb: Verb, facts: Facts) -> tuple[Grant | None, Refused]:
    """Return the first grant that does, and otherwise the refusal of the one that came nearest."""
    rule = RIGHTS[verb]
    nearest, near = _without_role(actor, verb, rule), 0
    for grant, right in _held(actor, rule):
        codes = (
            _gap(grant, right, rule),
            _outside(actor, grant, right, rule, facts),
            _mixed(actor, grant, rule, facts),
        )
        passed = next((place for place, code in enumerate(codes) if code), len(codes))
        if passed == len(codes):
            return grant, nearest
        if passed + 1 > near:
            nearest, near = _refused(codes[passed], verb, rule), passed + 1
    return None, nearest


def _held(actor: Actor, rule: Rule) -> Iterator[tuple[Grant, Right]]:
    """Yield the grants whose role has the verb, with the right, own grants first."""
    for grant in sorted(actor.grants, key=lambda grant: grant.on_behalf_of is not None):
        for right in rule.rights:
            if right.role is grant.role:
                yield grant, right


def _gap(grant: Grant, right: Right, rule: Rule) -> str:
    """Return the code of what the grant itself lacks for the verb, blank where it lacks nothing."""
    if right.positions and grant.position not in right.positions:
        return "R109"
    if Condition.IN_PERSON in rule.conditions and grant.on_behalf_of is not None:
        return "R110"
    if Condition.MAY_IMPORT in rule.conditions and not grant.may_import:
        return "R106"
    return ""


def _bounds(grant: Grant, right: Right, rule: Rule) -> tuple[int | None, frozenset[str]]:
    """Return the department, None for all, and the forms, empty for all, that a grant holds the verb to."""
    of_returns = Condition.RETURNS in rule.conditions
    unit = grant.unit if of_returns or right.within is Within.UNIT else None
    return unit, grant.forms if of_returns else frozenset()


def _outside(actor: Actor, grant: Grant, right: Right, rule: Rule, facts: Facts) -> str:
    """Return the code of why the thing lies outside of the grant, blank where it lies within."""
    if right.within is Within.SELF:
        return "" if facts.person in _people(actor, grant) else "R111"
    unit, forms = _bounds(grant, right, rule)
    if unit is not None and unit not in facts.units:
        return "R103"
    return "R104" if forms and facts.form not in forms else ""


def _mixed(actor: Actor, grant: Grant, rule: Rule, facts: Facts) -> str:
    """Return the code of a review by who filled, or for who filled; blank where the two are apart."""
    if Condition.APART not in rule.conditions:
        return ""
    return "R105" if _people(actor, grant) & facts.filled_by else ""


def _people(actor: Actor, grant: Grant) -> frozenset[int]:
    """Return who acts by a grant: the actor, and the person who delegated it."""
    if grant.on_behalf_of is None:
        return frozenset({actor.person})
    return frozenset({actor.person, grant.on_behalf_of})


def _without_role(actor: Actor, verb: Verb, rule: Rule) -> Refused:
    if not actor.grants:
        return Refused("R108", {"verb": verb.label}, lifted_by=GRANTED_BY)
    held = "、".join(role.label for role in Role if role in actor.roles)
    return Refused("R102", {"roles": held, "verb": verb.label}, lifted_by=_holders(rule))


def _refused(code: str, verb: Verb, rule: Rule) -> Refused:
    return Refused(code, {"verb": verb.label, "roles": _holders(rule)}, lifted_by=LIFTED_BY[code])


def _holders(rule: Rule) -> str:
    """Return who holds the verb, each once, as people read it."""
    return "、".join(dict.fromkeys(right.label for right in rule.rights))


LIFTED_BY = {
    "R103": GRANTED_BY,
    "R104": GRANTED_BY,
    "R105": "承担同一职责的另一人",
    "R106": GRANTED_BY,
    "R109": "",
    "R110": "委托人本人",
    "R111": GRANTED_BY,
}
