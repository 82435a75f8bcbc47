"""Pages of the organisation, as different people of one school see them."""

import re

import pytest
from django.test import Client

from tests.builders.people import logged_in
from tests.builders.schools import house

__all__ = ["browser_of", "house", "lead", "words"]


@pytest.fixture
def lead(house) -> Client:
    """The browser of the head of the lead office."""
    return browser_of(house.lead)


def browser_of(person) -> Client:
    """Return a browser of somebody who chose a password already."""
    person.password_changed_at = person.made_at
    person.save(update_fields=["password_changed_at"])
    return logged_in(person)


def words(answer) -> str:
    """Return the text of a page as people read it."""
    text = re.sub(r"(?s)<(script|style|nav)\b.*?</\1>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))
