"""Tables of filling."""

from shucai.apps.filling.models.findings import CheckRun, Dispute, Explanation
from shucai.apps.filling.models.imports import MOVED, Import
from shucai.apps.filling.models.questions import Answer, Question
from shucai.apps.filling.models.returns import REOPENED, STATES, Contribution, Declaration, Receipt, Return
from shucai.apps.filling.models.staging import Presence, Saved, StagedRow

__all__ = [
    "MOVED", "REOPENED", "STATES", "Answer", "CheckRun", "Contribution", "Declaration", "Dispute", "Explanation",
    "Import", "Presence", "Question", "Receipt", "Return", "Saved", "StagedRow",
]  # fmt: skip
