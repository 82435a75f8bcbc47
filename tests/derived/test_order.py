"""Derivations are run behind those they read; a circle of them is refused with its forms."""

import pytest

from shucai.domain.catalogue import Figure, Source
from shucai.domain.catalogue.derivation import Derivation, Part
from shucai.domain.derived import in_order
from shucai.domain.predicates import BadPredicate


def one(form, *reads, last_year=False):
    figures = tuple(Figure(f"f{code}", Source("talent", code, last_year)) for code in reads)
    return Derivation("talent", form, form, "totals", "示例", (Part(None, {}, figures=figures),))


def forms(*derivations):
    return [derivation.form for derivation in in_order(derivations)]


def test_who_reads_stands_behind_who_is_read():
    assert forms(one("1", "2"), one("2", "3"), one("3")) == ["3", "2", "1"]


def test_the_own_form_and_rows_of_last_year_bind_nobody():
    assert sorted(forms(one("1", "1"), one("2", "2", last_year=True), one("3", "2", last_year=True))) == [
        "1",
        "2",
        "3",
    ]


def test_a_circle_is_refused_with_its_forms():
    with pytest.raises(BadPredicate, match="推导互相依赖：") as refused:
        in_order([one("1", "2"), one("2", "1"), one("3")])
    assert {"1", "2"} <= set(str(refused.value))
