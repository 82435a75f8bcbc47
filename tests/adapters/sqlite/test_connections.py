"""Threads that write to one SQLite at once: each has its turn, and none is lost with a transaction that fails."""

from threading import Thread

import pytest
from django.db import DatabaseError, connection

from shucai.adapters.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db
THREADS, TIMES = 30, 5


@pytest.fixture
def connections(tmp_path):
    """Make connections to a new database; they are closed at the end."""
    made = []

    def another():
        settings = {**connection.settings_dict, "NAME": str(tmp_path / "own.sqlite3")}
        settings["OPTIONS"] = {"timeout": 30, "transaction_mode": "IMMEDIATE"}
        one = DatabaseWrapper(settings, alias="own")
        one.inc_thread_sharing()
        made.append(one)
        return one

    yield another
    for one in made:
        one.close()


def in_transaction(one, *statements):
    """Run statements in a transaction of a connection, as ``atomic`` does."""
    one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        for statement in statements:
            one.cursor().execute(statement)
        one.commit()
    except DatabaseError:
        one.rollback()
        raise
    finally:
        one.set_autocommit(True)


@pytest.fixture
def table(connections):
    """A table with one number, by a connection to it."""
    one = connections()
    in_transaction(one, "CREATE TABLE counted (number INTEGER)", "INSERT INTO counted VALUES (0)")
    return one


def number_in(one):
    return one.cursor().execute("SELECT number FROM counted").fetchone()[0]


def test_thirty_threads_count_on_without_a_failure(connections, table):
    failed = []

    def count_on(one):
        try:
            for _ in range(TIMES):
                in_transaction(one, "UPDATE counted SET number = number + 1")
        except DatabaseError as error:
            failed.append(error)

    threads = [Thread(target=count_on, args=(connections(),)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failed, number_in(table)) == ([], THREADS * TIMES)


def test_a_failed_transaction_gives_its_turn_on(connections, table):
    with pytest.raises(DatabaseError):
        in_transaction(connections(), "UPDATE nothing SET number = 1")
    in_transaction(table, "UPDATE counted SET number = 7")
    assert number_in(table) == 7


def test_a_connection_closed_in_a_transaction_gives_its_turn_on(connections, table):
    other = connections()
    other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    other.close()
    in_transaction(table, "UPDATE counted SET number = 8")
    assert number_in(table) == 8
