"""The findings of a part by rule, in words: what the rule says, where it is met, what was said about it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

import polars as pl

from shucai.apps.filling.checking import PartFindings, Said
from shucai.apps.filling.checking.fixing import fixes_of, words_of_fix
from shucai.apps.filling.models import Return
from shucai.apps.filling.working import working_rows
from shucai.domain.catalogue import Form, Severity
from shucai.domain.rows import UID
from shucai.toolkit.catalogue import catalogue
from shucai.web.checks.changes import spoken
from shucai.web.findings.asked import Asked
from shucai.web.findings.masking import message_of, title_in_school, value_of
from shucai.web.findings.told import Line, RuleGroup

MOST_ROWS = 200
LISTED, HEAVY = "#listed", "#heavy"
MOST_MARKED = 10_000  # findings of a part that are marked in the grid beyond those listed
WEIGHT = {severity.value: place for place, severity in enumerate(Severity)}


def groups_of(asked: Asked, most: int = MOST_ROWS) -> list[RuleGroup]:
    """Return the findings of a part by rule, the weightiest first, then the most frequent.

    What a rule wants corrected and what it wants looked at are groups of their own: each is answered in its own way.
    """
    fixes = _fixes(asked)
    frame = asked.findings.frame.with_columns(pl.col("severity").replace_strict(WEIGHT).alias(HEAVY))
    parts = frame.sort(HEAVY, maintain_order=True).partition_by("rule", HEAVY, maintain_order=True)
    listed = [_listed(rows, most) for rows in parts]
    names = _names(asked, {uid for rows in listed for uid in rows.filter(LISTED)["uid"]})
    found = [_group(asked, rows, fixes, names) for rows in listed]
    return sorted(found, key=lambda one: (WEIGHT[one.severity.value], -one.open, -one.count, one.key))


def _listed(rows: pl.DataFrame, most: int) -> pl.DataFrame:
    """Mark the findings of a rule that are listed: of every case as many as leave room for the others."""
    cases = max(rows["case"].n_unique(), 1)
    early = pl.int_range(pl.len()).over("case") < max(1, most // cases)
    return rows.with_columns((early & (early.cum_sum() <= most)).alias(LISTED))


def _fixes(asked: Asked) -> Mapping[tuple[str, str], int]:
    """Return rule and the weightiest severity it has -> how many findings can be corrected for certain."""
    seen: PartFindings = asked.findings
    mine = seen.frame.filter("mine")
    if mine.is_empty():
        return {}
    rows = working_rows(asked.part.made_return, at=asked.at)
    weightiest = seen.found.severities
    return {(rule, weightiest[rule]): len(fixes) for rule, fixes in fixes_of(rows, mine).items()}


def _names(asked: Asked, uids: Collection[str]) -> Mapping[str, str]:
    """Return uid -> what names the row to people."""
    form = asked.findings.found.form
    column = naming_column(form)
    if column is None or not uids:
        return {}
    code_list = form.by_name[column].code_list
    labels = catalogue().code_lists[code_list].labels if code_list else {}
    rows = working_rows(asked.part.made_return, at=asked.at).frame
    pairs = rows.filter(pl.col(UID).is_in(list(uids))).select(UID, column).drop_nulls().iter_rows()
    shown = {uid: value_of(form, column, text, masked=asked.is_masked) for uid, text in pairs}
    return {uid: spoken(text, labels) for uid, text in shown.items()} if code_list else shown


def naming_column(form: Form) -> str | None:
    """Return the column that names a row: somebody's name, else of its key the first that is no code, else the first."""
    named = (f.name for f in form.fields if f.kind == "name" or f.personal == "name")
    keys = [form.by_name[name] for name in form.primary_key]
    telling = (f.name for f in keys if not f.code_list)
    return next(named, next(telling, keys[0].name if keys else None))


def _group(
    asked: Asked,
    rows: pl.DataFrame,
    fixes: Mapping[tuple[str, str], int],
    names: Mapping[str, str],
) -> RuleGroup:
    seen, rule_id, final = asked.findings, str(rows["rule"][0]), Severity(rows["severity"][0])
    form, rule = seen.found.form, seen.rules[rule_id]
    fixed = fixes.get((rule_id, final.value))
    return RuleGroup(
        rule=rule,
        title=title_in_school(rule, form, asked.own_rules),
        severity=_weightiest(rows["now"]),
        final=final,
        count=rows.height,
        open=rows["said"].null_count(),
        cases=rows["case"].n_unique(),
        open_cases=rows.filter(pl.col("said").is_null())["case"].n_unique(),
        sizes=dict(rows["case"].value_counts().filter(pl.col("count") > 1).iter_rows()),
        fix=(words_of_fix(rule_id, form, fixed), fixed) if fixed else None,
        lines=tuple(_lines(asked, rule_id, rows.filter(LISTED), names)),
        rest=rows.filter(~pl.col(LISTED)),
    )


def _weightiest(severities: pl.Series) -> Severity:
    return Severity(min(severities.unique(), key=lambda one: WEIGHT[one]))


def _lines(asked: Asked, rule: str, rows: pl.DataFrame, names: Mapping[str, str]) -> Iterator[Line]:
    seen, form = asked.findings, asked.findings.found.form
    whole = seen.found.whole_rules
    columns = ("id", "uid", "case", "number", "field", "value", "message", "said", "mine", "open", "row")
    lists = catalogue().code_lists
    for id_, uid, case, number, field, value, message, said, mine, is_open, row in rows.select(
        columns
    ).iter_rows():
        text = value_of(form, field, value, masked=asked.is_masked)
        code_list = form.by_name[field].code_list
        yield Line(
            id_,
            uid,
            case,
            0 if rule in whole else number,
            "" if rule in whole else names.get(uid, ""),
            field,
            text,
            spoken(text, lists[code_list].labels) if code_list else text,
            message_of(form, seen.rules[rule], message, masked=asked.is_masked),
            seen.said.get(said) if said is not None else None,
            mine,
            is_open,
            seen.before.get((rule, row)) if said is None else None,
        )


def as_json(asked: Asked) -> dict[str, object]:
    """Return the findings of a part as the grid takes them."""
    seen, left = asked.findings, MOST_MARKED
    rules = []
    for one in groups_of(asked):
        marks = _marks(asked, one, left)
        left -= sum(len(places) for places in marks.values())
        rules.append(_rule_as_json(one) | {"marks": marks})
    return {
        "revision": seen.found.revision,
        "at": _stamp(asked.checked_at),
        "stale": _moved_since(asked),
        "counts": seen.counts,
        "lacking": seen.open_counts,
        "rules": rules,
        "skipped": seen.found.summary["skipped"],
    }


def _moved_since(asked: Asked) -> bool:
    """Return whether rows changed while they were checked; what was found is then older than they are."""
    revisions = Return.objects.filter(pk=asked.part.made_return_id).values_list("revision", flat=True)
    return revisions.get() != asked.findings.found.revision


def _marks(asked: Asked, group: RuleGroup, most: int) -> dict[str, list[tuple[str, str]]]:
    """Return message -> (uid, field) of what stands open beyond the rows that are listed."""
    form, found = asked.findings.found.form, dict[str, list[tuple[str, str]]]()
    rest = group.rest.filter(pl.col("said").is_null()).head(most)
    for uid, field, message in rest.select("uid", "field", "message").iter_rows():
        told = message_of(form, group.rule, message, masked=asked.is_masked)
        found.setdefault(told, []).append((uid, field))
    return found


def _rule_as_json(group: RuleGroup) -> dict[str, object]:
    return {
        "key": group.key,
        "rule": group.rule.id,
        "title": group.title,
        "severity": group.severity.value,
        "final": group.final.value,
        "last_year": group.is_of_last_year,
        "categories": list(group.categories),
        "count": group.count,
        "open": group.open,
        "cases": group.cases,
        "open_cases": group.open_cases,
        "fix": {"words": group.fix[0], "count": group.fix[1]} if group.fix else None,
        "rows": [_line_as_json(line, group.sizes.get(line.case, 1)) for line in group.lines],
        "more": group.more,
    }


def _line_as_json(line: Line, size: int) -> dict[str, object]:
    said = line.said
    return {
        "id": line.id,
        "uid": line.uid,
        "case": line.case,
        "of": size,
        "number": line.number,
        "called": line.called,
        "field": line.field,
        "value": line.value,
        "message": line.message,
        "mine": line.mine,
        "explained": _words_of(said) if said and said.kind == "explain" else None,
        "before": _words_of(line.before) if line.before else None,
        "ticked": bool(said and said.kind == "tick"),
    }


def _words_of(said: Said) -> dict[str, str]:
    return {"category": said.category, "text": said.text, "by": said.by}


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
