"""What an identity number tells of its row, and what it does not."""

import polars as pl
import pytest

from shucai.domain.rows.told import Told

WHOLE, CUT = "320282200912289019", "320282200912289000"


@pytest.mark.parametrize(
    ("number", "sex", "birth"),
    [
        (WHOLE, "男", "2009-12-28"),
        (CUT, None, "2009-12-28"),
        ("320282200912289001", None, None),
        (None, None, None),
    ],
)
def test_a_number_whose_end_was_cut_off_does_not_tell_the_sex(number, sex, birth):
    frame = pl.DataFrame({"id_no": [number]}, schema={"id_no": pl.String})
    told = (Told("gender", "id_no", "gender"), Told("birth_date", "id_no", "birth"))
    assert [frame.select(one.answer).item() for one in told] == [sex, birth]
