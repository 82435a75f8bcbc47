"""The names by which examples and checks call other forms: ``1.5.1``, ``national.N-ZH-XS-03``, ``last_year 1.1.1``."""

from dataclasses import dataclass

from shucai.domain.catalogue import PLATFORM_WORDS, Catalogue, Form

LAST_YEAR = "last_year "


class Unknown(ValueError):
    """A name that stands for no form; the message says so."""


@dataclass(frozen=True, slots=True)
class Named:
    """A form as seen from another one. other_platform: it is not on the platform of the form that looks."""

    form: Form
    last_year: bool
    other_platform: bool

    @property
    def words(self) -> str:
        """Return its code and title, with year and platform where they are not those of the form that looks."""
        where = [PLATFORM_WORDS[self.form.platform]] if self.other_platform else []
        when = ["上年度"] if self.last_year else []
        return " ".join([*when, *where, self.form.code, self.form.title])


def form_named(name: str, form: Form, catalogue: Catalogue) -> Named:
    """Return the form that a name stands for in an example of ``form``; last year's rows read by this year's definition.

    Raises Unknown where there is none.
    """
    last_year = name.startswith(LAST_YEAR)
    code = name.removeprefix(LAST_YEAR).strip()
    platform, dot, rest = code.partition(".")
    if not (dot and platform in PLATFORM_WORDS):
        platform, rest = form.platform, code
    found = catalogue.form_at(platform, rest, form.edition)
    if found is None:
        raise Unknown(f"没有表单 {code}")
    return Named(found, last_year, platform != form.platform)
