"""Who uses an accepted row: rows of other forms that refer to it, accepted or staged (FIL-7, rulings 7 and 8)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.filling.models import Return
from shucai.apps.filling.working import definition_of, working_rows
from shucai.apps.formal.queries import formal_rows
from shucai.domain.catalogue import ForeignKey, Form
from shucai.domain.rows import UID, keys_of

JOINT = "\x1f"
OWN, USER = "#own", "#user"


@dataclass(frozen=True, slots=True)
class Use:
    """The rows of one form that use a row. first: the key of one of them, as people read it."""

    form: str
    first: str
    count: int

    @property
    def words(self) -> str:
        """Return what uses it, as people read it."""
        more = f"等 {self.count} 行" if self.count > 1 else ""
        return f"{self.form} 的“{self.first}”{more}"


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


def _users(
    made_return: Return, definition: Form
) -> Iterator[tuple[Return, list[tuple[ForeignKey, tuple[str, ...]]]]]:
    """Yield the returns of the campaign that may refer to the form, with their keys and the fields these name in it."""
    campaign = made_return.form.campaign
    forms = definitions_of(campaign.platform, campaign.edition_year)
    keys = {
        code: [
            (key, names)
            for key in form.foreign_keys
            for target, names in key.targets
            if target == definition.code
        ]
        for code, form in forms.items()
    }
    named = [code for code, found in keys.items() if found]
    returns = Return.objects.filter(form__campaign=campaign, form__code__in=named)
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
) -> Iterable[tuple[str, Use]]:
    definition = definition_of(user)
    title = f"{definition.code} {definition.title}"
    for rows in (formal_rows(user.form, definition), working_rows(user, at=at).frame):
        if rows.is_empty() or not set(key.fields) <= set(rows.columns):
            continue
        referring = rows.select(
            pl.col(UID).alias(USER),
            keys_of(definition, rows).alias("shown"),
            _joined(key.fields).alias("key"),
        ).drop_nulls("key")
        if definition.by_name[key.fields[0]].multi:
            referring = referring.with_columns(pl.col("key").str.split(";")).explode("key")
        met = referring.filter(~pl.col(USER).is_in(list(going))).join(wanted, on="key")
        for uid, shown, count in (
            met.group_by(OWN, maintain_order=True)
            .agg(pl.col("shown").first(), pl.col(USER).n_unique().alias("count"))
            .iter_rows()
        ):
            yield uid, Use(title, shown or "未填主键的行", count)


def _joined(names: Iterable[str]) -> pl.Expr:
    return pl.concat_str([pl.col(name) for name in names], separator=JOINT)
