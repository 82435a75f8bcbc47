"""How far a campaign is, department by department, what holds it up, who waits for whom, and what will be late."""

from shucai.domain.progress.burning import BurnDown, burn_down
from shucai.domain.progress.causes import Cause, Mover, causes_of, mover_of
from shucai.domain.progress.departments import Coming, Department, Progress, counted, progress_of
from shucai.domain.progress.forecast import Forecast, Outlook, outlook_of
from shucai.domain.progress.holds import HOT, OPENED, Hold, HoldKind, hold_of
from shucai.domain.progress.pace import Pace, pace_of, work_left

__all__ = [
    "HOT", "OPENED", "BurnDown", "Cause", "Coming", "Department", "Forecast", "Hold", "HoldKind", "Mover", "Outlook",
    "Pace", "Progress", "burn_down", "causes_of", "counted", "hold_of", "mover_of", "outlook_of", "pace_of",
    "progress_of", "work_left",
]  # fmt: skip
