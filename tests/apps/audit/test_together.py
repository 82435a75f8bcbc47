"""Many write at once, and the chain stays one: on SQLite by its single writer, on PostgreSQL by the locked head."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from shucai.apps.audit.chain import flaws_of
from shucai.apps.audit.models import Entry
from tests.apps.audit.writing import OTHER_SCHOOL, SCHOOL, fail_after_writing, write

WRITERS, EACH = 8, 12
pytestmark = pytest.mark.django_db(transaction=True)


def write_together(school_of: dict[int, int]) -> None:
    start = Barrier(WRITERS)

    def work(writer: int) -> None:
        start.wait()
        try:
            for number in range(EACH):
                write(writer * 100 + number, school=school_of[writer])
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(work, range(WRITERS)))


def test_eight_writers_beginning_a_chain_at_once_make_one_whole_chain():
    write_together(dict.fromkeys(range(WRITERS), SCHOOL))
    numbers = list(Entry.objects.filter(school=SCHOOL).order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, WRITERS * EACH + 1))
    assert list(flaws_of(SCHOOL)) == []


def test_writers_of_two_schools_do_not_mix():
    write_together({writer: (SCHOOL, OTHER_SCHOOL)[writer % 2] for writer in range(WRITERS)})
    for school in (SCHOOL, OTHER_SCHOOL):
        assert Entry.objects.filter(school=school).count() == WRITERS * EACH // 2
        assert list(flaws_of(school)) == []


def test_looking_through_while_others_write_finds_nothing():
    def look() -> list[str]:
        try:
            return [flaw.message for _ in range(15) for flaw in flaws_of(SCHOOL)]
        finally:
            connection.close()

    def add() -> None:
        try:
            for number in range(40):
                write(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        looking = [pool.submit(look), pool.submit(look)]
        pool.submit(add).result()
        assert [found.result() for found in looking] == [[], []]


def test_a_failed_writer_leaves_no_gap_for_the_next():
    with pytest.raises(ZeroDivisionError):
        fail_after_writing(1)
    assert write(2).number == 1
