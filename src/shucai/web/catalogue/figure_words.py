"""What a check looks up in other rows, forms, years or on the other platform, in words; and messages with such numbers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlglot import exp

from shucai import toolkit
from shucai.domain.catalogue import Check, Figure, Form, Source, plain_number
from shucai.domain.catalogue.conditions import Vocabulary, dates_of, vocabulary_of, words_of
from shucai.domain.examples import form_named
from shucai.domain.examples.given import Named
from shucai.domain.predicates import parse

TAKE_WORDS = {
    "sum": "{}的合计", "distinct": "不同的{}的个数", "min": "最小的{}", "max": "最大的{}", "mean": "{}的平均数",
}  # fmt: skip
DATE_TAKE_WORDS = {"min": "最早的{}", "max": "最晚的{}"}
NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
MANY_PAIRS = 7
FOLDED = "（不计大小写、空格和标点）"
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


@dataclass(frozen=True)
class Asking:
    """The rows that ask for figures. vocabulary: what names mean in them. row: what one of them is called.

    notes: where the columns come from that are looked up for each of them.
    """

    form: Form
    vocabulary: Vocabulary
    row: str = "本行"
    notes: tuple[FigureWords, ...] = ()


def called(figures: Sequence[Figure]) -> dict[str, str]:
    """Return what figures are called on a page, by their names."""
    return {f.name: f.title or f"查得{NUMBERS[place]}" for place, f in enumerate(figures)}


def asking(vocabulary: Vocabulary, figures: Sequence[Figure], names: Mapping[str, str], form: Form) -> Asking:
    """Return the rows of a form, with what their figures are called. vocabulary: for everything else they name."""
    dates = frozenset(figure.name for figure in figures if is_date(figure, form))
    words = {**vocabulary.words, **names}
    return Asking(form, replace(vocabulary, words=words, dates=vocabulary.dates | dates))


def words_of_figures(figures: Sequence[Figure], rows: Asking) -> list[FigureWords]:
    """Return figures in words, in the order in which they are found."""
    return [_figure_words(figure, rows) for figure in figures]


def figures_of(check: Check, form: Form) -> list[FigureWords]:
    """Return what a check looks up."""
    found = words_of_figures(check.figures, rows_of(check, form))
    return [replace(one, place="本表") if one.form is form and not one.last_year else one for one in found]


def rows_of(check: Check, form: Form) -> Asking:
    """Return the rows that a check is about."""
    return asking(vocabulary_of(form, check), check.figures, called(check.figures), form)


def name_of(source: Source) -> str:
    """Return the name by which examples call a form."""
    return f"{'last_year ' if source.last_year else ''}{source.platform}.{source.code}"


def named_form(source: Source, form: Form) -> Named:
    """Return the form that a source stands for when rows of ``form`` ask."""
    return form_named(name_of(source), form, toolkit.catalogue())


def is_date(figure: Figure, form: Form) -> bool:
    """Return whether a figure is a day or a month: the earliest, latest or only one of a column."""
    name, _, rest = figure.take.partition("(")
    fields = dates_of(named_form(figure.source, form).form)
    return name in {"value", "min", "max"} and rest.removesuffix(")") in fields


def _figure_words(figure: Figure, rows: Asking) -> FigureWords:
    named = named_form(figure.source, rows.form)
    notes = "；".join(f"{one.called}见 {one.place} 里{one.words}" for one in theirs_of(figure, rows).notes)
    return FigureWords(
        called=rows.vocabulary.words[figure.name],
        form=named.form,
        last_year=named.last_year,
        place=named.words,
        words=found_words(figure, rows) + (f"。其中{notes}" if notes else ""),
    )


def found_words(figure: Figure, rows: Asking) -> str:
    """Return which rows a figure is found in and what is taken of them, to stand behind the name of the form."""
    theirs = theirs_of(figure, rows)
    which, name = which_rows(figure, rows, theirs), figure.take.partition("(")[0]
    taken = _taken(figure, theirs)
    if name == "count":
        return f"{which}的行数"
    if name == "value":
        return f"{which}的那一行的{taken}" if which else f"的{taken}"
    return f"{which}的各行中，{taken}" if which else f"各行{taken}"


def theirs_of(figure: Figure, rows: Asking) -> Asking:
    """Return the rows a figure is found in, with what is looked up for each of them."""
    form, outer = named_form(figure.source, rows.form).form, rows.vocabulary
    theirs = Asking(form, replace(vocabulary_of(form), own=outer.words, limits=outer.limits), row=form.title)
    for one in figure.looked_up:
        theirs = _with_looked_up(one, theirs)
    return theirs


def _with_looked_up(figure: Figure, rows: Asking) -> Asking:
    """Return rows with a column that is looked up for each of them: called like the column it is taken from."""
    named, known = named_form(figure.source, rows.form), rows.vocabulary
    title = taken_title(figure, rows.form)
    words, notes = noun_words(figure, rows), rows.notes
    if title:
        words = (
            f"「{title}」（{named.form.title}）" if f"「{title}」" in known.words.values() else f"「{title}」"
        )
        found = f"{which_rows(figure, rows, theirs_of(figure, rows))}的那一行"
        notes += (FigureWords(words, named.form, named.last_year, named.words, found),)
    return replace(
        rows,
        notes=notes,
        vocabulary=replace(
            known,
            words={**known.words, figure.name: words},
            rows={**known.rows, **rows_counted(figure, rows)},
            dates=known.dates | ({figure.name} if is_date(figure, rows.form) else set()),
        ),
    )


def taken_title(figure: Figure, form: Form) -> str:
    """Return the title of the column a figure takes, empty where it takes none as it is."""
    name, _, rest = figure.take.partition("(")
    field = named_form(figure.source, form).form.by_name.get(rest.removesuffix(")"))
    return field.title if name == "value" and field is not None else ""


def rows_counted(figure: Figure, rows: Asking) -> dict[str, str]:
    """Return the rows that a figure counts, for whether there are any; none where it does not count rows."""
    if figure.take != "count()":
        return {}
    place, which = (
        named_form(figure.source, rows.form).words,
        which_rows(figure, rows, theirs_of(figure, rows)),
    )
    return {figure.name: f" {place} 里{{}}{which}的行"}


def noun_words(figure: Figure, rows: Asking) -> str:
    """Return a figure as a noun, with where it is found behind it."""
    place, theirs = named_form(figure.source, rows.form).words, theirs_of(figure, rows)
    which = which_rows(figure, rows, theirs)
    if figure.take == "count()":
        return f"{place} 里{which}的行数"
    return f"{_taken(figure, theirs)}（见 {place}{f' 里{which}的行' if which else ''}）"


def which_rows(figure: Figure, rows: Asking, theirs: Asking) -> str:
    """Return which rows of its form a figure is found in, empty for all of them."""
    clauses = [*_alike(figure, rows, theirs), *_where(figure, theirs)]
    split = f"（{words_of(figure.split, theirs.vocabulary)}一项算一行）" if figure.split else ""
    others = f"除{rows.row}外，" if figure.others else ""
    return spaced(f"{split}{others}{'，并且'.join(clauses)}")


def spaced(words: str) -> str:
    """Return words between which others may stand: with a blank where a number or the number of a form is at their edge."""
    before = " " if words[:1].isascii() and words[:1].isalnum() else ""
    return f"{before}{words}{' ' if words[-1:].isdigit() else ''}"


def _where(figure: Figure, theirs: Asking) -> list[str]:
    if figure.where is None:
        return []
    words = words_of(figure.where, theirs.vocabulary)
    return [f"（{words}）" if isinstance(parse(figure.where).tree, exp.Or) else words]


def _alike(figure: Figure, rows: Asking, theirs: Asking) -> Iterator[str]:
    """Yield which columns must be equal; of many that are called the same, the first stands for all."""
    pairs = [(words_of(left, theirs.vocabulary), left, right) for left, right in figure.match]
    same = [said for said, left, right in pairs if _is_same(said, left, right, rows)]
    if len(same) >= MANY_PAIRS:
        yield f"{same[0]}等 {len(same)} 栏与{rows.row}相同"
    elif same:
        yield f"{'、'.join(same)}与{rows.row}相同"
    yield from (_equal(said, left, right, figure, rows) for said, left, right in pairs if said not in same)


def _is_same(said: str, left: str, right: str, rows: Asking) -> bool:
    """Return whether a column must equal the one of that name in the rows that ask."""
    own = _asks_of_own(right, rows) and not left.startswith("folded(")
    return own and said == words_of(right, rows.vocabulary)


def _equal(said: str, left: str, right: str, figure: Figure, rows: Asking) -> str:
    ours = words_of(right, rows.vocabulary)
    folded = FOLDED if left.startswith("folded(") and right.startswith("folded(") else ""
    if figure.each is not None and right == figure.each:
        return f"{said}是{rows.row}的{ours}中的一项"
    if _asks_of_own(right, rows):
        return f"{said}等于{rows.row}的{ours}{folded}"
    return f"{said}等于{'得出的' if ours.startswith('「') else ''}{ours}{folded}"


def _asks_of_own(text: str, rows: Asking) -> bool:
    """Return whether an expression uses a column of the rows that ask."""
    return any(_is_own(column.name, rows) for column in parse(text).tree.find_all(exp.Column))


def _is_own(name: str, rows: Asking) -> bool:
    """Return whether a name is a column of the rows that ask, not a figure or a limit."""
    field = rows.form.by_name.get(name)
    return field is not None and rows.vocabulary.words.get(name) == f"「{field.title}」"


def _taken(figure: Figure, theirs: Asking) -> str:
    """Return what is taken of the rows that are found."""
    name, _, rest = figure.take.partition("(")
    term = rest.removesuffix(")").strip()
    if name == "count":
        return "行数"
    words = words_of(term, theirs.vocabulary)
    if isinstance(parse(term).tree, exp.Binary | exp.Case) or not words.startswith("「"):
        words = f"（{words}）"
    dates = DATE_TAKE_WORDS if is_date(replace(figure, looked_up=()), theirs.form) else {}
    return (dates | {k: v for k, v in TAKE_WORDS.items() if k not in dates}).get(name, "{}").format(words)


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
