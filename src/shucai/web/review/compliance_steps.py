"""The steps after the deliberation as the list of the compliance check shows them: what waits, ticked for several at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.review.actions.together import Passed
from shucai.apps.review.queue import onward_of
from shucai.apps.review.whole import digest_of_whole
from shucai.domain.access import Actor, Verb

WORDS = {  # heading, what is done before, button, what is confirmed
    Verb.SUBMIT: (
        "审议已通过，等上报",
        "导入平台并上报以后，逐张打开确认，或勾选几张一起确认",
        "确认已上报",
        "勾选的表都已经导入平台并上报；以后要改，先由牵头部门重新开放",
    ),
    Verb.ARCHIVE: (
        "已上报，等归档",
        "不再更改的，逐张打开归档，或勾选几张一起归档；归档以后不能重新开放",
        "归档",
        "勾选的表不再更改，归档以后不能重新开放",
    ),
}
DONE = {Verb.SUBMIT: "已记为上报", Verb.ARCHIVE: "已归档"}
STEPS = {verb.value: verb for verb in WORDS}


@dataclass(frozen=True)
class Lined:
    """A return that waits for a step. digest: the hash of what the step would cover."""

    made: Return
    parts: Sequence[Contribution]

    @property
    def title(self) -> str:
        """Return what its form is called."""
        return title_of(self.made)

    @property
    def digest(self) -> str:
        """Return the hash of what its departments approved."""
        return digest_of_whole(self.parts)


@dataclass(frozen=True)
class StepShown:
    """A step with the returns that wait for it."""

    verb: Verb
    lined: Sequence[Lined]

    @property
    def words(self) -> tuple[str, str, str, str]:
        """Return the heading, what is done before, the button, and what is confirmed."""
        return WORDS[self.verb]


def steps_shown(actor: Actor) -> list[StepShown]:
    """Return the steps that are an actor's and for which something waits."""
    return [
        StepShown(verb, [Lined(made, parts) for made, parts in lined]) for verb, lined in onward_of(actor)
    ]


def left_words(done: Passed) -> str:
    """Return which returns were left and why each."""
    those = (
        Return.objects.filter(pk__in=done.left).select_related("form__campaign").order_by("form__position")
    )
    return "；".join(f"{one.form.code} {title_of(one)}：{done.left[one.pk].reason}" for one in those)


def title_of(made: Return) -> str:
    """Return what the form of a return is called."""
    campaign = made.form.campaign
    return definitions_of(campaign.platform, campaign.edition_year)[made.form.code].title
