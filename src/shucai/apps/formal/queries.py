"""Reading accepted rows: the packed table of a form, opened once and kept while it does not change."""

import polars as pl

from shucai.adapters.frames import unpacked
from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.formal.kept import Kept
from shucai.apps.formal.models import Snapshot
from shucai.apps.keys.queries import unseal_bytes
from shucai.domain.catalogue import Form
from shucai.domain.rows import blank_rows

MOST_KEPT = 64  # tables in memory; a school has some two hundred, most of them small


_snapshots: Kept[tuple[int, int, int], pl.DataFrame] = Kept(MOST_KEPT)


def place_of_snapshot(form: int) -> str:
    """Return what a sealed snapshot is bound to. form: id of the campaign's form."""
    return f"snapshot/{form}"


def formal_rows(form: CampaignForm, definition: Form) -> pl.DataFrame:
    """Return the accepted rows of a form, columns of META and a String column a field; none where nothing was accepted."""
    found = Snapshot.objects.filter(form=form).values("pk", "revision", "key").first()
    if found is None:
        return blank_rows(definition)
    named = (found["pk"], found["revision"], found["key"])
    kept = _snapshots.get(named)
    if kept is None:
        packed = Snapshot.objects.values_list("packed", flat=True).get(pk=found["pk"])
        kept = _snapshots.put(
            named, unpacked(unseal_bytes(packed, number=found["key"], place=place_of_snapshot(form.pk)))
        )
    return kept
