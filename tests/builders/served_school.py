"""A school in the database of a server that is about to start: run as a module, it prints who can log in.

SHUCAI_VAR=<folder> python -m tests.builders.served_school
"""

import json
import sys
from datetime import datetime

from shucai.config.serve import prepare

PASSWORD = "Served-school-2024"


def main() -> None:
    """Open a school with an administrator and the head of its lead office, who have chosen their passwords."""
    prepare()
    from tests.builders.organisation import AT, House

    house = House()
    for person in (house.lead, house.administrator):
        _choose_password(person, AT)
    told = {"lead": house.lead.login, "administrator": house.administrator.login, "password": PASSWORD}
    sys.stdout.write(json.dumps(told))


def _choose_password(person: object, at: datetime) -> None:
    person.set_password(PASSWORD)  # type: ignore[attr-defined]
    person.password_changed_at = at  # type: ignore[attr-defined]
    person.save()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
