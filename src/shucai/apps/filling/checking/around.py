"""What the rows of a return are compared with: accepted rows of the school's other forms, and those of last year.

Staged rows of other forms count nowhere (ruling 7). A form of which nothing was accepted and nothing declared is not at
hand: what needs it is skipped and says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

import polars as pl

from shucai.apps.campaigns.models import Campaign, CampaignForm
from shucai.apps.campaigns.queries import parameters_in
from shucai.apps.catalogue.queries import edition_of_year
from shucai.apps.filling.models import Declaration, Return
from shucai.apps.filling.working import overrides_of
from shucai.apps.formal.kept import Kept
from shucai.apps.formal.models import Snapshot
from shucai.apps.formal.queries import formal_tables
from shucai.domain.catalogue import Form, Source
from shucai.domain.checks import Table
from shucai.domain.rows import rows_of_nothing
from shucai.toolkit.check import across_checks
from shucai.toolkit.normalising import table_of_texts

MOST_KEPT = 48
LOOKS = 4  # grows when what a stored run says of the same rows changes
_tables: Kept[tuple[int, int, int, Form], Table] = Kept(MOST_KEPT)


@dataclass(frozen=True)
class Neighbour:
    """A form at hand. snapshot: id, revision and key of its accepted rows, None where it was declared to have none."""

    form: CampaignForm
    definition: Form
    snapshot: tuple[int, int, int] | None


@dataclass(frozen=True)
class Around:
    """The forms at hand. stamp: changes whenever the checks of the return could answer differently."""

    neighbours: Mapping[Source, Neighbour]
    stamp: str

    def tables(self) -> dict[Source, Table]:
        """Return their rows typed; kept in memory while nothing is accepted there."""
        found = {source: _kept(one) for source, one in self.neighbours.items()}
        missing = [self.neighbours[source] for source, table in found.items() if table is None]
        rows = formal_tables({one.form.pk: one.snapshot for one in missing if one.snapshot is not None})
        return {
            source: _table(one, rows.get(one.form.pk)) if table is None else table
            for (source, table), one in zip(found.items(), self.neighbours.values(), strict=True)
        }


def around(made_return: Return, definition: Form) -> Around:
    """Return what the rows of a return are compared with. made_return: with form and campaign, its revision just read."""
    campaign = made_return.form.campaign
    wanted = sources_of(definition)
    forms = _forms(campaign, wanted)
    snapshots = _snapshots(one.pk for one in forms.values())
    empty = _declared(forms.values(), snapshots)
    neighbours: dict[Source, Neighbour] = {}
    for source in sorted(wanted, key=str):
        form, edition = forms.get(source), edition_of_year(source.platform, campaign.year)
        if form is None or edition is None or (form.pk not in snapshots and form.pk not in empty):
            continue
        neighbours[source] = Neighbour(form, edition.forms[source.code], snapshots.get(form.pk))
    return Around(neighbours, _stamp(made_return, definition, neighbours))


def sources_of(definition: Form) -> frozenset[Source]:
    """Return the forms that the checks of a form look at, itself this year left out."""
    named = {source for across in across_checks(definition) for source in across.check.sources}
    referred = {
        Source(definition.platform, code) for key in definition.foreign_keys for code, _ in key.targets
    }
    return frozenset(named | referred) - {Source(definition.platform, definition.code)}


def _forms(campaign: Campaign, wanted: Iterable[Source]) -> dict[Source, CampaignForm]:
    """Return the forms of the school's campaigns of the year and the year before that are wanted."""
    sources = set(wanted)
    found = CampaignForm.objects.filter(
        campaign__school=campaign.school_id,
        campaign__year__in=(campaign.year, campaign.year - 1),
        code__in={source.code for source in sources},
    ).exclude(campaign__state="draft")
    named = {
        Source(one.campaign.platform, one.code, one.campaign.year < campaign.year): one  # type: ignore[arg-type]  # of the model
        for one in found.select_related("campaign")
    }
    return {source: one for source, one in named.items() if source in sources}


def _snapshots(forms: Iterable[int]) -> dict[int, tuple[int, int, int]]:
    rows = Snapshot.objects.filter(form__in=list(forms)).values_list("form", "pk", "revision", "key")
    return {form: (pk, revision, key) for form, pk, revision, key in rows}


def _declared(forms: Iterable[CampaignForm], snapshots: Mapping[int, object]) -> frozenset[int]:
    """Return the forms without accepted rows whose leading department declared that there is nothing, or closed them."""
    bare = [one.pk for one in forms if one.pk not in snapshots]
    found = Declaration.objects.filter(
        contribution__made_return__form__in=bare, contribution__assignment__order=0, unsigned_at=None
    )
    return frozenset(found.values_list("contribution__made_return__form", flat=True))


def _kept(one: Neighbour) -> Table | None:
    return _tables.get((*one.snapshot, one.definition)) if one.snapshot is not None else None


def _table(one: Neighbour, rows: pl.DataFrame | None) -> Table:
    """Return accepted rows typed. rows: None where it was declared that there are none."""
    texts = rows_of_nothing(one.definition) if rows is None or rows.is_empty() else rows
    table, _ = table_of_texts(one.definition, _fields_of(texts, one.definition))
    return table if one.snapshot is None else _tables.put((*one.snapshot, one.definition), table)


def _fields_of(rows: pl.DataFrame, definition: Form) -> pl.DataFrame:
    return rows.select(name for name in definition.by_name if name in rows.columns)


def _stamp(made_return: Return, definition: Form, neighbours: Mapping[Source, Neighbour]) -> str:
    said = (
        LOOKS,
        parameters_in(made_return.form.campaign, definition),
        made_return.revision,
        list(overrides_of(made_return)),
        [(str(source), one.snapshot) for source, one in neighbours.items()],
    )
    return sha256(repr(said).encode()).hexdigest()[:24]
