"""Turns are given on in order, to those who still wait."""

from threading import Thread

from shucai.adapters.sqlite.turns import Turns

LONG, SHORT = 30, 0.05


def test_a_free_turn_is_had_at_once():
    turns = Turns()
    assert turns.take(SHORT)
    assert not turns.take(SHORT)
    turns.give()
    assert turns.take(SHORT)


def test_who_asks_first_has_the_turn_first():
    turns, had = Turns(), []

    def want(name):
        assert turns.take(LONG)
        had.append(name)
        turns.give()

    turns.take(LONG)
    wanting = []
    for name in range(12):
        wanting.append(Thread(target=want, args=(name,)))
        wanting[-1].start()
        while len(turns._waiting) <= name:
            pass
    turns.give()
    for one in wanting:
        one.join()
    assert had == list(range(12))


def test_who_gave_up_waiting_is_passed_over():
    turns = Turns()
    turns.take(LONG)
    assert not turns.take(SHORT)
    turns.give()
    assert turns.take(SHORT)
