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


# Of each form the last, with the id, revision and key of its snapshot.
_snapshots: Kept[int, tuple[tuple[int, int, int], pl.DataFrame]] = Kept(MOST_KEPT)


def place_of_snapshot(form: int) -> str:
    """Return what a sealed snapshot is bound to. form: id of the campaign's form."""
    return f"snapshot/{form}"


def formal_rows(form: CampaignForm, definition: Form) -> pl.DataFrame:
    """Return the accepted rows of a form, columns of META and a String column a field; none where nothing was accepted."""
    kept, stored = _snapshots.get(form.pk), Snapshot.objects.filter(form=form)
    if kept is not None and kept[0] == stored.values_list("pk", "revision", "key").first():
        return kept[1]
    found = stored.values_list("pk", "revision", "key", "packed").first()
    if found is None:
        return blank_rows(definition)
    number, revision, key, packed = found
    rows = unpacked(unseal_bytes(packed, number=key, place=place_of_snapshot(form.pk)))
    return _snapshots.put(form.pk, ((number, revision, key), rows))[1]
