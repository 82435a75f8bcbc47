"""``shucai school`` opens a school with its first two people, or changes nothing."""

import pytest
from click.testing import CliRunner, Result

from shucai.apps.organisation.models import Person, School, Unit
from shucai.apps.organisation.queries import actor_of
from shucai.config.command import main
from shucai.domain.access import Role

pytestmark = pytest.mark.django_db
NAME, CODE = "示例开通学校", "3299000099"


@pytest.fixture(autouse=True)
def prepared(monkeypatch):
    """What was prepared; the database of the tests is there already."""
    done: list[str] = []
    monkeypatch.setattr("django.core.management.call_command", lambda name, **options: done.append(name))
    return done


def opened(*options: str, administrator: str = "kaitong-a", lead: str = "kaitong-b") -> Result:
    people = ["--administrator", "王例平", administrator, "--lead", "李例安", lead]
    return CliRunner().invoke(main, ["school", NAME, CODE, *people, *options])


def test_a_school_is_opened_with_its_departments():
    assert opened("--short-name", "例校").exit_code == 0
    school = School.objects.get(code=CODE)
    assert (school.name, school.short_name, school.invented) == (NAME, "例校", False)
    assert Unit.objects.filter(school=school).count() == 16


def test_the_two_people_have_their_roles_and_the_printed_passwords():
    printed = opened().output
    for login, role in (("kaitong-a", Role.ADMINISTRATOR), ("kaitong-b", Role.LEAD_OFFICE)):
        person = Person.objects.get(login=login)
        line = next(line for line in printed.splitlines() if f"登录名 {login}" in line)
        assert person.check_password(line.split("初始密码 ")[1])
        assert person.password_changed_at is None
        assert actor_of(person, person.grants.get().starts_on).roles == {role}


def test_one_log_in_for_both_opens_nothing():
    refused = opened(lead="kaitong-a")
    assert refused.exit_code == 1
    assert "没有开通：登录名“kaitong-a”已被使用，请换一个" in refused.output
    assert not School.objects.filter(code=CODE).exists()
    assert not Person.objects.filter(login="kaitong-a").exists()


def test_a_school_is_opened_once():
    opened()
    again = opened(administrator="kaitong-c", lead="kaitong-d")
    assert (again.exit_code, Person.objects.filter(login="kaitong-c").exists()) == (1, False)
    assert "已有名为“示例开通学校”的学校" in again.output


def test_a_school_is_opened_without_touching_the_static_files_of_a_running_server(prepared):
    assert opened().exit_code == 0
    assert prepared == ["migrate", "createcachetable"]
