"""How indicators are counted, and when the steps of a workflow are done, in words."""

from dataclasses import dataclass

from shucai import toolkit
from shucai.domain.catalogue import Form
from shucai.domain.catalogue.conditions import Vocabulary, words_of
from shucai.domain.catalogue.indicator import Indicator
from shucai.toolkit.indicators import indicator_plans
from shucai.web.catalogue.figure_words import (
    Asking,
    FigureWords,
    asking,
    called,
    named_form,
    words_of_figures,
)


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


def indicators() -> list[IndicatorWords]:
    """Return the indicators of the year in the order of their files."""
    return [_indicator_words(plan.indicator) for plan in indicator_plans()]


def _indicator_words(indicator: Indicator) -> IndicatorWords:
    form = next(form for form in toolkit.catalogue() if form.platform == indicator.platform)
    rows = _school(indicator, form)
    return IndicatorWords(
        indicator=indicator,
        figures=tuple(words_of_figures(indicator.figures, rows)),
        formula=words_of(indicator.value, rows.vocabulary),
        wanted=_wanted(indicator, rows.vocabulary),
        each=_each(indicator, form),
    )


def _school(indicator: Indicator, form: Form) -> Asking:
    """Return the school as what asks, or the value it is counted for."""
    words: dict[str, str] = {}
    if indicator.per is not None:
        field = named_form(indicator.per.source, form).form.by_name[indicator.per.by]
        words[field.name] = f"这个「{field.title}」"
    return asking(
        Vocabulary(words, limits=indicator.limits), indicator.figures, called(indicator.figures), form
    )


def _wanted(indicator: Indicator, vocabulary: Vocabulary) -> str:
    bounds = (("不低于", indicator.at_least), ("不高于", indicator.at_most))
    return "，".join(
        _bound(word, bound, indicator, vocabulary) for word, bound in bounds if bound is not None
    )


def _bound(word: str, bound: str, indicator: Indicator, vocabulary: Vocabulary) -> str:
    words = words_of(bound, vocabulary)
    return (
        f"{word} {words} {indicator.unit}".strip() if bound.replace(".", "").isdigit() else f"{word}：{words}"
    )


def _each(indicator: Indicator, form: Form) -> str:
    if indicator.per is None:
        return ""
    named = named_form(indicator.per.source, form)
    return f"按 {named.words} 的「{named.form.by_name[indicator.per.by].title}」逐个算"
