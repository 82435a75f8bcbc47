"""An import is there for those who see the part; its rows for nobody but who brought it."""

import pytest

from shucai.domain.access import Facts, Verb, reach
from tests.builders.people import logged_in
from tests.builders.staffed import acting
from tests.web.test_addresses import IMPORTS, WHO, a_place, answer

SHOWN = {"imports_one", "imports_progress", "imports_undo"}


@pytest.mark.django_db
def test_an_import_is_there_for_those_who_see_the_part_and_its_rows_for_nobody_else():
    place = a_place("示例职业技术学校")
    for who in WHO:
        browser, actor = logged_in(place.people[who]), acting(place.people[who])
        about = Facts(school=actor.school, units=frozenset({place.ids["unit_id"]}))
        expected = 200 if reach(actor, Verb.SEE_RETURN).covers(about) else 404
        codes = {name: answer(browser, place.path(name)).status_code for name in IMPORTS}
        assert codes == {name: expected if name in SHOWN else 404 for name in IMPORTS}, who
