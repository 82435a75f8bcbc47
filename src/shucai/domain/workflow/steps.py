"""The steps of a return as a table (REV-1 to REV-3), and taking one. Who may take it is asked in now.py."""

from dataclasses import dataclass

from shucai.domain.access import Role, Verb
from shucai.domain.problems import Refused
from shucai.domain.workflow.states import KeyData, Standing, State


@dataclass(frozen=True, slots=True)
class Step:
    """A step. rights: the verbs one of which the actor needs; blank where it is the verb itself.

    key: how the key data must stand, empty where it does not matter. key_after: how they stand then, None where as before.
    """

    start: State
    verb: Verb
    end: State
    rights: tuple[Verb, ...] = ()
    key: frozenset[KeyData] = frozenset()
    key_after: KeyData | None = None

    @property
    def needs(self) -> tuple[Verb, ...]:
        """Return the verbs one of which the actor must have the right of."""
        return self.rights or (self.verb,)


SETTLED = frozenset({KeyData.NONE, KeyData.APPROVED})

STEPS = (
    Step(State.NOT_STARTED, Verb.FILL, State.FILLING),
    Step(State.NOT_STARTED, Verb.IMPORT, State.FILLING),
    Step(State.NOT_STARTED, Verb.CLOSE_FORM, State.FILLING),
    Step(State.NOT_STARTED, Verb.CHECK, State.CHECKED),
    Step(State.FILLING, Verb.FILL, State.FILLING),
    Step(State.FILLING, Verb.IMPORT, State.FILLING),
    Step(State.FILLING, Verb.CLOSE_FORM, State.FILLING),
    Step(State.FILLING, Verb.ACCEPT_ROWS, State.FILLING),
    Step(State.FILLING, Verb.CHECK, State.CHECKED),
    Step(State.CHECKED, Verb.WITHDRAW, State.FILLING, rights=(Verb.CHECK,)),
    Step(State.CHECKED, Verb.ACCEPT_ROWS, State.CHECKED),
    Step(State.CHECKED, Verb.PUT_KEY_DATA, State.CHECKED, key=frozenset({KeyData.DUE}), key_after=KeyData.PUT),
    Step(State.CHECKED, Verb.APPROVE_KEY_DATA, State.CHECKED, key=frozenset({KeyData.PUT}), key_after=KeyData.APPROVED),
    Step(State.CHECKED, Verb.RETURN, State.FILLING, rights=(Verb.APPROVE_DEPARTMENT, Verb.APPROVE_KEY_DATA)),
    Step(State.CHECKED, Verb.APPROVE_DEPARTMENT, State.DEPARTMENT_APPROVED, key=SETTLED),
    Step(State.DEPARTMENT_APPROVED, Verb.WITHDRAW, State.CHECKED, rights=(Verb.APPROVE_DEPARTMENT,)),
    Step(State.DEPARTMENT_APPROVED, Verb.RETURN, State.FILLING, rights=(Verb.APPROVE_COMPLIANCE,)),
    Step(State.DEPARTMENT_APPROVED, Verb.APPROVE_COMPLIANCE, State.COMPLIANT),
    Step(State.COMPLIANT, Verb.WITHDRAW, State.DEPARTMENT_APPROVED, rights=(Verb.APPROVE_COMPLIANCE,)),
    Step(State.COMPLIANT, Verb.RETURN, State.FILLING, rights=(Verb.DELIBERATE,)),
    Step(State.COMPLIANT, Verb.REOPEN, State.FILLING),
    Step(State.COMPLIANT, Verb.DELIBERATE, State.DELIBERATED),
    Step(State.DELIBERATED, Verb.REOPEN, State.FILLING),
    Step(State.DELIBERATED, Verb.SUBMIT, State.SUBMITTED),
    Step(State.SUBMITTED, Verb.REOPEN, State.FILLING),
    Step(State.SUBMITTED, Verb.ARCHIVE, State.ARCHIVED),
)  # fmt: skip

# whose move it is; a move of theirs also undoes what locks the return for those below
TURNS = {
    State.NOT_STARTED: Role.REPORTER,
    State.FILLING: Role.REPORTER,
    State.CHECKED: Role.DEPARTMENT_HEAD,
    State.DEPARTMENT_APPROVED: Role.LEAD_OFFICE,
    State.COMPLIANT: Role.STEERING_COMMITTEE,
    State.DELIBERATED: Role.LEAD_OFFICE,
    State.SUBMITTED: Role.LEAD_OFFICE,
    State.ARCHIVED: None,
}
CORRECTING = frozenset({Verb.RETURN, Verb.REOPEN})


def turn(standing: Standing) -> Role | None:
    """Return whose move it is, None where there is none left."""
    if standing.state is State.CHECKED and standing.key is KeyData.PUT:
        return Role.SCHOOL_LEADER
    return TURNS[standing.state]


def step_from(state: State, verb: Verb) -> Step | None:
    """Return the step of a verb from a state, None where there is none."""
    return next((step for step in STEPS if (step.start, step.verb) == (state, verb)), None)


def take(standing: Standing, verb: Verb) -> Standing | Refused:
    """Return where a return stands after a step, or why the step does not fit where it stands."""
    step = step_from(standing.state, verb)
    if step is None:
        return Refused(
            "R401", {"state": standing.label, "verb": verb.label}, lifted_by=label_of_turn(standing)
        )
    if step.key and standing.key not in step.key:
        code = "R402" if verb is Verb.APPROVE_DEPARTMENT else "R403"
        return Refused(
            code, {"key": standing.key.label, "verb": verb.label}, lifted_by=label_of_turn(standing)
        )
    return _after(standing, step)


def label_of_turn(standing: Standing) -> str:
    """Return whose move it is, as people call them; blank where nobody's."""
    role = turn(standing)
    return role.label if role else ""


def _after(standing: Standing, step: Step) -> Standing:
    """Return where a step leads. A correction stays one until it is approved, so that taking back its check keeps it open."""
    is_returned = step.verb in CORRECTING or (
        standing.is_returned and step.end in {State.FILLING, State.CHECKED}
    )
    if step.end is not State.FILLING:
        return Standing(step.end, step.key_after or standing.key, is_returned)
    return Standing(step.end, KeyData.NONE if standing.key is KeyData.NONE else KeyData.DUE, is_returned)
