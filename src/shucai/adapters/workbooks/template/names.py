"""Names and limits of our workbooks that other modules rely on."""

GUIDE_SHEET = "填写说明"
LISTS_SHEET = "代码表"
IDENTITY_SHEET = "_shucai"
OWN_SHEETS = frozenset({GUIDE_SHEET, LISTS_SHEET, IDENTITY_SHEET})
"""The sheets behind the first one that every template carries; what stands in them is no data."""

MOST_ROWS = 200_000  # of data (design.md, ruling 12)
LAST_ROW = MOST_ROWS + 1  # the sheet row, from 1, down to which cells are checked while typing
