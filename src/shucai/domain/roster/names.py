"""When two spellings of a name mean the same."""

import unicodedata


def name_key(text: str) -> str:
    """Return the form of a name by which two spellings are the same: full-width marks folded, no blanks, small letters."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
