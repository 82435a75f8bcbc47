"""The chain holds what was written, and tells every way of tampering with it (REV-4, ruling 9)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import F

from shucai.apps.audit.actions import Subject, record
from shucai.apps.audit.chain import GENESIS, flaws_of, hash_of
from shucai.apps.audit.models import ChainHead, Entry
from shucai.apps.audit.queries import chains, check_chain
from shucai.domain.access import Actor, Verb
from tests.apps.audit.writing import AT, OTHER_SCHOOL, SCHOOL, WANG, fail_after_writing, write, write_some

pytestmark = pytest.mark.django_db


def flaws(school: int = SCHOOL) -> list[str]:
    return [flaw.message for flaw in flaws_of(school)]


def entry(number: int) -> Entry:
    return Entry.objects.get(school=SCHOOL, number=number)


def test_each_entry_holds_on_to_the_one_before():
    first, second = write(1), write(2)
    assert (first.number, first.previous) == (1, GENESIS)
    assert (second.number, second.previous) == (2, first.hash)
    head = ChainHead.objects.get(pk=SCHOOL)
    assert (head.number, head.hash) == (2, second.hash)


def test_an_untouched_chain_is_whole():
    write_some(25)
    assert flaws() == []
    checked = check_chain(SCHOOL)
    assert (checked.count, checked.head, checked.flaws) == (25, entry(25).hash, ())


def test_a_chain_without_entries_is_whole():
    assert flaws() == []
    assert check_chain(SCHOOL).head == GENESIS


def test_schools_have_chains_of_their_own():
    write_some(3)
    write_some(2, school=OTHER_SCHOOL)
    write(1, school=0, by=None)
    assert chains() == [0, SCHOOL, OTHER_SCHOOL]
    Entry.objects.filter(school=OTHER_SCHOOL).delete()
    assert flaws() == []
    assert flaws(OTHER_SCHOOL) == ["第 1 至 2 条不见了"]


def test_facts_read_back_have_the_hash_they_were_written_with():
    write(
        1, 中文="值", count=10**17, nothing=None, yes=True, list=[1, [2, "三"]], deep={"10": 1, "9": {"b": 2}}
    )
    assert hash_of(entry(1)) == entry(1).hash
    assert flaws() == []


def test_keys_that_are_numbers_are_stored_as_text():
    assert write(1, counts={10: 1, 9: 2}).facts["counts"] == {"10": 1, "9": 2}
    assert flaws() == []


@pytest.mark.parametrize("value", [date(2024, 9, 3), Decimal("1.5"), 1.5, object(), {1, 2}, b"x"])
def test_what_json_does_not_give_back_is_a_mistake_of_the_program(value: object):
    with pytest.raises(TypeError):
        write(1, value=value)


def test_a_number_that_is_none_is_refused_too():
    with pytest.raises(ValueError, match="JSON"):
        write(1, value=float("nan"))


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_a_mistake_of_the_program():
    with pytest.raises(RuntimeError, match="transaction"):
        record(Verb.CONFIGURE, Subject(SCHOOL, "school", "7", "示例学校"), by=WANG, at=AT)


def test_an_action_that_fails_leaves_neither_entry_nor_head():
    write(1)
    with pytest.raises(ZeroDivisionError):
        fail_after_writing(2)
    assert write(2).number == 2
    assert flaws() == []


def test_a_long_name_is_cut_and_not_lost():
    with transaction.atomic():
        written = record(Verb.CONFIGURE, Subject(SCHOOL, "school", "7", "长" * 300), by=WANG, at=AT)
    assert len(written.subject) == 200


ALTERED = {
    "actor": 999,
    "actor_name": "李小满",
    "on_behalf_of": 5,
    "action": "configure",
    "subject_kind": "person",
    "subject_id": "99",
    "subject": "别的部门",
    "facts": {"name": ["旧名2", "别的"]},
    "row_changes": 3,
    "rows_digest": "0" * 64,
    "at": AT + timedelta(days=1),
}


@pytest.mark.parametrize("column", ALTERED)
def test_altering_any_column_is_told_with_its_place(column: str):
    write_some(4)
    Entry.objects.filter(school=SCHOOL, number=2).update(**{column: ALTERED[column]})
    assert len(flaws()) == 1
    assert flaws()[0].startswith("第 2 条（")
    assert "改过" in flaws()[0]


def test_altering_one_and_making_its_hash_fit_breaks_the_link_after_it():
    write_some(4)
    forged = entry(2)
    forged.actor_name = "李小满"
    Entry.objects.filter(pk=forged.pk).update(actor_name="李小满", hash=hash_of(forged))
    assert flaws() == ["第 3 条接不上第 2 条：其中一条被换过，或者次序被动过"]


def test_rewriting_everything_from_one_on_is_told_by_the_head():
    write_some(4)
    link = entry(2).previous
    for number in (2, 3, 4):
        forged = entry(number)
        forged.previous, forged.subject = link, "别的部门"
        link = forged.hash = hash_of(forged)
        forged.save()
    assert flaws() == ["第 4 条是最后一条，但与系统最后写下的不是同一条"]


def test_a_removed_entry_is_missing():
    write_some(6)
    Entry.objects.filter(school=SCHOOL, number__in=[3, 4]).delete()
    assert flaws() == ["第 3 至 4 条不见了"]


def test_the_first_entry_removed_is_missing():
    write_some(3)
    Entry.objects.filter(school=SCHOOL, number=1).delete()
    assert flaws() == ["第 1 至 1 条不见了"]


def test_a_removed_entry_whose_place_was_closed_breaks_the_link():
    write_some(4)
    Entry.objects.filter(school=SCHOOL, number=2).delete()
    for number in (3, 4):
        Entry.objects.filter(school=SCHOOL, number=number).update(number=F("number") - 1)
    told = flaws()
    assert told[0] == "第 2 条接不上第 1 条：其中一条被换过，或者次序被动过"
    assert told[-1] == "第 4 至 4 条不见了"


def test_a_beginning_cut_off_and_numbered_anew_is_told():
    write_some(2)
    Entry.objects.filter(school=SCHOOL, number=1).delete()
    forged = entry(2)
    forged.number = 1
    Entry.objects.filter(pk=forged.pk).update(number=1, hash=hash_of(forged))
    assert flaws()[0] == "第 1 条不是记录的开头：前面的记录被删过，或者它被换过"


def test_two_entries_swapped_are_told():
    write_some(4)
    second, third = entry(2), entry(3)
    Entry.objects.filter(pk=second.pk).update(number=99)
    Entry.objects.filter(pk=third.pk).update(number=2)
    Entry.objects.filter(pk=second.pk).update(number=3)
    told = flaws()
    assert "第 2 条接不上第 1 条：其中一条被换过，或者次序被动过" in told
    assert any("第 3 条" in line and "改过" in line for line in told)


def test_an_end_cut_off_is_missing():
    write_some(5)
    Entry.objects.filter(school=SCHOOL, number__gt=3).delete()
    assert flaws() == ["第 4 至 5 条不见了"]


def test_an_entry_appended_beside_the_product_is_told_even_where_its_hash_fits():
    write_some(2)
    forged = entry(2)
    forged.pk, forged.number, forged.previous = None, 3, entry(2).hash
    forged.hash = hash_of(forged)
    forged.save(force_insert=True)
    assert flaws() == ["第 3 至 3 条不是由系统写下的"]


def test_a_head_that_is_gone_makes_every_entry_foreign():
    write_some(2)
    ChainHead.objects.all().delete()
    assert flaws() == ["第 1 至 2 条不是由系统写下的"]


def test_very_many_flaws_are_counted_no_further_than_a_reader_follows():
    write_some(130)
    Entry.objects.filter(school=SCHOOL).update(actor_name="李小满")
    checked = check_chain(SCHOOL)
    assert (len(checked.flaws), checked.has_more) == (100, True)


def test_the_installation_itself_is_an_actor_without_a_person():
    assert (write(1, school=0, by=None).actor, write(2, school=0, by=None).actor_name) == (None, "系统")
    assert write(3, by=replace_name(WANG, "李小满")).actor_name == "李小满"


def replace_name(actor: Actor, name: str) -> Actor:
    return replace(actor, name=name)
