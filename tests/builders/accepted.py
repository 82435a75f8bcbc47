"""Rows laid into the formal store of a school, as acceptance leaves them: those of the invented school year."""

from uuid import UUID

import polars as pl
from django.db.models import F

from shucai.adapters.frames import packed
from shucai.apps.campaigns.models import Campaign, CampaignForm
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.formal.models import Snapshot
from shucai.apps.formal.queries import place_of_snapshot
from shucai.apps.keys.sealing import sealing_of
from shucai.demo.checking import Tables
from shucai.domain.catalogue import Source
from shucai.domain.checks import Table
from shucai.domain.normalise import normalise_columns
from shucai.domain.rows import META, canonical
from shucai.toolkit.normalising import readers
from tests.builders.staffed import AT

NO_MARKS = pl.DataFrame(
    schema={"index": pl.UInt32, "field": pl.String, "mark": pl.String, "shown": pl.String}
)


def texts_of(table: Table) -> pl.DataFrame:
    """Return the rows of a table as staging keeps them."""
    columns = normalise_columns(readers(table.form), table.typed, NO_MARKS)
    return canonical(table.form.fields, table.typed, columns)


def lay(form: CampaignForm, texts: pl.DataFrame) -> pl.DataFrame:
    """Put rows into the formal store of a form and return them with what is known of each."""
    part = Contribution.objects.filter(made_return__form=form, assignment__order=0).first()
    frame = texts.select(
        pl.Series("#uid", [UUID(int=form.pk * 1_000_000 + n).hex for n in range(texts.height)], pl.String),
        pl.lit(1, pl.Int64).alias("#version"),
        pl.lit("formal").alias("#state"),
        pl.int_range(1, pl.len() + 1).cast(pl.Float64).alias("#position"),
        pl.lit(part.pk if part else 0, pl.Int64).alias("#part"),
        *texts.columns,
    )
    assert list(frame.columns[: len(META)]) == list(META)
    campaign = form.campaign
    sealing = sealing_of(campaign.school_id, campaign.year, at=AT)
    before = Snapshot.objects.filter(form=form).first()
    Snapshot.objects.update_or_create(
        form=form,
        defaults={
            "school_id": campaign.school_id,
            "revision": before.revision + 1 if before else 1,
            "rows": frame.height,
            "key": sealing.number,
            "packed": sealing.seal_bytes(packed(frame), place_of_snapshot(form.pk)),
            "made_at": AT,
        },
    )
    Return.objects.filter(form=form).update(revision=F("revision") + 1)
    return frame


def lay_tables(campaigns: dict[str, Campaign], tables: Tables, sources: set[Source]) -> None:
    """Put the rows of an invented school into the formal store, as far as these forms are concerned."""
    for source in sources:
        campaign = campaigns[source.platform]
        if source.last_year:
            campaign = before(campaign)
        form, _ = CampaignForm.objects.get_or_create(
            campaign=campaign, code=source.code, defaults={"stage": campaign.stages.first(), "position": 1}
        )
        lay(form, texts_of(tables.of(source.code, last_year=source.last_year)))


def before(campaign: Campaign) -> Campaign:
    """Return the campaign of the year before, which the product did not plan: no edition of the catalogue is so old."""
    was = Campaign.objects.filter(
        school=campaign.school_id, platform=campaign.platform, year=campaign.year - 1
    ).first()
    if was is not None:
        return was
    was = Campaign.objects.get(pk=campaign.pk)
    was.pk, was.year, was.title, was.state, was.closed_at = None, campaign.year - 1, "上年", "closed", AT
    was.save(force_insert=True)
    stage = campaign.stages.first()
    stage.pk, stage.campaign = None, was
    stage.save(force_insert=True)
    return was
