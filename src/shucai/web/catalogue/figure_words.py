"""What a check looks up in other rows, forms, years or on the other platform, in words; and messages with such numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shucai import toolkit
from shucai.domain.catalogue import Check, Figure, Form, Source, plain_number, words_of_condition
from shucai.domain.catalogue.conditions import NoWords
from shucai.domain.examples import form_named

TAKE_WORDS = {
    "count": "有几行", "sum": "{}合计", "distinct": "不同的{}有几个", "value": "{}", "min": "{}最小的",
    "max": "{}最大的", "mean": "{}平均",
}  # fmt: skip
NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
MANY_PAIRS = 5
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class FigureWords:
    """A figure: its number or title, the form it is found in, and how. words: behind the name of the form."""

    called: str
    form: Form
    place: str
    words: str


@dataclass(frozen=True)
class Piece:
    """A part of a message: plain text, or the name of what stands there in a finding."""

    text: str
    is_slot: bool = False


def called(check: Check) -> dict[str, str]:
    """Return what the figures of a check are called on its page, by their names."""
    return {f.name: f.title or f"查得{NUMBERS[place]}" for place, f in enumerate(check.figures)}


def figures_of(check: Check, form: Form) -> list[FigureWords]:
    """Return what a check looks up, in the order in which it is found."""
    names = called(check)
    return [_figure_words(figure, form, names) for figure in check.figures]


def _figure_words(figure: Figure, form: Form, names: Mapping[str, str]) -> FigureWords:
    named = form_named(_name(figure.source), form, toolkit.catalogue())
    pairs = [(_term(theirs, named.form), _term(ours, form, names)) for theirs, ours in figure.match]
    where = [_condition(figure.where, named.form)] if figure.where else []
    return FigureWords(
        called=names[figure.name],
        form=named.form,
        place="本表" if named.form is form and not named.last_year else named.words,
        words="，".join([*_alike(pairs), *where, _take(figure, named.form)]),
    )


def _name(source: Source) -> str:
    return f"{'last_year ' if source.last_year else ''}{source.platform}.{source.code}"


def _alike(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Return which columns must be equal; of many that are called the same, the first stands for all."""
    if len(pairs) >= MANY_PAIRS and all(theirs == ours for theirs, ours in pairs):
        return [f"{pairs[0][0]}等 {len(pairs)} 栏与本行相同"]
    return [
        f"{theirs}与本行相同" if theirs == ours else f"{theirs}等于本行的{ours}" for theirs, ours in pairs
    ]


def _term(text: str, form: Form, names: Mapping[str, str] | None = None) -> str:
    """Return a term as the catalogue writes it, with titles for fields and figures."""
    known = {**{f.name: f"「{f.title}」" for f in form.fields}, **(names or {})}
    return re.sub(r"\b\w+\b", lambda found: known.get(found[0], found[0]), text)


def _condition(where: str, form: Form) -> str:
    try:
        return _term(where, form) if "own." in where else words_of_condition(where, form)
    except NoWords:
        return _term(where, form)


def _take(figure: Figure, form: Form) -> str:
    name, _, rest = figure.take.partition("(")
    return TAKE_WORDS[name.strip().lower()].format(
        _term(rest.removesuffix(")"), form) if name != "count" else ""
    )


def pieces_of(message: str, check: Check | None, form: Form) -> list[Piece]:
    """Return a message in pieces: where a finding has a number of its row, the name of that number stands."""
    names = called(check) if check else {}
    limits = {name: plain_number(limit) for name, limit in check.limits.items()} if check else {}
    pieces: list[Piece] = []
    for number, part in enumerate(PLACEHOLDER.split(message)):
        if number % 2 == 0:
            pieces.append(Piece(part))
        elif part in limits:
            pieces.append(Piece(limits[part]))
        elif part in names or part in form.by_name:
            pieces.append(Piece(names.get(part) or form.by_name[part].title, is_slot=True))
        else:
            pieces.append(Piece("{" + part + "}"))
    return [piece for piece in pieces if piece.text]
