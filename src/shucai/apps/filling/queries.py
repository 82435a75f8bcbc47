"""Reading returns and contributions as somebody's work."""

from collections.abc import Iterable, Mapping

from django.db.models import Count

from shucai.apps.campaigns.models import AssignedPerson, Campaign, Prerequisite, Stage
from shucai.apps.campaigns.queries import extensions_in_force, opens_on
from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.filling.models import Contribution, Return
from shucai.domain.planning import StageKind, due_of, first_days_end, stage_end
from shucai.domain.todos import OpenPart
from shucai.domain.workflow import State

COMPLETE = tuple(
    state.value for state in State if state not in {State.NOT_STARTED, State.FILLING, State.CHECKED}
)  # a form counts as complete for others once its department stands for it


def open_parts(campaign: Campaign) -> list[OpenPart]:
    """Return every department's part of every form of a published campaign, in the platform's order.

    Reads six tables, however many forms there are.
    """
    stages = {stage.pk: stage for stage in campaign.stages.order_by("order")}
    reading = _Reading(campaign, stages)
    found = (
        Contribution.objects.filter(school=campaign.school_id, made_return__form__campaign=campaign)
        .select_related("assignment__unit", "made_return__form__collected_by")
        .order_by("made_return__form__position", "assignment__order")
    )
    return [reading.part(one) for one in found]


def state_counts(parts: Iterable[OpenPart]) -> dict[State, int]:
    """Return how many parts are in each state, in the order of states."""
    counts = dict.fromkeys(State, 0)
    for part in parts:
        counts[part.state] += 1
    return counts


class _Reading:
    def __init__(self, campaign: Campaign, stages: Mapping[int, Stage]) -> None:
        self.campaign = campaign
        self.stages = stages
        self.opening = opens_on(list(stages.values()))
        self.extensions = extensions_in_force(campaign.pk)
        review = [stage for stage in stages.values() if stage.kind == StageKind.REVIEW]
        self.review_ends_on = (
            stage_end(review[0].pk, review[0].ends_on, self.extensions).on if review else None
        )
        self.definitions = definitions_of(campaign.platform, campaign.edition_year)
        self.named = _named(campaign)
        self.waiting = _waiting(campaign)

    def part(self, one: Contribution) -> OpenPart:
        """Return a contribution as work."""
        form, assignment = one.made_return.form, one.assignment
        stage, definition = self.stages[form.stage_id], self.definitions[form.code]
        own = first_days_end(self.opening, form.within_days) if self.opening and form.within_days else None
        due = due_of(
            stage=stage.pk,
            form=form.pk,
            units=frozenset({assignment.unit_id}),
            stage_ends_on=stage.ends_on,
            own_end=own,
            extensions=self.extensions,
        )
        return OpenPart(
            id=one.pk,
            campaign=self.campaign.pk,
            school=self.campaign.school_id,
            form=definition.id,
            form_id=form.pk,
            code=form.code,
            title=definition.title,
            unit=assignment.unit_id,
            unit_title=assignment.unit.title,
            leads=assignment.order == 0,
            state=State(one.state),
            return_state=State(one.made_return.state),
            opens_on=stage.starts_on,
            due_on=due.on,
            review_ends_on=self.review_ends_on,
            is_typed=not definition.read_only,
            has_key=form.is_key or bool(form.key_fields),
            collected_by=form.collected_by_id,
            collector=form.collected_by.name if form.collected_by else "",
            fillers=self.named.get((assignment.pk, "fill"), frozenset()),
            reviewers=self.named.get((assignment.pk, "review"), frozenset()),
            waits_for=tuple(
                f"{code} {self.definitions[code].title}" for code in self.waiting.get(form.pk, ())
            ),
        )


def _named(campaign: Campaign) -> dict[tuple[int, str], frozenset[int]]:
    found: dict[tuple[int, str], frozenset[int]] = {}
    rows = AssignedPerson.objects.filter(assignment__form__campaign=campaign)
    for assignment, part, person in rows.values_list("assignment", "part", "person"):
        found[assignment, part] = found.get((assignment, part), frozenset()) | {person}
    return found


def _waiting(campaign: Campaign) -> dict[int, list[str]]:
    """Return form -> codes of the forms it waits for, those complete left out."""
    complete = Return.objects.filter(form__campaign=campaign, state__in=COMPLETE).values("form")
    pairs = (
        Prerequisite.objects.filter(form__campaign=campaign, lifted_at=None)
        .exclude(needs__in=complete)
        .order_by("needs__position")
        .values_list("form", "needs__code")
    )
    found: dict[int, list[str]] = {}
    for form, code in pairs:
        found.setdefault(form, []).append(code)
    return found


def states_of(campaign: Campaign) -> dict[State, int]:
    """Return how many returns of a campaign are in each state; none of a draft."""
    found = Return.objects.filter(form__campaign=campaign).values_list("state").annotate(count=Count("pk"))
    counts = dict(found)
    return {state: counts.get(state.value, 0) for state in State}
