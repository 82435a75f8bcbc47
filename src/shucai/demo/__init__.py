"""An invented school: the rows of all forms of both platforms in two years, consistent with each other.

How it is cut
    school/     the model: people, classes, plans, lessons, partners, assets, money; each fact once.
    forms/      a module a group of forms, one function a form; every module there is found by itself.
    completing  fills what a function does not say, from the definition of the form and the rows it refers to.
    checking    the full check in memory: findings, checks that never passed, checks that were skipped.

How to write the rows of a form
    from shucai.demo.forms import form

    @form("2.9.1")
    def practice_places(at: SchoolYear) -> Rows:
        return [{"base_name": base.name, "manage_dept": base.department, …} for base in at.school.bases]

    * A row names fields as the form does. Codes are labels (``"在读"``; regions and countries by their code), dates
      are ``date`` (a month is its first day), truth is ``True`` or ``False``, several values are a list, numbers stand in
      the unit of the field.
    * ``at.school`` is the model; ``at.year`` the year (``starts``, ``ends``, ``fiscal``, ``label``, ``on(month, day)``,
      ``day(random)``); ``at.last`` the same school a year before (``at.last.rows("1.1.4")``); ``at.random("2.9.1")``
      numbers that stay the same for a seed.
    * Totals, counts and derived forms are computed: ``at.rows("1.5.1")`` are the rows of another form, of either
      platform, in full. ``at.given(code)`` is only what its function said; ask that where the other form refers back to
      yours (a circle is refused with its names).
    * A fact that both platforms report is built once: from the model, or the second form reads ``at.rows()`` of the first.
    * Leave out what follows. A reference is completed from the row it points to (``major_code`` brings ``major_name``),
      with columns of the same name and title there (``gender``, ``grade`` …). A required reference that nobody names
      points to some row. Required cells get a right value; optional ones in one row of three, unless a check reads them:
      those stay blank until the function names them. Conditional cells are filled where their condition holds. A field
      named with ``None`` stays blank.
    * A form without a function gets six rows of right values, which seldom hold in checks across forms.
    * Every check of the form should pass for some row: where it has a ``when``, some row must meet it.

How to see what is wrong, in seconds
    python -c "from shucai.demo.checking import report; report('2.9.1', '2.9.3')"

    prints findings, 从未通过 (evaluated, true for no row) and 跳过 of these forms; without codes, a line for each
    form that is not finished.

Why nothing invented belongs to anybody is told in ``identities``: names contain 例 or 示例, numbers hold in every check.
"""

from shucai.demo.forms import builders
from shucai.demo.school import build_school
from shucai.demo.school_year import SchoolYear
from shucai.demo.year import Year
from shucai.toolkit.catalogue import YEAR

SEED = 2024


def demo_school(seed: int = SEED) -> SchoolYear:
    """Return the school of a seed in the year in force; ``last`` of it is the year before."""
    return SchoolYear(build_school(seed), Year(YEAR), builders())
