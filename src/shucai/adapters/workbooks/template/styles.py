"""The formats of the workbook. Colours are the product's; size 9 is the smallest."""

# pyright: reportUnknownMemberType=false
# XlsxWriter leaves parts of its interface untyped.

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from shucai.adapters.workbooks.template.columns import Column

FONT = "微软雅黑"
SIZE = 10
INK, PRIMARY, TEXT, QUIET = "#12304F", "#1F5BA8", "#1B2531", "#5A6878"
LINE, TINT, PLAIN, KEPT = "#CDD5DE", "#DCE9F7", "#F7F8FA", "#E9EDF1"
RED, AMBER, AMBER_TINT = "#B3261E", "#925400", "#FDF0D9"

NUMBER_FORMATS = {
    "count": "#,##0",
    "money": "#,##0.00####",
    "percent": "0.00%",
    "year": "0",
    "date": "yyyy-mm-dd",
}

Properties = dict[str, Any]  # XlsxWriter takes a dict of mixed values
FIGURES = frozenset(
    {"count", "money", "percent", "integer", "number"}
)  # stand to the right, all else to the left
DEFAULT: Properties = {"font_name": FONT, "font_size": SIZE, "locked": False}
"""The format of cells without one: unlocked, since Excel deletes a row of a protected sheet only if all of it is."""


@dataclass(frozen=True)
class Styles:
    """Formats, each made once and only where it is used."""

    workbook: xlsxwriter.Workbook

    def _format(self, **properties: object) -> Format:
        base: Properties = {"font_name": FONT, "font_size": SIZE, "font_color": TEXT, "valign": "vcenter"}
        return self.workbook.add_format(base | properties)

    def heading(self, column: Column) -> Format:
        """Return the format of a heading: tint for required, amber for conditional, plain for the rest."""
        return {"required": self._required, "conditional": self._conditional}.get(
            standing(column), self._optional
        )

    def _heading(self, fill: str, colour: str, *, bold: bool) -> Format:
        return self._format(
            bg_color=fill,
            font_color=colour,
            bold=bold,
            border=1,
            border_color=LINE,
            bottom=2,
            bottom_color=PRIMARY,
            text_wrap=True,
            align="left",
            indent=1,
            locked=True,
        )

    @cached_property
    def _required(self) -> Format:
        return self._heading(TINT, INK, bold=True)

    @cached_property
    def _conditional(self) -> Format:
        return self._heading(AMBER_TINT, AMBER, bold=True)

    @cached_property
    def _optional(self) -> Format:
        return self._heading(PLAIN, QUIET, bold=False)

    @cached_property
    def star(self) -> Format:
        """Return the red of the star behind a required heading."""
        return self._format(font_color=RED, bold=True)

    @cached_property
    def _cells(self) -> dict[tuple[str, bool, bool], Format]:
        return {}

    def cell(self, column: Column) -> Format:
        """Return the format of the data cells of a column: grey and locked where they are kept, else open."""
        kind = "text" if column.takes_text else NUMBER_FORMATS.get(_shape(column), "General")
        looks = (kind, column.field.kind == "long_text", column.is_kept)
        if looks not in self._cells:
            kept: Properties = (
                {"bg_color": KEPT, "font_color": QUIET, "locked": True} if column.is_kept else {}
            )
            self._cells[looks] = self._format(
                num_format="@" if kind == "text" else kind,
                align="right" if _shape(column) in FIGURES else "left",
                indent=1,
                text_wrap=looks[1],
                border=1,
                border_color=LINE,
                **kept,
            )
        return self._cells[looks]

    @cached_property
    def title(self) -> Format:
        """Return the format of the guide's title."""
        return self._format(font_size=16, bold=True, font_color=INK)

    @cached_property
    def subtitle(self) -> Format:
        """Return the format of the line under the title."""
        return self._format(font_color=QUIET)

    @cached_property
    def section(self) -> Format:
        """Return the format of a section's name."""
        return self._format(font_size=12, bold=True, font_color=PRIMARY, bottom=1, bottom_color=PRIMARY)

    @cached_property
    def label(self) -> Format:
        """Return the format of the name of a fact."""
        return self._format(
            font_color=QUIET,
            valign="top",
            indent=1,
            align="left",
            border=1,
            border_color=LINE,
            bg_color=PLAIN,
        )

    @cached_property
    def fact(self) -> Format:
        """Return the format of a fact."""
        return self._format(valign="top", indent=1, align="left", text_wrap=True, border=1, border_color=LINE)

    @cached_property
    def head(self) -> Format:
        """Return the format of a table's head in the guide and the lists."""
        return self._format(
            bold=True, font_color=INK, bg_color=TINT, border=1, border_color=LINE, align="center", locked=True
        )

    @cached_property
    def text(self) -> Format:
        """Return the format of codes and their names."""
        return self._format(num_format="@", locked=True)

    @cached_property
    def must(self) -> Format:
        """Return the format of 必填 in the guide."""
        return self._format(
            font_color=RED,
            bold=True,
            valign="top",
            indent=1,
            align="left",
            text_wrap=True,
            border=1,
            border_color=LINE,
        )

    @cached_property
    def may_be(self) -> Format:
        """Return the format of a condition in the guide."""
        return self._format(
            font_color=AMBER,
            valign="top",
            indent=1,
            align="left",
            text_wrap=True,
            border=1,
            border_color=LINE,
        )


def standing(column: Column) -> str:
    """Return required, conditional or optional."""
    if column.field.derived:
        return "optional"
    if column.field.required:
        return "required"
    return "conditional" if column.condition else "optional"


def _shape(column: Column) -> str:
    kind = column.field.kind
    return kind if kind in NUMBER_FORMATS else column.field.type
