"""The states of a return and the steps between them, and whether somebody may take one now."""

from shucai.domain.workflow.now import Situation, may_now
from shucai.domain.workflow.phases import CampaignState, FormNow, Phase, phase_of
from shucai.domain.workflow.states import KeyData, Standing, State, standing_of_whole, whole_of
from shucai.domain.workflow.steps import STEPS, Step, take, turn

__all__ = [
    "STEPS", "CampaignState", "FormNow", "KeyData", "Phase", "Situation", "Standing", "State", "Step",
    "may_now", "phase_of", "standing_of_whole", "take", "turn", "whole_of",
]  # fmt: skip
