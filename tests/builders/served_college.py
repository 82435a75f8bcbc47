"""The demo school made ready for journeys: run as a module beside its server, it prints what can be filled by whom.

SHUCAI_VAR=<folder> python -m tests.builders.served_college <students>

Everybody in PEOPLE logs in with their staff number and the password of the demo accounts. The forms in OPENED may begin
without those they need first; of a form in KEYED a column is key data; 0.1.1, 0.1.5 and 1.1.3 have accepted rows,
of 0.1.5 one a student. DEPUTY fills a form of another department and stands in for its head and for the lead office's head.
"""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from django.utils.timezone import now  # noqa: TID251 - the edge

from shucai.config.serve import prepare_database
from shucai.domain.access import Role

PEOPLE = (
    ("学生工作处", Role.REPORTER),
    ("团委", Role.REPORTER),
    ("团委", Role.DEPARTMENT_HEAD),
    ("财务处", Role.REPORTER),
    ("校长办公室", Role.REPORTER),
    ("校长办公室", Role.DEPARTMENT_HEAD),
    ("财务处", Role.DEPARTMENT_HEAD),
)
OPENED = ("1.5.1", "2.19.5")
KEYED = ("2.21.2", "beneficiaries")
DEPUTY, DEPUTY_OF, DEPUTY_FILLS = "团委/department_head", "校长办公室/department_head", "talent.2.21.1"
AWAY = "外出培训一周，请代为处理"
REASON = "基础数据已在平台上核对完毕，先行填报"


def main() -> None:
    """Make the school ready and print the parts, the log-in names and the year."""
    prepare_database()
    password = (Path(os.environ["SHUCAI_VAR"]) / "demo_password").read_text(encoding="ascii")
    year, logins = _campaign().year, _logins()
    _let_in(password)
    _stand_in()
    _lift()
    _mark()
    _lay(int(sys.argv[1]), year)
    sys.stdout.write(json.dumps({"year": year, "parts": _parts(), "logins": logins}))


def _campaign():
    from shucai.apps.campaigns.models import Campaign

    return Campaign.objects.get(platform="talent", state="published")


def _let_in(password: str) -> None:
    from shucai.apps.organisation.actions.passwords import choose_password
    from tests.builders.organisation import done

    for person in _people().values():
        done(choose_password(person.pk, password, at=now()))


def _people() -> dict[str, object]:
    """Return who is let in: the last holder of a role in a department, the first may be one of the printed accounts."""
    from shucai.apps.organisation.models import RoleGrant, School
    from shucai.apps.organisation.queries import units_by_name

    found, units = {}, units_by_name(School.objects.get().pk)
    for unit, role in PEOPLE:
        grants = RoleGrant.objects.filter(unit=units[unit], role=role.value).select_related("person")
        found[f"{unit}/{role.value}"] = grants.order_by("pk").last().person
    return found


def _logins() -> dict[str, str]:
    return {name: person.login for name, person in _people().items()}


def _stand_in() -> None:
    from shucai.apps.organisation.actions import Scope, Span, delegate, grant_role
    from shucai.apps.organisation.models import Person, RoleGrant
    from shucai.apps.organisation.queries import actor_of
    from tests.builders.organisation import done

    at, people = now(), _people()
    today, deputy, head = timezone.localdate(at), people[DEPUTY], people[DEPUTY_OF]
    lead = Person.objects.get(login="qiantou")
    given = RoleGrant.objects.get(person=head, role=Role.DEPARTMENT_HEAD.value)
    fills = Scope(Role.REPORTER, given.unit_id, forms=frozenset({DEPUTY_FILLS}))
    done(grant_role(deputy.pk, fills, by=actor_of(lead, today), at=at))
    span = Span(today, today + timedelta(days=7), AWAY)
    for grant in (given, RoleGrant.objects.get(person=lead, role=Role.LEAD_OFFICE.value)):
        by = actor_of(grant.person, today)
        done(delegate(grant.pk, to_id=deputy.pk, span=span, by=by, at=at))


def _lift() -> None:
    from shucai.apps.campaigns.actions.ordering import lift_prerequisite
    from shucai.apps.campaigns.models import Prerequisite
    from shucai.apps.organisation.models import Person
    from shucai.apps.organisation.queries import actor_of
    from tests.builders.organisation import done

    at = now()
    lead = actor_of(Person.objects.get(login="qiantou"), timezone.localdate(at))
    for one in Prerequisite.objects.filter(form__code__in=OPENED, form__campaign=_campaign()):
        done(lift_prerequisite(one.pk, REASON, by=lead, at=at))


def _mark() -> None:
    from shucai.apps.campaigns.actions.marking import mark_key
    from shucai.apps.organisation.models import Person
    from shucai.apps.organisation.queries import actor_of
    from tests.builders.organisation import done

    at, (code, field) = now(), KEYED
    lead = actor_of(Person.objects.get(login="qiantou"), timezone.localdate(at))
    done(mark_key(_campaign().forms.get(code=code).pk, whole=False, fields=[field], by=lead, at=at))


def _lay(count: int, year: int) -> None:
    import polars as pl

    from shucai import toolkit
    from tests.builders import college
    from tests.builders.accepted import lay
    from tests.builders.faults.workbook import roster

    people = [college.base_of(row) for row in roster(count, year).students]
    accepted = {"0.1.1": college.majors(year), "0.1.5": people, "1.1.3": college.departments()}
    for form in _campaign().forms.filter(code__in=accepted):
        names = toolkit.find_form(form.code).by_name
        rows = [{name: row.get(name) for name in names} for row in accepted[form.code]]
        lay(form, pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String)))


def _parts() -> dict[str, int]:
    from shucai.apps.filling.models import Contribution

    related = ("made_return__form", "assignment__unit")
    parts = Contribution.objects.filter(made_return__form__campaign=_campaign()).select_related(*related)
    return {f"{one.made_return.form.code}/{one.assignment.unit.title}": one.pk for one in parts}


if __name__ == "__main__":
    main()
