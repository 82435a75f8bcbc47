"""Many rows are inserted by few statements: all of them, each as it was given."""

import pytest
from django.db import transaction

from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.formal.bulk import A_STATEMENT, insert_rows
from shucai.apps.formal.models import RowChange
from tests.builders.staffed import AT, Staffed

pytestmark = pytest.mark.django_db
COUNTS = (1, A_STATEMENT - 1, A_STATEMENT, A_STATEMENT + 1, 2 * A_STATEMENT + 7)


@pytest.fixture
def same() -> dict[str, object]:
    school = Staffed()
    school.published()
    form = CampaignForm.objects.first()
    return {"school": 1, "form": form.pk, "by": 7, "by_name": "王芳’s '%s'", "at": AT}


def each_of(count: int) -> dict[str, list[object]]:
    return {
        "uid": [f"{number:032}" for number in range(count)],
        "version": list(range(1, count + 1)),
        "kind": ["typed" if number % 3 else "imported" for number in range(count)],
        "sealed": [f"'{number}' %s ？ \\" for number in range(count)],
        "digest": ["0" * 64] * count,
    }


def test_every_row_arrives_as_it_was_given_whatever_their_number(same: dict[str, object]) -> None:
    for count in COUNTS:
        each = each_of(count)
        with transaction.atomic():
            assert insert_rows(RowChange, same, each) == count
        rows = RowChange.objects.order_by("pk").values_list(*each)
        assert list(rows) == list(zip(*each.values(), strict=True))
        assert set(RowChange.objects.values_list("by_name", "form", "origin")) == {
            (same["by_name"], same["form"], "")
        }
        RowChange.objects.all().delete()


def test_no_rows_are_no_statement(same: dict[str, object], django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert insert_rows(RowChange, same, each_of(0)) == 0


@pytest.mark.parametrize("count", [5, A_STATEMENT])
def test_columns_of_different_lengths_are_an_error_and_leave_nothing(
    same: dict[str, object], count: int
) -> None:
    each = each_of(count)
    each["sealed"].append("too many")
    with pytest.raises(ValueError, match=r"longer|shorter"), transaction.atomic():
        insert_rows(RowChange, same, each)
    assert not RowChange.objects.exists()
