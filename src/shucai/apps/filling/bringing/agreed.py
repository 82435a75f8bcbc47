"""What was agreed to in earlier files of a part: the workbook given back with marks comes again, and is not asked again."""

from collections.abc import Iterator, Sequence

import polars as pl

from shucai.apps.filling.bringing.opened import table_of
from shucai.apps.filling.models import Import
from shucai.domain.catalogue import Form
from shucai.toolkit.bringing import AGREED, keyed

READ = ("ready", "committed", "undone")
MOST_LOOKED_AT = 8  # earlier files, the latest first


def agreed_before(brought: Import, form: Form) -> pl.DataFrame:
    """Return the rewritings and repairs that were agreed to in other files of the part, cell by cell: columns of AGREED.

    Of files that are in, and of those of the same person that are still shown.
    """
    others = (
        Import.objects.filter(contribution=brought.contribution_id).exclude(pk=brought.pk).exclude(answers={})
    )
    taken = others.filter(state="committed") | others.filter(state="ready", made_by=brought.made_by_id)
    frames = [part for one in taken.order_by("-pk")[:MOST_LOOKED_AT] for part in _agreed_in(one, form)]
    return pl.concat([pl.DataFrame(schema=AGREED), *frames]).drop_nulls("key").unique(maintain_order=True)


def consented_before(brought: Import, differences: Sequence[str]) -> bool:
    """Return whether the same person consented to the same differing columns in another file of the part."""
    others = Import.objects.filter(
        contribution=brought.contribution_id, made_by=brought.made_by_id, accepted_mapping=True
    ).exclude(pk=brought.pk)
    told = others.filter(state__in=READ).order_by("-pk").values_list("notices", flat=True)
    return any(set(differences) <= set(notices) for notices in told[:MOST_LOOKED_AT])


def _agreed_in(one: Import, form: Form) -> Iterator[pl.DataFrame]:
    yes = [cause for cause, answer in one.answers.items() if answer]
    asked = table_of(one, "changes").filter((pl.col("level") == "ASK") & pl.col("cause").is_in(yes))
    if not asked.is_empty():
        yield keyed(asked, table_of(one, "rows"), form)
