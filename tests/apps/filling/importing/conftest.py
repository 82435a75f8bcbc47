"""A part of a form about awards, with somebody who may bring files into it, and workbooks of that form."""

from pathlib import Path

import pytest

from shucai import toolkit
from shucai.apps.filling.models import Contribution
from shucai.domain.access import Actor
from tests.builders.awards import RIGHT
from tests.builders.brought import DAY
from tests.builders.schools import published, staffed
from tests.builders.staffed import Staffed, acting
from tests.builders.standing import standing
from tests.builders.workbooks import filled

FORM = "1.1.7"


def award(number: int, **cells: object) -> dict[str, object]:
    """Return a right row."""
    return {**RIGHT, "award_name": f"示例荣誉{number}", "doc_no": f"示教〔2023〕{number}号", **cells}


class Desk:
    """A reporter at a part of a return, with a folder of workbooks."""

    folder: Path

    def __init__(self, school: Staffed) -> None:
        self.school = school
        self.part = Contribution.objects.select_related("assignment__unit", "made_return").get(
            made_return__form__code=FORM, assignment__order=0
        )
        self.unit = self.part.assignment.unit.title
        self.by: Actor = acting(self.school.reporters[self.unit], DAY)

    def book(self, *rows: dict[str, object], name: str = "获奖.xlsx") -> Path:
        """Return a filled template."""
        return filled(toolkit.find_form(FORM), self.folder, *rows, name=name)


made_desk = standing(staffed, published, Desk)


@pytest.fixture
def desk(made_desk, tmp_path, settings):
    """A desk whose files lie in a folder of the test."""
    settings.IMPORTED_FILES = tmp_path / "imports"
    made_desk.folder = tmp_path
    return made_desk
