"""Re-opening what passed: a department asks, the lead office answers (REV-3)."""

from shucai.apps.review.actions.reopening.answering import (
    decline_reopening,
    end_reopening,
    extend_reopening,
    grant_reopening,
)
from shucai.apps.review.actions.reopening.asking import (
    ASKING,
    LOCKED,
    Wish,
    ask_reopening,
    first_day_of,
    withdraw_asking,
)
from shucai.apps.review.actions.reopening.holding import Days, days_for, waits

__all__ = [
    "ASKING", "LOCKED", "Days", "Wish", "ask_reopening", "days_for", "decline_reopening", "end_reopening",
    "extend_reopening", "first_day_of", "grant_reopening", "waits", "withdraw_asking",
]  # fmt: skip
