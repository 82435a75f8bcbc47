"""Headings compared as people read them (normalisation F5): without spaces, stars, (必填) and width differences."""

import re
import unicodedata
from functools import lru_cache

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
MARKS_OF_FORM = re.compile(r"\(必填\)|\(选填\)|\(条件必填\)|[*\s]|_x000D_")


@lru_cache(maxsize=16384)
def title_key(text: str) -> str:
    """Return the form of a heading by which two headings are the same."""
    folded = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    return MARKS_OF_FORM.sub("", folded).rstrip(":").casefold()
