"""Who uses an accepted row: rows of other forms that refer to it, accepted or staged (FIL-7, rulings 7 and 8)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import polars as pl

from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.filling.working import definition_of, working_rows
from shucai.apps.formal.queries import formal_rows
from shucai.domain.catalogue import ForeignKey, Form
from shucai.domain.rows import PART, UID, keys_of
from shucai.domain.rows.looking import places_by_part
from shucai.domain.rows.masks import masked

JOINT = "\x1f"
OWN, USER = "#own", "#user"


@dataclass(frozen=True, slots=True)
class Use:
    """The rows of one form that use a row.

    row, first: place and key of one of them, as people read them, personal values masked. unit: the department it belongs to,
    in whose grid the place is counted; blank where nobody has it any more.
    """

    form: str
    row: int
    first: str
    count: int
    unit: str = ""

    @property
    def words(self) -> str:
        """Return what uses it, as people read it."""
        more = f"等 {self.count} 行" if self.count > 1 else ""
        return f"{self.form} {self.unit}第 {self.row} 行“{self.first}”{more}"


@dataclass(frozen=True)
class Touched:
    """Accepted rows that are to go or to change. new: as they will be, None where they go."""

    old: pl.DataFrame
    new: pl.DataFrame | None = None


def uses_of(made_return: Return, definition: Form, touched: Touched, *, at: datetime) -> dict[str, Use]:
    """Return uid -> what uses a row, for those that may not be touched as wanted.

    A change is held back where it changes what others refer to, or anything at all of a row that is locked when used.
    """
    if touched.old.is_empty():
        return {}
    found: dict[str, Use] = {}
    for user, keys in _users(made_return, definition):
        for key, names in keys:
            wanted = _wanted(definition, touched, names)
            if wanted.is_empty():
                continue
            for uid, use in _found(user, key, wanted, set(touched.old[UID]), at):
                found.setdefault(uid, use)
    return found


def held_fields(made_return: Return, definition: Form) -> frozenset[str]:
    """Return the fields of an accepted row that may be held back from changing: what others refer to, or all of it."""
    campaign = made_return.form.campaign
    keys = referring(campaign.platform, campaign.edition_year, definition.code)
    if keys and definition.locked_when_used == "row":
        return frozenset(definition.by_name)
    return frozenset(name for found in keys.values() for _, names in found for name in names)


@lru_cache(maxsize=512)
def referring(
    platform: str, year: int, code: str
) -> Mapping[str, Sequence[tuple[ForeignKey, tuple[str, ...]]]]:
    """Return code -> keys of the forms that refer to a form, each with the fields it names there."""
    keys = {
        one: [(key, names) for key in form.foreign_keys for target, names in key.targets if target == code]
        for one, form in definitions_of(platform, year).items()
    }
    return {one: found for one, found in keys.items() if found}


def _users(
    made_return: Return, definition: Form
) -> Iterator[tuple[Return, Sequence[tuple[ForeignKey, tuple[str, ...]]]]]:
    """Yield the returns of the campaign that may refer to the form, with their keys and the fields these name in it."""
    campaign = made_return.form.campaign
    keys = referring(campaign.platform, campaign.edition_year, definition.code)
    if keys:
        returns = Return.objects.filter(form__campaign=campaign, form__code__in=list(keys))
        for one in returns.select_related("form__campaign").order_by("form__position"):
            yield one, keys[one.form.code]


def _wanted(definition: Form, touched: Touched, names: tuple[str, ...]) -> pl.DataFrame:
    """Return uid and the text others refer to, of the rows for which a reference stands against it."""
    old = touched.old.select(pl.col(UID).alias(OWN), _joined(names).alias("key"))
    if touched.new is not None and definition.locked_when_used != "row":
        after = touched.new.select(pl.col(UID).alias(OWN), _joined(names).alias("after"))
        old = old.join(after, on=OWN).filter(pl.col("key").ne_missing(pl.col("after"))).drop("after")
    return old.drop_nulls("key")


def _found(
    user: Return, key: ForeignKey, wanted: pl.DataFrame, going: set[str], at: datetime
) -> Iterator[tuple[str, Use]]:
    definition = definition_of(user)
    title = f"{definition.code} {definition.title}"
    standing = working_rows(user, at=at).frame
    for rows in (formal_rows(user.form, definition), standing):
        if rows.is_empty() or not set(key.fields) <= set(rows.columns):
            continue
        met = _referring_rows(definition, key, rows).filter(~pl.col(USER).is_in(list(going)))
        used = (
            met.join(wanted, on="key")
            .group_by(OWN, maintain_order=True)
            .agg(pl.col(USER, "shown", PART).first(), pl.col(USER).n_unique().alias("count"))
        )
        if used.is_empty():
            continue
        units, leading = _units(user)
        places = places_by_part(standing, leading)
        for uid, by, shown, part, count in used.iter_rows():
            yield uid, Use(title, places[by], shown or "未填主键的行", count, units.get(part, ""))


def _referring_rows(definition: Form, key: ForeignKey, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a form by what they refer to, a row each value."""
    referring_rows = rows.select(
        pl.col(UID).alias(USER),
        keys_of(definition, masked(definition, rows)).alias("shown"),
        PART,
        _joined(key.fields).alias("key"),
    ).drop_nulls("key")
    if not definition.by_name[key.fields[0]].multi:
        return referring_rows
    return referring_rows.with_columns(pl.col("key").str.split(";")).explode("key")


def _units(made: Return) -> tuple[dict[int, str], frozenset[int]]:
    """Return part -> the name of its department, and the parts that lead."""
    found = list(Contribution.objects.filter(made_return=made).select_related("assignment__unit"))
    units = {one.pk: one.assignment.unit.title for one in found}
    return units, frozenset(one.pk for one in found if one.assignment.order == 0)


def _joined(names: Iterable[str]) -> pl.Expr:
    return pl.concat_str([pl.col(name) for name in names], separator=JOINT)
