"""Every cell of rights is answered as the page matrix.md, written by hand, says (ORG-3, ORG-5)."""

from itertools import product

import pytest

from shucai.domain.access import Actor, Facts, Grant, Verb, allowed, may, reach
from shucai.domain.problems import Refused
from tests.domain.access.matrix import COLUMNS, ME, OTHER_UNIT, OWN_SCHOOL, OWN_UNIT, PAGE, cells, expected


def code(answer: object) -> str:
    return answer.code if isinstance(answer, Refused) else ""


def test_the_page_speaks_of_every_verb():
    assert list(PAGE) == list(Verb)


@pytest.mark.parametrize("verb", Verb)
def test_every_cell_is_answered_as_the_page_says(verb: Verb):
    wrong = [
        f"{cell}: {answered or 'allowed'}, page: {said or 'allowed'}"
        for cell in cells(verb)
        if (answered := code(allowed(cell.actor, verb, cell.facts))) != (said := expected(verb, cell))
    ]
    assert wrong[:5] == []


@pytest.mark.parametrize("verb", Verb)
def test_a_list_holds_exactly_what_is_allowed_one_by_one(verb: Verb):
    wrong = [
        cell
        for cell in cells(verb)
        if cell.filled_by is None
        and reach(cell.actor, verb).covers(cell.facts) != may(cell.actor, verb, cell.facts)
    ]
    assert wrong[:5] == []


def test_the_cells_are_thousands_and_of_every_kind():
    answers = [
        expected(verb, cell)
        for verb in (Verb.IMPORT, Verb.RETURN, Verb.GRANT_ROLES, Verb.SEE_PROGRESS)
        for cell in cells(verb)
    ]
    assert len(answers) > 10_000
    assert {"", "R101", "R102", "R103", "R104", "R105", "R106", "R109", "R110", "R111"} == set(answers)


@pytest.mark.parametrize("verb", Verb)
def test_two_grants_allow_what_either_allows(verb: Verb):
    grants = {(column, unit): grant_of(column, unit) for column in COLUMNS for unit in (OWN_UNIT, OTHER_UNIT)}
    for (one, other), unit in product(product(grants.values(), repeat=2), (OWN_UNIT, OTHER_UNIT)):
        facts = Facts(OWN_SCHOOL, frozenset({unit}), "talent.1.1", person=ME)
        alone = [may(Actor(ME, OWN_SCHOOL, "王小禾", (grant,)), verb, facts) for grant in (one, other)]
        assert may(Actor(ME, OWN_SCHOOL, "王小禾", (one, other)), verb, facts) == any(alone)


def grant_of(column: str, unit: int) -> Grant:
    role, position = COLUMNS[column]
    return Grant(role, unit if role.is_of_a_unit else None, position=position)


def test_an_administrator_and_an_auditor_see_no_return_and_write_none():
    of_returns = [verb for verb, line in PAGE.items() if line.seen_with == "see_return"]
    assert len(of_returns) == 17
    assert {PAGE[verb].reach[column] for verb in of_returns for column in ("管理员", "审计员")} == {""}


def test_an_auditor_only_looks_and_confirms_the_own_duties():
    held = {verb for verb, line in PAGE.items() if line.reach["审计员"]}
    assert {verb for verb in held if not verb.value.startswith("see_")} == {Verb.CONFIRM_DUTIES}


def test_nobody_both_fills_and_reviews_by_one_role():
    reviews = {verb for verb, line in PAGE.items() if "分" in line.conditions}
    fills = {Verb.FILL, Verb.CHECK, Verb.CLOSE_FORM}
    for column in COLUMNS:
        held = {verb for verb, line in PAGE.items() if line.reach[column]}
        assert not (held & fills and held & reviews), column
