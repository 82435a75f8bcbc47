"""How the rows of a computed form follow from others, and how indicators are counted, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from shucai import toolkit
from shucai.domain.catalogue import Form, plain_number
from shucai.domain.catalogue.derivation import Derivation, Part
from shucai.domain.catalogue.indicator import Indicator
from shucai.domain.examples import form_named
from shucai.toolkit.derive import derivation_plans
from shucai.toolkit.indicators import indicator_plans
from shucai.web.catalogue.figure_words import (
    FigureWords,
    called,
    condition_words,
    in_words,
    name_of,
    term_words,
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


@dataclass(frozen=True)
class IndicatorWords:
    """An indicator, or one way of counting it.

    wanted: what counts as qualified, empty where nothing does. each: what it is counted for one by one.
    """

    indicator: Indicator
    figures: tuple[FigureWords, ...]
    formula: str
    wanted: str
    each: str


def is_computed(form: Form) -> bool:
    """Return whether some rows or columns of a form follow from other forms."""
    return any(plan.form is form for plan in derivation_plans())


def derivations_of(form: Form) -> list[DerivationWords]:
    """Return how the rows of a form are computed, prefilled or drafted; none where people type them all."""
    found = (plan.derivation for plan in derivation_plans() if plan.form is form)
    return [_derivation_words(derivation, form) for derivation in found]


def _derivation_words(derivation: Derivation, form: Form) -> DerivationWords:
    kind, _, explained = KIND_WORDS[derivation.kind].partition("：")
    limits = {name: plain_number(limit) for name, limit in derivation.limits.items()}
    return DerivationWords(
        kind=kind,
        explained=explained,
        title=derivation.title,
        source=derivation.source or "",
        editable=tuple(form.by_name[name].title for name in derivation.editable),
        parts=tuple(_part_words(part, form, limits) for part in derivation.parts),
    )


def _part_words(part: Part, form: Form, limits: Mapping[str, str]) -> PartWords:
    origin = None if part.source is None else form_named(name_of(part.source), form, toolkit.catalogue()).form
    asking = origin or form
    names = {**limits, **_brought(part, form), **called(part.figures)}
    return PartWords(
        origin=origin,
        steps=tuple(_steps(part, form, asking, names)),
        figures=tuple(words_of_figures(part.figures, asking, names)),
        where=condition_words(part.where, asking, names) if part.where else "",
        left_out=tuple((condition_words(text, asking, names), reason) for text, reason in part.left_out),
        columns=tuple(
            (form.by_name[name].title, term_words(text, asking, names)) for name, text in part.columns.items()
        ),
    )


def _brought(part: Part, form: Form) -> dict[str, str]:
    """Return what the columns that joins bring are called: the column of the other form."""
    found: dict[str, str] = {}
    for join in part.joins:
        other = form_named(name_of(join.figure.source), form, toolkit.catalogue()).form
        found |= {name: term_words(text, other) for name, text in join.bring}
    return found


def _steps(part: Part, form: Form, asking: Form, names: Mapping[str, str]) -> list[str]:
    steps = []
    if part.split is not None:
        steps.append(f"{term_words(part.split, asking)}有几个的，一个一行")
    steps += [f"每行分成 {'、'.join(texts)} 各一行" for _, texts in part.times]
    for join in part.joins:
        joined = words_of_figures([join.figure], asking, {join.figure.name: "", **names})[0]
        steps.append(f"与 {joined.place} 里{joined.words.removesuffix('有几行').rstrip('，')}的行逐行配对")
    if part.repeat is not None:
        last = term_words(part.repeat.last, asking, names)
        first = term_words(part.repeat.first, asking, names) if part.repeat.first else "1"
        steps.append(f"从{first}到{last}，各一行")
    if part.per is not None:
        steps.append(
            f"{'、'.join(term_words(name, asking, names) for name in part.per) or '全部'}相同的合为一行"
        )
    if part.keep:
        steps.append("其余栏目保持原来填的")
    return steps


def indicators() -> list[IndicatorWords]:
    """Return the indicators of the year in the order of their files."""
    return [_indicator_words(plan.indicator) for plan in indicator_plans()]


def _indicator_words(indicator: Indicator) -> IndicatorWords:
    form = next(form for form in toolkit.catalogue() if form.platform == indicator.platform)
    limits = {name: plain_number(limit) for name, limit in indicator.limits.items()}
    names = {**limits, **called(indicator.figures)}
    return IndicatorWords(
        indicator=indicator,
        figures=tuple(words_of_figures(indicator.figures, form, names)),
        formula=_formula(indicator, names),
        wanted=_wanted(indicator, names),
        each=_each(indicator, form),
    )


def _formula(indicator: Indicator, names: Mapping[str, str]) -> str:
    quotient = f"({indicator.numerator}) / ({indicator.denominator})"
    if indicator.value != quotient:
        return _said(indicator.value, names)
    parts = (indicator.numerator or "", indicator.denominator or "")
    return " ÷ ".join(_bracketed(_said(text, names)) for text in parts)


def _said(text: str, names: Mapping[str, str]) -> str:
    return in_words(text, names).replace("*", "×").replace("/", "÷")


def _bracketed(text: str) -> str:
    return f"（{text}）" if " " in text else text


def _wanted(indicator: Indicator, names: Mapping[str, str]) -> str:
    bounds = (("不低于", indicator.at_least), ("不高于", indicator.at_most))
    said = (f"{word} {_said(bound, names)}" for word, bound in bounds if bound is not None)
    return "，".join(said)


def _each(indicator: Indicator, form: Form) -> str:
    if indicator.per is None:
        return ""
    named = form_named(name_of(indicator.per.source), form, toolkit.catalogue())
    return f"按 {named.words} 的{term_words(indicator.per.by, named.form)}逐个算"
