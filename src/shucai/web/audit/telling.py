"""An entry of the audit as people read it: what was done, and each change as old and new."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shucai.apps.audit.models import Entry
from shucai.apps.audit.queries import delegators_in
from shucai.apps.catalogue.queries import form_with_id
from shucai.apps.organisation.queries import person_names
from shucai.web.audit.words import ACTION_WORDS, FACT_WORDS, KIND_WORDS, VALUE_WORDS
from shucai.web.settings.words import target_words

EACH = "each"  # what was done to each of many people: id, name, words
HEADLINES = ("did", "what")
BOTH_SIDES = frozenset({"old", "new"})
NOTHING = "（空）"
MOST_LISTED = 12  # of a list; the rest is counted


@dataclass(frozen=True, slots=True)
class Change:
    """A line of an entry. old: what it was, None where the line only tells what is."""

    label: str
    new: str
    old: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as people read it. on_behalf_of: whose delegated role was used, blank where it was the own."""

    number: int
    at: datetime
    who: str
    on_behalf_of: str
    action: str
    did: str
    kind: str
    kind_word: str
    subject_id: str
    subject: str
    changes: tuple[Change, ...]
    hash: str


def told(entries: Iterable[Entry], names: Mapping[int, str]) -> Iterator[Told]:
    """Yield entries in words. names: of those on whose behalf somebody acted."""
    for entry in entries:
        behalf = entry.on_behalf_of
        yield Told(
            number=entry.number,
            at=entry.at,
            who=entry.actor_name,
            on_behalf_of="" if behalf is None else names.get(behalf, f"{behalf} 号人员"),
            action=action_word(entry.action),
            did=headline(entry),
            kind=entry.subject_kind,
            kind_word=KIND_WORDS.get(entry.subject_kind, entry.subject_kind),
            subject_id=entry.subject_id,
            subject=entry.subject,
            changes=tuple(changes_of(entry)),
            hash=entry.hash,
        )


def delegators(school: int) -> dict[int, str]:
    """Return the names of those on whose behalf somebody acted in a school."""
    return person_names(school, delegators_in(school))


def action_word(action: str) -> str:
    """Return an action in words."""
    return ACTION_WORDS.get(action, action)


def headline(entry: Entry) -> str:
    """Return what was done: as the action itself put it, or the word of the verb."""
    said = next((entry.facts[key] for key in HEADLINES if entry.facts.get(key)), "")
    return str(said or action_word(entry.action))


def changes_of(entry: Entry) -> Iterator[Change]:
    """Yield the lines of an entry. A pair in the facts of an entry that says ``did`` is old and new."""
    facts = _facts(entry)
    if BOTH_SIDES & facts.keys():
        yield from _sides(facts.get("old"), facts.get("new"))
    for key, value in facts.items():
        if key in HEADLINES or key in BOTH_SIDES:
            continue
        if key == EACH:
            yield Change(_label(key), shown([f"{name}：{did}" for _id, name, did in value]))
        elif (
            "did" in facts
            and isinstance(value, list)
            and len(value) == len(BOTH_SIDES)
            and not key.endswith("_moved")
        ):
            yield Change(_label(key), shown(value[1]), shown(value[0]))
        elif value not in (None, "", [], {}) and not _are_ids(value):
            yield Change(_label(key), shown(value))
    if entry.row_changes:
        yield Change("数据行", f"改动 {entry.row_changes:,} 处")


def _facts(entry: Entry) -> Mapping[str, Any]:
    """Return the facts of an entry, the form and the field or rule of an override by name."""
    facts: Mapping[str, Any] = entry.facts
    form = form_with_id(str(facts.get("form", ""))) if entry.subject_kind == "override" else None
    if form is None:
        return facts
    named = {"form": f"{form.code} {form.title}", "target": target_words(form, str(facts.get("target", "")))}
    return {**facts, **named}


def _are_ids(value: object) -> bool:
    """Return whether a fact is there for finding the entry again and tells people nothing."""
    return isinstance(value, list) and all(isinstance(one, int) for one in value)


def _sides(old: object, new: object) -> Iterator[Change]:
    """Yield what differs between two sides: by name where both are objects."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                yield Change(_label(key), shown(new.get(key)), shown(old.get(key)))
    else:
        yield Change("", shown(new), shown(old))


def shown(value: object) -> str:
    """Return a value of the facts in words."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "；".join(f"{_label(key)} {shown(one)}" for key, one in value.items())
    if isinstance(value, list):
        listed = "、".join(shown(one) for one in value[:MOST_LISTED])
        return f"{listed} 等 {len(value)} 项" if len(value) > MOST_LISTED else listed
    return VALUE_WORDS.get(str(value), str(value))


def _label(key: str) -> str:
    return FACT_WORDS.get(key, key)


def in_one_line(changes: Iterable[Change]) -> str:
    """Return changes as one text, for a cell of a table."""
    parts = (
        f"{change.label} {change.new}"
        if change.old is None
        else f"{change.label} {change.old} → {change.new}"
        for change in changes
    )
    return "；".join(part.strip() for part in parts)
