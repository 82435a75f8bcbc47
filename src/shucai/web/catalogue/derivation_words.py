"""How the rows of a computed form follow from others, in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlglot import exp

from shucai import toolkit
from shucai.domain.catalogue import Field, Figure, Form
from shucai.domain.catalogue.conditions import Vocabulary, vocabulary_of, words_of
from shucai.domain.catalogue.conditions.shapes import is_truth
from shucai.domain.catalogue.derivation import Derivation, Join, Part
from shucai.domain.predicates import parse
from shucai.toolkit.derive import derivation_plans
from shucai.web.catalogue.figure_words import (
    NUMBERS,
    Asking,
    FigureWords,
    asking,
    named_form,
    noun_words,
    rows_counted,
    taken_title,
    theirs_of,
    which_rows,
    words_of_figures,
)

KIND_WORDS = {
    "derived": "自动汇总：整张表由其他表算出",
    "exception_list": "异常清单：由其他表查出，不填",
    "prefill": "预填：有几栏由其他表带来，其余照填",
    "totals": "合计：有几栏由其他表算出",
    "draft": "草稿：由其他表先排出各行，供补填",
}


@dataclass(frozen=True)
class PartWords:
    """Rows of one origin. steps: what is done to them one after the other; columns: title of a field and what goes there."""

    origin: Form | None
    last_year: bool
    steps: tuple[str, ...]
    figures: tuple[FigureWords, ...]
    where: str
    left_out: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DerivationWords:
    """A derivation. editable: titles of the columns that people may complete."""

    kind: str
    explained: str
    title: str
    source: str
    editable: tuple[str, ...]
    parts: tuple[PartWords, ...]


def is_computed(form: Form) -> bool:
    """Return whether some rows or columns of a form follow from other forms."""
    return any(plan.form is form for plan in derivation_plans())


def derivations_of(form: Form) -> list[DerivationWords]:
    """Return how the rows of a form are computed, prefilled or drafted; none where people type them all."""
    found = (plan.derivation for plan in derivation_plans() if plan.form is form)
    return [_derivation_words(derivation, form) for derivation in found]


def _derivation_words(derivation: Derivation, form: Form) -> DerivationWords:
    kind, _, explained = KIND_WORDS[derivation.kind].partition("：")
    return DerivationWords(
        kind=kind,
        explained=explained,
        title=derivation.title,
        source=derivation.source or "",
        editable=tuple(form.by_name[name].title for name in derivation.editable),
        parts=tuple(_part_words(part, form, derivation.limits) for part in derivation.parts),
    )


def _part_words(part: Part, form: Form, limits: Mapping[str, float]) -> PartWords:
    named = named_form(part.source, form) if part.source is not None else None
    rows = _rows(part, named.form if named else form, form, limits)
    vocabulary, inline = rows.vocabulary, {f.name: f for f in part.figures if _column_of(f.name, part, form)}
    where = words_of(part.where, vocabulary) if part.where else ""
    left_out = tuple((_left_words(text, vocabulary), reason) for text, reason in part.left_out)
    columns = tuple(
        (form.by_name[name].title, _column_words(text, form.by_name[name], rows, inline))
        for name, text in part.columns.items()
    )
    steps = tuple(_steps(part, rows))
    said = [where, *steps, *(words for words, _ in left_out), *(words for _, words in columns)]
    return PartWords(
        origin=named.form if named else None,
        last_year=named.last_year if named else False,
        steps=steps,
        figures=(
            *_needed([f for f in part.figures if f.name not in inline], rows, said),
            *_notes(part, rows),
        ),
        where=where,
        left_out=left_out,
        columns=columns,
    )


def _left_words(text: str, vocabulary: Vocabulary) -> str:
    tree = parse(text).tree
    return "其余的行" if isinstance(tree, exp.Boolean) else words_of(text, vocabulary)


def _notes(part: Part, rows: Asking) -> tuple[FigureWords, ...]:
    """Return where the columns come from that are looked up for rows of other forms."""
    figures = (*(join.figure for join in part.joins), *part.figures)
    return tuple(dict.fromkeys(note for figure in figures for note in theirs_of(figure, rows).notes))


def _needed(figures: Iterable[Figure], rows: Asking, said: list[str]) -> Iterator[FigureWords]:
    """Yield the figures that something said calls by name, or that another of them calls so."""
    words = words_of_figures(list(figures), rows)
    for one in words:
        others = (other.words for other in words if other is not one)
        if any(one.called in text for text in (*said, *others)):
            yield one


def _rows(part: Part, origin: Form, form: Form, limits: Mapping[str, float]) -> Asking:
    """Return the rows a part works on: the columns of their form, what steps add to them and what is looked up."""
    vocabulary = replace(vocabulary_of(origin), limits=limits)
    added = dict(_added(part, form))
    for join in part.joins:
        rows = Asking(origin, replace(vocabulary, words={**vocabulary.words, **added}))
        added |= _brought(join, rows)
    names = _called(part, form, {*vocabulary.words.values(), *added.values()})
    rows = asking(replace(vocabulary, words={**vocabulary.words, **added}), part.figures, names, origin)
    counted = {name: words for f in part.figures for name, words in rows_counted(f, rows).items()}
    return replace(rows, vocabulary=replace(rows.vocabulary, rows=counted))


def _added(part: Part, form: Form) -> Iterator[tuple[str, str]]:
    """Yield what the columns are called by which steps tell rows apart: like the column of the form they go to."""
    for name, texts in part.times:
        title = _column_of(name, part, form)
        yield name, f"「{title}」" if title else "、".join(texts).join("（）")
    if part.repeat is not None:
        title = _column_of(part.repeat.name, part, form)
        plain = "第几个" if part.repeat.first is None else "这一天"
        yield part.repeat.name, f"「{title}」" if title else plain


def _brought(join: Join, rows: Asking) -> dict[str, str]:
    """Return what the columns that a join brings are called: the column of the other form."""
    theirs = theirs_of(join.figure, rows)
    return {name: f"配上的{words_of(text, theirs.vocabulary)}" for name, text in join.bring}


def _column_of(name: str, part: Part, form: Form) -> str:
    """Return the title of the column that is just this figure, empty where there is none."""
    return next((form.by_name[column].title for column, text in part.columns.items() if text == name), "")


def _called(part: Part, form: Form, taken: set[str]) -> dict[str, str]:
    """Return what figures are called: like the column they go to, like the column they come from, else by number."""
    names: dict[str, str] = {}
    numbers = iter(NUMBERS)
    for figure in part.figures:
        title = figure.title or _column_of(figure.name, part, form)
        words = f"「{title}」" if title else _own_name(figure, form, {*taken, *names.values()})
        names[figure.name] = words or f"查得{next(numbers)}"
    return names


def _own_name(figure: Figure, form: Form, taken: set[str]) -> str:
    """Return the title of the column a figure takes, empty where it takes none as it is."""
    title = taken_title(figure, form)
    words = f"「{title}」" if title else ""
    return f"{words}（{named_form(figure.source, form).form.title}）" if words in taken else words


def _column_words(text: str, field: Field, rows: Asking, inline: Mapping[str, Figure]) -> str:
    """Return what goes into a column; a figure that is the whole of it is said here and nowhere else."""
    if text in inline:
        return noun_words(inline[text], rows)
    tree = parse(text).tree
    if isinstance(tree, exp.Literal | exp.Boolean):
        value = _value(tree, field)
        return f"一律为 {value}" if value.isdigit() else f"一律为“{value}”"
    words = words_of(text, rows.vocabulary)
    return f"{words}时为“是”，否则为“否”" if is_truth(tree) else words


def _value(tree: exp.Expr, field: Field) -> str:
    """Return what stands in the cell: the label of a code."""
    if isinstance(tree, exp.Boolean):
        return "是" if tree.this else "否"
    code = toolkit.catalogue().code_lists[field.code_list].by_code.get(tree.name) if field.code_list else None
    return code.label if code is not None else tree.name


def _steps(part: Part, rows: Asking) -> Iterator[str]:
    """Yield what is done to the rows before they are columns, in that order."""
    vocabulary = rows.vocabulary
    if part.split is not None:
        yield f"{words_of(part.split, vocabulary)}有几项的，一项一行"
    for _, texts in part.times:
        yield f"每行分成{'、'.join(f'“{text}”' for text in texts)}各一行"
    for join in part.joins:
        yield _join_words(join, rows)
    if part.repeat is not None:
        yield _repeat_words(part, vocabulary)
    if part.per is not None:
        columns = "、".join(words_of(name, vocabulary) for name in part.per)
        yield f"{columns}相同的合为一行" if columns else "全部合为一行"
    if part.keep:
        yield "其余栏目保持原来填的"


def _join_words(join: Join, rows: Asking) -> str:
    which = which_rows(join.figure, rows, theirs_of(join.figure, rows))
    place = named_form(join.figure.source, rows.form).words
    return f"与 {place} 里{which}的行逐行配对" if which else f"与 {place} 的每一行配对"


def _repeat_words(part: Part, vocabulary: Vocabulary) -> str:
    if part.repeat is None:
        return ""
    last = words_of(part.repeat.last, vocabulary)
    if part.repeat.first is None:
        return f"每行变成几行：从 1 到{last}，一个数一行"
    return f"每行变成几行：从{words_of(part.repeat.first, vocabulary)}到{last}，一天一行"
