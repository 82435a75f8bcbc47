"""Accepted rows of a form that rows of another form refer to."""

from shucai.apps.filling.actions.accepting import Decided, accept_rows
from tests.builders.staffed import Staffed
from tests.builders.staging import AT, FILLING, Desk


class Groups:
    """Groups of majors, and a major that belongs to the first of them."""

    def __init__(self, school: Staffed) -> None:
        school.published()
        self.groups = Desk("1.2.2", school)
        self.majors = Desk("1.2.1", school)
        rows = self.groups.right_rows(2)
        self.used, self.free = self.groups.added(rows)
        done = accept_rows(self.groups.part.pk, None, by=self.groups.reviewer, at=AT, today=FILLING)
        assert done == Decided(2), done
        major = next(row for row in self.majors.right_rows(50) if row["group_name"] == rows[0]["group_name"])
        self.majors.added([major])
