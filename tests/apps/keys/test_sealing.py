"""Ruling 11: personal data are sealed with a key of the school and year, bound to their place, findable by a keyed hash."""

from datetime import UTC, datetime

import pytest

from shucai.adapters.sealed_values import BrokenValue
from shucai.apps.keys.actions import destroy, key_in_use, keyed_hash, seal
from shucai.apps.keys.models import DataKey
from shucai.apps.keys.queries import KeyDestroyed, MasterKeyMissing, keys_asked_once, unseal

pytestmark = pytest.mark.django_db
AT = datetime(2024, 9, 1, tzinfo=UTC)
PHONE, PLACE = "10000001234", "person.phone.7"


def sealed(school: int = 1, year: int = 2024, place: str = PLACE) -> str:
    """Return an invented phone number sealed."""
    return seal(PHONE, school=school, year=year, place=place, at=AT)


def test_what_is_sealed_comes_back_and_is_not_to_be_read_where_it_lies():
    assert unseal(sealed(), place=PLACE) == PHONE
    assert PHONE not in sealed()
    assert sealed() != sealed()


def test_a_blank_stays_blank():
    assert seal("", school=1, year=2024, place=PLACE, at=AT) == ""
    assert unseal("", place=PLACE) == ""


def test_a_value_moved_to_another_row_does_not_open():
    with pytest.raises(BrokenValue):
        unseal(sealed(), place="person.phone.8")


@pytest.mark.parametrize(
    "spoil", [lambda text: text[:-4] + "AAA=", lambda text: "s1.1.", lambda text: "s9" + text[2:]]
)
def test_an_altered_value_does_not_open(spoil):
    with pytest.raises(BrokenValue):
        unseal(spoil(sealed()), place=PLACE)


def test_each_school_and_year_has_one_key_of_its_own():
    for school, year in ((1, 2024), (1, 2024), (1, 2025), (2, 2024)):
        sealed(school, year)
    assert DataKey.objects.count() == 3
    assert len({bytes(key.wrapped) for key in DataKey.objects.all()}) == 3


def test_a_keyed_hash_finds_equals_within_a_school_and_year_only():
    def of(school, year):
        return keyed_hash(PHONE, school=school, year=year, at=AT)

    assert of(1, 2024) == of(1, 2024)
    assert len({of(1, 2024), of(1, 2025), of(2, 2024)}) == 3


def test_destroying_a_year_makes_it_unreadable_and_leaves_the_others():
    this, last = sealed(), sealed(year=2023)
    assert destroy(1, 2023, at=AT) == 1
    assert unseal(this, place=PLACE) == PHONE
    with pytest.raises(KeyDestroyed):
        unseal(last, place=PLACE)


def test_without_the_master_key_nothing_opens(settings):
    one = sealed()
    settings.MASTER_KEYS = {"another": bytes(32)}
    with pytest.raises(MasterKeyMissing):
        unseal(one, place=PLACE)


def test_a_page_asks_for_the_keys_of_a_school_once(django_assert_num_queries):
    texts = [sealed(1, year) for year in (2023, 2024, 2025)]
    with keys_asked_once(), django_assert_num_queries(1):
        assert {unseal(text, place=PLACE) for text in texts} == {PHONE}
        assert key_in_use(1, 2024, at=AT).year == 2024


def test_a_key_made_or_destroyed_meanwhile_is_known():
    text = sealed(1, 2024)
    with keys_asked_once():
        assert unseal(text, place=PLACE) == PHONE
        assert unseal(sealed(1, 2026), place=PLACE) == PHONE
    destroy(1, 2024, at=AT)
    with keys_asked_once(), pytest.raises(KeyDestroyed):
        unseal(text, place=PLACE)
