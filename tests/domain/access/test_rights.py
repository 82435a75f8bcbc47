"""Single sentences about rights; the whole table is compared cell by cell in test_matrix."""

from shucai.domain.access import Actor, Allowed, Facts, Grant, Position, Role, Verb, allowed, reach
from shucai.domain.problems import Refused

SCHOOL, LIBRARY, FINANCE, WANG, LI, ZHAO = 1, 10, 11, 100, 101, 102
OF_LIBRARY = Facts(SCHOOL, frozenset({LIBRARY}), "talent.4.3")


def who(*grants: Grant) -> Actor:
    return Actor(WANG, SCHOOL, "王小禾", grants)


def code(actor: Actor, verb: Verb, facts: Facts) -> str:
    answer = allowed(actor, verb, facts)
    return answer.code if isinstance(answer, Refused) else ""


def test_a_return_of_another_department_is_as_good_as_unknown():
    reporter = who(Grant(Role.REPORTER, FINANCE))
    assert code(reporter, Verb.FILL, OF_LIBRARY) == "R101"
    assert code(reporter, Verb.APPROVE_DEPARTMENT, OF_LIBRARY) == "R101"


def test_who_sees_a_return_is_told_why_it_is_not_for_him_to_fill():
    leader = who(Grant(Role.SCHOOL_LEADER))
    answer = allowed(leader, Verb.FILL, OF_LIBRARY)
    assert isinstance(answer, Refused)
    assert answer.reason == "您的角色（主管领导）不能填报；可以请填报人处理"


def test_a_grant_of_a_department_does_not_reach_the_one_below_it():
    head = who(Grant(Role.DEPARTMENT_HEAD, FINANCE), Grant(Role.REPORTER, LIBRARY))
    assert code(head, Verb.APPROVE_DEPARTMENT, OF_LIBRARY) == "R103"


def test_a_grant_of_some_forms_reaches_no_other():
    reporter = who(
        Grant(Role.REPORTER, LIBRARY, frozenset({"talent.1.1"})), Grant(Role.DEPARTMENT_HEAD, LIBRARY)
    )
    assert code(reporter, Verb.FILL, OF_LIBRARY) == "R104"


def test_nobody_reviews_what_he_filled_nor_lets_a_delegate_review_it():
    own = who(Grant(Role.DEPARTMENT_HEAD, LIBRARY))
    delegate = who(Grant(Role.DEPARTMENT_HEAD, LIBRARY, on_behalf_of=LI))
    by = {
        person: Facts(SCHOOL, frozenset({LIBRARY}), "talent.4.3", frozenset({person}))
        for person in (WANG, LI, ZHAO)
    }
    assert [code(own, Verb.APPROVE_DEPARTMENT, by[p]) for p in (WANG, LI, ZHAO)] == ["R105", "", ""]
    assert [code(delegate, Verb.APPROVE_DEPARTMENT, by[p]) for p in (WANG, LI, ZHAO)] == ["R105", "R105", ""]


def test_the_own_grant_is_used_before_a_delegated_one():
    head = who(Grant(Role.DEPARTMENT_HEAD, LIBRARY, on_behalf_of=LI), Grant(Role.DEPARTMENT_HEAD, LIBRARY))
    answer = allowed(head, Verb.APPROVE_DEPARTMENT, OF_LIBRARY)
    assert isinstance(answer, Allowed)
    assert answer.on_behalf_of is None


def test_the_named_person_of_the_lead_office_imports_centrally():
    lead = who(Grant(Role.LEAD_OFFICE, position=Position.MEMBER))
    assert code(lead, Verb.IMPORT, Facts(SCHOOL, frozenset({LIBRARY}), "talent.0.1", person=WANG)) == ""
    assert code(lead, Verb.IMPORT, Facts(SCHOOL, frozenset({LIBRARY}), "talent.0.1", person=LI)) == "R111"


def test_a_grant_without_import_still_fills():
    reporter = who(Grant(Role.REPORTER, LIBRARY, may_import=False))
    assert (code(reporter, Verb.IMPORT, OF_LIBRARY), code(reporter, Verb.FILL, OF_LIBRARY)) == ("R106", "")


def test_a_member_of_the_lead_office_grants_no_role_and_a_delegate_neither():
    someone = Facts(SCHOOL, person=LI)
    assert code(who(Grant(Role.LEAD_OFFICE, position=Position.MEMBER)), Verb.GRANT_ROLES, someone) == "R109"
    delegated = Grant(Role.LEAD_OFFICE, position=Position.HEAD, on_behalf_of=ZHAO)
    assert code(who(delegated), Verb.GRANT_ROLES, someone) == "R110"


def test_a_person_without_any_role_is_told_so():
    assert code(who(), Verb.CONFIGURE, Facts(SCHOOL)) == "R108"


def test_a_list_reaches_the_departments_and_forms_of_the_grants():
    reached = reach(
        who(Grant(Role.REPORTER, LIBRARY, frozenset({"talent.4.3"})), Grant(Role.DEPARTMENT_HEAD, FINANCE)),
        Verb.SEE_RETURN,
    )
    assert reached.units == {FINANCE}
    assert reached.forms == {(LIBRARY, "talent.4.3")}
    assert not reached.whole_school
    assert not reach(who(Grant(Role.AUDITOR)), Verb.SEE_RETURN)
