"""Every vector of the reference, judged as normalised text."""

import csv
from datetime import date
from pathlib import Path

import pytest

from shucai.domain.identifiers import flaw_of
from shucai.domain.normalise.identifiers import plain_identifier

TEXT = Path("tests/reference/identifier_test_vectors.csv").read_text(encoding="utf-8")
VECTORS = list(csv.DictReader(TEXT.splitlines()))
KINDS = {
    "gb11643": "id_number",
    "gb11643_gat": "id_number",
    "yongju2023": "id_number",
    "yongju2017": "id_number",
    "xueji": "student_code",
}
TODAY = date(2024, 9, 1)


def test_the_reference_has_all_its_vectors():
    assert len(VECTORS) == 62


@pytest.mark.parametrize("vector", VECTORS, ids=[f"{v['kind']}:{v['value']}" for v in VECTORS])
def test_an_identifier_of_the_reference_is_judged_as_stated(vector):
    """A valid one has no error (it may be asked about); an invalid one has a flaw."""
    kind = KINDS.get(vector["kind"], vector["kind"])
    flaw = flaw_of(kind, plain_identifier(kind, vector["value"]), TODAY)
    if vector["expect"] == "valid":
        assert flaw is None or flaw.severity == "confirm"
    else:
        assert flaw is not None
