"""The catalogue that comes with the package, loaded once a process."""

import unicodedata
from difflib import get_close_matches
from functools import cache

from shucai.adapters.catalogue_files import kept_catalogue
from shucai.domain.catalogue import Catalogue, Form, UnknownForm

YEAR = 2024  # the edition in force where none is named


@cache
def catalogue() -> Catalogue:
    """Return the catalogue, proved. Raises BadDefinition where a definition does not hold."""
    return kept_catalogue()


def find_form(code: str, year: int = YEAR) -> Form:
    """Return a form by its code, on whichever platform has it.

    Raises UnknownForm with a Chinese sentence that names near codes or the editions there are.
    """
    everything = catalogue()
    try:
        return everything.find(unicodedata.normalize("NFKC", code).strip().upper(), year)
    except UnknownForm:
        raise UnknownForm(_near(everything, code, year)) from None


def _near(everything: Catalogue, code: str, year: int) -> str:
    of_year = [form for form in everything if form.edition == year]
    if not of_year:
        years = "、".join(sorted({str(form.edition) for form in everything}))
        return f"没有 {year} 年度版，现有年度：{years}"
    by_code = {form.code: form for form in of_year}
    by_title = {form.title: form for form in of_year}
    near = [by_code[c] for c in get_close_matches(code, by_code, n=3)]
    near += [by_title[t] for t in get_close_matches(code, by_title, n=3, cutoff=0.4)]
    hint = "、".join(f"{form.code} {form.title}" for form in dict.fromkeys(near))
    return f"{year} 年度没有表单 {code}" + (
        f"，是不是：{hint}" if hint else "，用 shucai catalogue list 查看全部"
    )
