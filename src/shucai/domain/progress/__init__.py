"""How far a campaign is, department by department, what holds it up, and who waits for whom."""

from shucai.domain.progress.departments import Department, Progress, progress_of
from shucai.domain.progress.holds import HOT, Hold, HoldKind, hold_of

__all__ = ["HOT", "Department", "Hold", "HoldKind", "Progress", "hold_of", "progress_of"]
