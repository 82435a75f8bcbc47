"""``shucai audit verify`` says whether the audit is whole, and where it is not."""

import pytest
from click.testing import CliRunner, Result

from shucai.apps.audit.models import Entry
from shucai.config.command import main
from tests.apps.audit.writing import write_some
from tests.builders.people import a_school

pytestmark = pytest.mark.django_db


def verify(*options: str) -> Result:
    return CliRunner().invoke(main, ["audit", "verify", *options])


def test_without_entries_there_is_nothing_wrong():
    done = verify()
    assert (done.exit_code, done.output) == (0, "还没有审计记录\n")


def test_whole_chains_are_told_by_school_with_their_last_hash():
    school = a_school()
    write_some(3, school=school.pk)
    write_some(1, school=0)
    done = verify()
    assert done.exit_code == 0
    last = Entry.objects.get(school=school.pk, number=3).hash[:12]
    assert done.output.splitlines()[1] == f"{school.name}：3 条，完整；最后一条的校验值 {last}"
    assert done.output.startswith("系统：1 条，完整")


def test_a_broken_chain_is_told_with_its_place_and_an_exit_code():
    school = a_school()
    write_some(5, school=school.pk)
    Entry.objects.filter(school=school.pk, number=3).delete()
    done = verify()
    assert done.exit_code == 1
    assert done.output == f"{school.name}：4 条，不完整\n  第 3 至 3 条不见了\n"


def test_one_school_is_looked_through_by_its_code():
    broken, whole = a_school("示例甲职业学校"), a_school("示例乙职业学校")
    for school in (broken, whole):
        write_some(2, school=school.pk)
    Entry.objects.filter(school=broken.pk).update(actor_name="李小满")
    assert verify("--school", whole.code).exit_code == 0
    done = verify("--school", broken.code)
    assert done.exit_code == 1
    assert whole.name not in done.output


def test_an_unknown_school_is_refused():
    done = verify("--school", "9999999999")
    assert (done.exit_code, done.stderr) == (2, "没有标识码是 9999999999 的学校\n")
