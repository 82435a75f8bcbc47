"""Which form a sheet is, by its headings alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from shucai.domain.catalogue import Form
from shucai.domain.layouts.match import HEADING_ROWS
from shucai.domain.layouts.titles import title_key
from shucai.domain.tables import Sheet

CLEAR_LEAD = 0.15  # the best form must lead the next by this share of titles
LIKELY = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form a sheet may be. share: of the titles of form and sheet together, how many they have in common."""

    form: Form
    share: float


def recognise(sheet: Sheet, forms: Iterable[Form]) -> tuple[Form | None, list[Candidate]]:
    """Return the form whose titles the sheet carries, or None with the likeliest forms, best first."""
    rows = [
        {title_key(text) for text in cells if text and text.strip()}
        for cells in sheet.cells.head(HEADING_ROWS).iter_rows()
    ]
    candidates = sorted((_candidate(form, rows) for form in forms), key=lambda c: -c.share)
    likely = [c for c in candidates[:5] if c.share > 0.2]  # noqa: PLR2004 - fewer in common is chance
    shares = [candidate.share for candidate in likely] + [0.0, 0.0]
    sure = shares[0] >= LIKELY and shares[0] - shares[1] >= CLEAR_LEAD
    return (likely[0].form if sure else None), likely


def _candidate(form: Form, rows: list[set[str]]) -> Candidate:
    titles = _titles(form)
    shares = (len(titles & row) / len(titles | row) for row in rows if row)
    return Candidate(form, max(shares, default=0.0))


@lru_cache(maxsize=1024)
def _titles(form: Form) -> frozenset[str]:
    return frozenset(title_key(f.title) for f in form.fields)


def differing(identity: Mapping[str, str], form: Form) -> str | None:
    """Return in words how a template's hidden identity differs from a form, or None where it agrees."""
    theirs = (identity.get("platform"), identity.get("form"), identity.get("edition"))
    ours = (form.platform, form.code, str(form.edition))
    if theirs == ours:
        return None
    their_year, our_year = (
        ("", "") if theirs[2] == ours[2] else (f"{theirs[2]} 年度 ", f"{form.edition} 年度 ")
    )
    return (
        f"这是 {their_year}{identity.get('form')} {identity.get('title', '')} 的模板，"
        f"不是 {our_year}{form.code} {form.title}，请换用正确的模板"
    )
