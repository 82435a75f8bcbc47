"""What a check looks up in other rows, forms, years or on the other platform, in words; and messages with such numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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
SAID = tuple(
    (re.compile(sign), word)
    for sign, word in (
        (r"\s*\bAND\b\s*", " 且 "), (r"\s*\bOR\b\s*", " 或 "), (r"\bIS NOT NULL\b", "已填"), (r"\bIS NULL\b", "没填"),
        (r"\bNOT IN\b", "不是"), (r"\bIN\b", "是"), (r"\bNOT\b\s*", "非"), (r"\bCASE WHEN\b\s*", ""),
        (r"\s*\bTHEN\b\s*", "时取"), (r"\s*\bWHEN\b\s*", "，"), (r"\s*\bELSE\b\s*", "，否则取"), (r"\s*\bEND\b", ""),
        (r"\bperiod_start\(\)", "采集时段首日"), (r"\bperiod_end\(\)", "采集时段末日"), (r"\breport_year\(\)", "年度"),
        (r"\byear_of\(([^()]*)\)", r"\1的年份"), (r"\bfirst_year_of\(([^()]*)\)", r"\1的起始年"),
        (r"\bin_unit\(([^()]*), '([^']*)'\)", r"\1（\2）"),
        (r"\blabel_of\(([^()]*)\)", r"\1的名称"), (r"\bown\.", "本行的"), (r"\s*<>\s*", " 不等于 "),
    )
)  # fmt: skip
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class FigureWords:
    """A figure: its number or title, the form it is found in, and how. words: behind the name of the form."""

    called: str
    form: Form
    last_year: bool
    place: str
    words: str


@dataclass(frozen=True)
class Piece:
    """A part of a message: plain text, or the name of what stands there in a finding."""

    text: str
    is_slot: bool = False


def called(figures: Sequence[Figure]) -> dict[str, str]:
    """Return what figures are called on a page, by their names."""
    return {f.name: f.title or f"查得{NUMBERS[place]}" for place, f in enumerate(figures)}


def words_of_figures(figures: Sequence[Figure], form: Form, names: Mapping[str, str]) -> list[FigureWords]:
    """Return figures in words, in the order in which they are found.

    form: whose rows ask. names: what stands for the figures of those rows, beside the fields of the form.
    """
    return [_figure_words(figure, form, names) for figure in figures]


def figures_of(check: Check, form: Form) -> list[FigureWords]:
    """Return what a check looks up."""
    found = words_of_figures(check.figures, form, called(check.figures))
    return [replace(one, place="本表") if one.form is form and not one.last_year else one for one in found]


def _figure_words(figure: Figure, form: Form, names: Mapping[str, str]) -> FigureWords:
    named = form_named(name_of(figure.source), form, toolkit.catalogue())
    theirs = _looked_up(figure, named.form)
    pairs = [
        (term_words(left, named.form, theirs), term_words(right, form, names)) for left, right in figure.match
    ]
    where = [condition_words(figure.where, named.form, theirs)] if figure.where else []
    return FigureWords(
        called=names[figure.name],
        form=named.form,
        last_year=named.last_year,
        place=named.words,
        words="，".join([*_alike(pairs), *where, _take(figure, named.form, theirs)]),
    )


def _looked_up(figure: Figure, form: Form) -> dict[str, str]:
    """Return what stands for the columns that are looked up for the rows of a figure: the column and its form."""
    found: dict[str, str] = {}
    for one in figure.looked_up:
        other = form_named(name_of(one.source), form, toolkit.catalogue())
        found[one.name] = f"{_take(one, other.form, {})}（{other.words}）"
    return found


def name_of(source: Source) -> str:
    """Return the name by which examples call a form."""
    return f"{'last_year ' if source.last_year else ''}{source.platform}.{source.code}"


def _alike(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Return which columns must be equal; of many that are called the same, the first stands for all."""
    if len(pairs) >= MANY_PAIRS and all(theirs == ours for theirs, ours in pairs):
        return [f"{pairs[0][0]}等 {len(pairs)} 栏与本行相同"]
    return [
        f"{theirs}与本行相同" if theirs == ours else f"{theirs}等于本行的{ours}" for theirs, ours in pairs
    ]


def term_words(text: str, form: Form, names: Mapping[str, str] | None = None) -> str:
    """Return a term as the catalogue writes it, with titles for fields and figures."""
    return in_words(text, {**{f.name: f"「{f.title}」" for f in form.fields}, **(names or {})})


def in_words(text: str, names: Mapping[str, str]) -> str:
    """Return an expression with names in place of what it calls fields and figures, and words for what joins them."""
    said = re.sub(r"\b\w+\b", lambda found: names.get(found[0], found[0]), text)
    for sign, word in SAID:
        said = sign.sub(word, said)
    return said


def condition_words(where: str, form: Form, names: Mapping[str, str] | None = None) -> str:
    """Return a condition in words where it has some, else as the catalogue writes it with titles."""
    try:
        return term_words(where, form, names) if "own." in where or names else words_of_condition(where, form)
    except NoWords:
        return term_words(where, form)


def _take(figure: Figure, form: Form, names: Mapping[str, str]) -> str:
    name, _, rest = figure.take.partition("(")
    taken = term_words(rest.removesuffix(")"), form, names) if name != "count" else ""
    return TAKE_WORDS[name.strip().lower()].format(taken)


def pieces_of(message: str, check: Check | None, form: Form) -> list[Piece]:
    """Return a message in pieces: where a finding has a number of its row, the name of that number stands."""
    names = called(check.figures) if check else {}
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
