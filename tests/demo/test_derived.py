"""The demo school against the derivations of the catalogue: what is computed from its rows is what stands in its forms."""

import pytest

from shucai.demo import SEED, demo_school
from shucai.demo.checking import Tables
from shucai.toolkit.derive import COMPUTED, Difference, derive_rows
from shucai.toolkit.rows import Rows


@pytest.mark.slow
def test_derived_forms_exception_lists_and_totals_are_those_that_the_catalogue_derives():
    frames = dict(Tables(demo_school(SEED)))
    results = derive_rows(Rows(frames, ()), COMPUTED)
    assert len(results) >= 50
    assert {one.form.code: one.missing for one in results if one.result is None} == {}
    differing = {one.form.code: one.difference for one in results if one.difference}
    same = Difference(new=0, changed=0, gone=0)
    assert {code: difference for code, difference in differing.items() if difference != same} == {}
