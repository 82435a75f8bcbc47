"""A contribution as somebody's work: put together from what is known of its whole campaign."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef

from shucai.apps.campaigns.models import AssignedPerson, Campaign, CampaignForm, Prerequisite
from shucai.apps.campaigns.queries import Deadlines
from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.filling.models import Contribution, Return
from shucai.domain.planning import Due, StageKind, stage_end
from shucai.domain.todos import OpenPart
from shucai.domain.workflow import FormNow, KeyData, Standing, State

COMPLETE = tuple(state.value for state in State if state.is_complete)


def standing_of(one: Contribution) -> Standing:
    """Return where a part stands. one: with return, form and assignment at hand."""
    return Standing(State(one.state), _key_of(one), one.is_returned, one.open_until, one.sent_back)


class Reading:
    """What is known of a campaign, read once for all its parts. form: where only the parts of one are asked about."""

    def __init__(
        self, campaign: Campaign, parts: Iterable[Contribution], form: CampaignForm | None = None
    ) -> None:
        stages = sorted(campaign.stages.all(), key=lambda stage: stage.order)
        self.campaign = campaign
        self.stages = {stage.pk: stage for stage in stages}
        self.review = next((stage for stage in stages if stage.kind == StageKind.REVIEW), None)
        self.analysis = next((stage for stage in stages if stage.kind == StageKind.ANALYSIS), None)
        self.deadlines = Deadlines.of(campaign, stages)
        self.definitions = definitions_of(campaign.platform, campaign.edition_year)
        self.named = _named(campaign, form)
        self.waiting, self.corrected = _waiting(campaign, form)
        self.open = _not_approved(parts)

    def part(self, one: Contribution) -> OpenPart:
        """Return a contribution as work."""
        form, assignment = one.made_return.form, one.assignment
        definition, now, due = self.definitions[form.code], self._now(one), self._due_now(one)
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
            opens_on=now.starts_on,
            due_on=due.on,
            extended=due if due.is_extended else None,
            review_ends_on=self._review_ends_on(form),
            is_typed=now.is_typed,
            key=now.standing.key,
            is_returned=now.standing.is_returned,
            since=one.state_at,
            collected_by=form.collected_by_id,
            collector=now.collector,
            fillers=frozenset(now.fillers),
            reviewers=frozenset(now.reviewers),
            waits_for=now.missing,
            now=now,
        )

    def _now(self, one: Contribution) -> FormNow:
        """Return a part in time and among others; the leading one answers for the others too."""
        form, stage = one.made_return.form, self.stages[one.made_return.form.stage_id]
        others = self.open.get(form.pk, []) if one.assignment.order == 0 else []
        awaited = self.waiting.get(form.pk, ())
        goes_on = (
            frozenset(awaited) & self.corrected if one.state != State.NOT_STARTED.value else frozenset[str]()
        )
        return FormNow(
            standing=standing_of(one),
            kind=StageKind(stage.kind),
            stage=stage.name,
            starts_on=stage.starts_on,
            due=self._due(one).on,
            review_on=self.review.starts_on if self.review else None,
            analysis_on=self.analysis.starts_on if self.analysis else None,
            collector=form.collected_by.name if form.collected_by else "",
            missing=self._titled(code for code in awaited if code not in goes_on),
            corrected=self._titled(code for code in awaited if code in goes_on),
            parts=tuple(title for pk, title in others if pk != one.pk),
            fillers=self.named.get((one.assignment_id, "fill"), {}),
            reviewers=self.named.get((one.assignment_id, "review"), {}),
            is_typed=not self.definitions[form.code].read_only,
            open_until=one.open_until,
        )

    def _titled(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(f"{code} {self.definitions[code].title}" for code in codes)

    def _due_now(self, one: Contribution) -> Due:
        """Return the last day of a part: of one that is re-opened, the last day it is open."""
        return Due(one.open_until, one.open_until) if one.open_until else self._due(one)

    def _due(self, one: Contribution) -> Due:
        form = one.made_return.form
        return self.deadlines.due(form, self.stages[form.stage_id], frozenset({one.assignment.unit_id}))

    def _review_ends_on(self, form: CampaignForm) -> date:
        """Return until when those above the departments have: the end of the review, without one that of the stage itself."""
        stage = self.review or self.stages[form.stage_id]
        return stage_end(stage.pk, stage.ends_on, self.deadlines.extensions).on


def _key_of(one: Contribution) -> KeyData:
    """Return how the key data of a part stand; a department that supplies columns answers for the marked ones among them."""
    form, assignment = one.made_return.form, one.assignment
    supplied = set(assignment.fields) if assignment.order else set[str]()
    if not form.is_key and not (set(form.key_fields) & supplied if supplied else form.key_fields):
        return KeyData.NONE
    return KeyData(one.key_stage) if one.key_stage else KeyData.DUE


def _not_approved(parts: Iterable[Contribution]) -> dict[int, list[tuple[int, str]]]:
    """Return form -> (contribution, department) of the parts that their departments do not stand for yet."""
    found: dict[int, list[tuple[int, str]]] = {}
    for one in parts:
        if not State(one.state).is_complete:
            found.setdefault(one.made_return.form_id, []).append((one.pk, one.assignment.unit.title))
    return found


def _named(campaign: Campaign, form: CampaignForm | None) -> dict[tuple[int, str], dict[int, str]]:
    """Return (assignment, part) -> who is named for it, by id with the name."""
    found: dict[tuple[int, str], dict[int, str]] = {}
    people = AssignedPerson.objects
    rows = (
        people.filter(assignment__form=form) if form else people.filter(assignment__form__campaign=campaign)
    )
    for assignment, part, person, name in rows.values_list("assignment", "part", "person", "person__name"):
        found.setdefault((assignment, part), {})[person] = name
    return found


def _waiting(campaign: Campaign, form: CampaignForm | None) -> tuple[dict[int, list[str]], frozenset[str]]:
    """Return form -> codes of the forms it waits for, those complete left out; and which of them are being corrected."""
    complete = Return.objects.filter(form__campaign=campaign, state__in=COMPLETE).values("form")
    returned = Contribution.objects.filter(made_return__form=OuterRef("needs"), is_returned=True)
    needed = Prerequisite.objects
    needed_by = needed.filter(form=form) if form else needed.filter(form__campaign=campaign)
    pairs = (
        needed_by.filter(lifted_at=None)
        .exclude(needs__in=complete)
        .annotate(corrected=Exists(returned))
        .order_by("needs__position")
        .values_list("form", "needs__code", "corrected")
    )
    found, corrected = dict[int, list[str]](), set[str]()
    for needing, code, is_corrected in pairs:
        found.setdefault(needing, []).append(code)
        corrected |= {code} if is_corrected else set()
    return found, frozenset(corrected)
