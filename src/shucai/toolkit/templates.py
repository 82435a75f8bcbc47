"""Templates of single forms and of a department's whole set."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl

from shucai.adapters.workbooks import template
from shucai.domain.catalogue import Edition, Form
from shucai.domain.predicates import Parameters
from shucai.toolkit.catalogue import YEAR, catalogue
from shucai.toolkit.writing import writing


def write_template(
    form: Form,
    target: Path,
    rows: pl.DataFrame | template.Handed | None = None,
    fixed: Parameters | None = None,
) -> None:
    """Write the workbook in which a form is filled, blank or with rows (columns named as fields). Raises CannotWrite.

    fixed: the year that is collected and the days the form reports, else those of the edition.
    """
    everything = catalogue()
    edition = _reporting(form, fixed)
    with writing(target):
        template.write_template(
            form, everything.code_lists, target, platform_title=edition.title, rows=rows, edition=edition
        )


def write_excerpt(
    form: Form,
    target: Path,
    excerpt: template.Excerpt,
    rows: pl.DataFrame | template.Handed | None = None,
    fixed: Parameters | None = None,
) -> None:
    """Write the same for a department that fills some of its columns. Raises CannotWrite."""
    code_lists, edition = catalogue().code_lists, _reporting(form, fixed)
    with writing(target):
        template.write_excerpt(form, code_lists, target, excerpt, rows=rows, edition=edition)


def _reporting(form: Form, fixed: Parameters | None) -> Edition:
    """Return the edition of a form with the year and the days that are reported."""
    edition = catalogue().edition_of(form)
    if fixed is None:
        return edition
    title = edition.title.replace(f"{edition.year} 年度", f"{fixed.report_year} 年度")
    periods = {**edition.periods, form.period: (fixed.period_start, fixed.period_end)}
    return replace(edition, year=fixed.report_year, title=title, periods=periods)


def department_forms(department: str, year: int = YEAR) -> list[Form]:
    """Return the forms a department fills or contributes to, those the platforms compute left out.

    Raises KeyError with the departments there are, where none has this name.
    """
    of_year = [form for form in catalogue() if form.edition == year]
    forms = [f for f in of_year if not f.read_only and any(d.unit == department for d in f.departments)]
    if not forms:
        there = dict.fromkeys(d.unit for form in of_year for d in form.departments)
        raise KeyError(f"没有部门“{department}”，现有：{'、'.join(there)}")
    return forms


def write_department_templates(
    department: str,
    folder: Path,
    year: int = YEAR,
    progress: Callable[[Path], None] = lambda _path: None,
    adapt: Callable[[Form], Form] = lambda form: form,
) -> list[Path]:
    """Write the templates of every form a department fills, a folder a platform, and return the files.

    progress: told each file when it is written. adapt: gives a form as a school has it.
    """
    written: list[Path] = []
    for form in department_forms(department, year):
        target = folder / PLATFORM_NAMES[form.platform] / template.template_file_name(form)
        write_template(adapt(form), target)
        written.append(target)
        progress(target)
    return written


PLATFORM_NAMES = {"talent": "人才平台", "national": "全国系统"}
