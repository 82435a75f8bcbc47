"""Every check has a planted fault, and the command line finds a sample of them exactly as declared, nothing else."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from shucai.domain.catalogue import Form, Source
from shucai.domain.checks.across import across_definitions
from shucai.toolkit.catalogue import YEAR, catalogue
from shucai.toolkit.checks import checks_of
from tests.builders.school import tables
from tests.mutants.batches import Batch, Declared, batches_of, declared_in
from tests.mutants.differences import differences
from tests.mutants.plant import DECLARED
from tests.mutants.reach import Reach
from tests.mutants.school import School
from tests.mutants.workplace import CLEAN, Workplace, write

SAMPLE = (
    "N-AQ",
    "N-ZH-CD",
    "N-ZH-YQ",
    "1.1.4",
    "1.1.5",
    "2.11",
)  # of both platforms, looking into few rows of others
LARGEST = 3  # of the batches of the sample
FORMS = [form for form in catalogue() if form.edition == YEAR]


@cache
def declared() -> tuple[Declared, ...]:
    return tuple(declared_in(DECLARED))


def test_every_check_of_the_register_has_one_declared_fault():
    registered = Counter((form.id, rule.id) for form in FORMS for rule in checks_of(form))
    assert Counter((one.form, one.fault.rule) for one in declared()) == registered


def test_every_fault_is_found_by_its_own_check():
    assert all(one.own_count for one in declared())


def test_every_fault_lies_in_one_batch_and_what_it_declares_is_reached_by_no_other():
    reach = Reach(YEAR)
    batches = batches_of(declared(), reach)
    assert Counter(one.fault.rule for batch in batches for one in batch.faults) == Counter(
        one.fault.rule for one in declared()
    )
    for batch in batches:
        reached = Counter(answer for one in batch.faults for answer in reach.of(one.fault))
        assert all(
            reached[answer] == 1
            for one in batch.faults
            for answer in reach.of(one.fault)
            if answer[0] in {rule for _, rule in one.rules}
        )


def test_faults_that_are_planted_apart_share_no_answer():
    reach = Reach(YEAR)
    some = [one for one in declared() if one.form.startswith("talent.2.1")]
    for batch in batches_of(some, reach, apart=True):
        reached = Counter(answer for one in batch.faults for answer in reach.of(one.fault))
        assert set(reached.values()) == {1}


def test_a_finding_nobody_declares_and_one_that_is_missing_are_differences():
    one = declared()[0]
    batch = Batch(faults=[one])
    there = Counter({(one.form, one.fault.rule, row): 1 for row in one.own})
    assert not list(differences(batch, there, Counter()))
    assert list(differences(batch, Counter(), Counter()))
    assert list(differences(batch, there + Counter({("talent.0.1.1", "talent.0.1.1.some", 0): 1}), Counter()))
    elsewhere = Counter({(one.form, one.fault.rule, row + 1): 1 for row in one.own})
    assert list(differences(batch, elsewhere, Counter()))
    assert list(differences(batch, there, there))


@pytest.mark.slow
def test_the_command_line_finds_a_sample_exactly_as_declared(tmp_path: Path):
    forms = [form for form in FORMS if form.code.startswith(SAMPLE)]
    ids = {form.id for form in forms}
    school = School(tables(), tables().at.year.ends)
    for source in {source for form in forms for source in looked_at(form)}:
        write(school.table(source).typed, source, school, tmp_path / CLEAN)
    sample = [one for one in declared() if {form for form, _ in one.rules} <= ids]
    largest = sorted(batches_of(sample, Reach(YEAR), apart=True), key=lambda batch: len(batch.faults))[
        -LARGEST:
    ]
    assert sum(len(batch.faults) for batch in largest) > 300
    place = Workplace(tmp_path, school)
    assert [found for batch in largest for found in place.failing(batch)] == []


def looked_at(form: Form) -> set[Source]:
    """Return the form and all forms its checks look into."""
    found = {Source(form.platform, form.code)}
    found |= {source for check in across_definitions(form) for source in check.sources}
    return found | {Source(form.platform, code) for key in form.foreign_keys for code, _ in key.targets}
