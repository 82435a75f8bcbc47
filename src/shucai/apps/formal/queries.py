"""Reading accepted rows: the packed table of a form, opened once and kept while it does not change."""

from collections.abc import Collection, Mapping

import polars as pl

from shucai.adapters.frames import unpacked
from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.formal.kept import Kept
from shucai.apps.formal.models import Snapshot
from shucai.apps.keys.queries import unseal_bytes
from shucai.domain.catalogue import Form
from shucai.domain.rows import blank_rows

MOST_KEPT = 64  # tables in memory; a school has some two hundred, most of them small


Named = tuple[int, int, int]  # id, revision and key of a snapshot
# Of each form the last.
_snapshots: Kept[int, tuple[Named, pl.DataFrame]] = Kept(MOST_KEPT)


def place_of_snapshot(form: int) -> str:
    """Return what a sealed snapshot is bound to. form: id of the campaign's form."""
    return f"snapshot/{form}"


def formal_rows(form: CampaignForm, definition: Form) -> pl.DataFrame:
    """Return the accepted rows of a form, columns of META and a String column a field; none where nothing was accepted."""
    kept, stored = _snapshots.get(form.pk), Snapshot.objects.filter(form=form)
    if kept is not None and kept[0] == stored.values_list("pk", "revision", "key").first():
        return kept[1]
    return _opened([form.pk]).get(form.pk, blank_rows(definition))


def formal_tables(wanted: Mapping[int, Named]) -> dict[int, pl.DataFrame]:
    """Return form -> its accepted rows as ``formal_rows`` does, of several forms by one question.

    wanted: form -> its snapshot as it was just read.
    """
    kept = {form: _snapshots.get(form) for form in wanted}
    found = {form: one[1] for form, one in kept.items() if one is not None and one[0] == wanted[form]}
    return found | _opened(wanted.keys() - found.keys())


def _opened(forms: Collection[int]) -> dict[int, pl.DataFrame]:
    if not forms:
        return {}
    stored = Snapshot.objects.filter(form__in=list(forms))
    opened: dict[int, pl.DataFrame] = {}
    for form, number, revision, key, packed in stored.values_list("form", "pk", "revision", "key", "packed"):
        rows = unpacked(unseal_bytes(packed, number=key, place=place_of_snapshot(form)))
        opened[form] = _snapshots.put(form, ((number, revision, key), rows))[1]
    return opened
