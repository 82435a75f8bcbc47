"""The head of the page of a part, and what a phone shows in place of the grid."""

from dataclasses import dataclass
from typing import Any  # what a template is given

from shucai.apps.filling.carried import carried_count
from shucai.apps.filling.checking.doubles import rules_of_return
from shucai.apps.filling.checking.found import Found
from shucai.apps.filling.checking.running import stored
from shucai.apps.filling.seeing import Seen
from shucai.apps.review.corrections import correction_of, dropped_by
from shucai.apps.review.since import last_turn
from shucai.domain.access import Verb
from shucai.domain.catalogue import PLATFORM_WORDS, Severity
from shucai.web.campaigns.words import due_words, extended_words
from shucai.web.findings.masking import title_of

MOST_RULES = 30
APPROVING = (Verb.APPROVE_DEPARTMENT, Verb.PUT_KEY_DATA, Verb.APPROVE_KEY_DATA, Verb.RETURN)


@dataclass(frozen=True)
class RuleLine:
    """A rule that found something. words: what it says of any row."""

    rule: str
    words: str
    severity: str
    count: int


def head_of(seen: Seen) -> dict[str, Any]:
    """Return what the head of the page shows, and what stands on a phone."""
    form, campaign, opened = seen.rows.form, seen.now.campaign, seen.now.opened
    starts, ends = (
        (campaign.calendar_starts_on, campaign.calendar_ends_on)
        if form.period == "calendar_year"
        else (campaign.academic_starts_on, campaign.academic_ends_on)
    )
    run = stored(seen.made, seen.rows.form)
    lines = _rule_lines(seen, run) if run else []
    correction = correction_of(seen.part, at=seen.at)
    turned = last_turn(seen.part) if seen.part.is_returned and correction is None else None
    return {
        "seen": seen,
        "part": seen.part,
        "form": form,
        "campaign": campaign,
        "campaign_words": f"{PLATFORM_WORDS[campaign.platform]} {campaign.year} 年",
        "unit": opened.unit_title,
        "standing": seen.now.standing,
        "correction": correction,
        "dropped_by": dropped_by(seen.part, turned),
        "due": due_words(opened.due_on, seen.today),
        "extended": extended_words(opened.extended),
        "period": (starts, ends),
        "corrected": opened.now.corrected if opened.now and not seen.locked else (),
        "fillers": "、".join(opened.now.fillers.values()) if opened.now else "",
        "locked": seen.locked,
        "declared": seen.declared,
        "row_count": seen.frame.height,
        "carried": carried_count(seen.part) if seen.frame.is_empty() and not seen.locked else 0,
        "lines": lines[:MOST_RULES],
        "is_checked": run is not None,
        "older_run": run if run and run.revision != seen.made.revision else None,
        "error_count": sum(line.count for line in lines if line.severity == Severity.ERROR),
        "other_count": sum(line.count for line in lines if line.severity != Severity.ERROR),
        "may_import": seen.may(Verb.IMPORT) and form.importable and not seen.declared,
        "may_check": seen.may(Verb.CHECK),
        "may_review": seen.may(Verb.ACCEPT_ROWS),
        "may_approve": any(seen.may(verb) for verb in APPROVING),
    }


def _rule_lines(seen: Seen, found: Found) -> list[RuleLine]:
    """Return what the last run of checks found, the weightiest first."""
    titles = {rule.id: title_of(rule, seen.rows.form) for rule in rules_of_return(seen.rows.form)}
    severities, order = found.severities, [severity.value for severity in Severity]
    lines = [
        RuleLine(rule, titles.get(rule, rule), severities[rule], count)
        for rule, count in found.counts.items()
    ]
    return sorted(lines, key=lambda line: (order.index(line.severity), -line.count))
