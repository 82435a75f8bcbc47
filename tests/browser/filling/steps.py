"""Steps of journeys: a file brought in, the grid, its panel of findings."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

READY = "() => Boolean(window.sheet?.rows) && document.querySelector('.statusbar .ok') !== null"
ALL_ROWS = """
async () => {
  const found = [];
  for (let offset = 0, total = 1; offset < total; offset += 500) {
    const answer = await (await fetch(`rows/?offset=${offset}&limit=500`)).json();
    total = answer.total;
    found.push(...answer.rows.map(row => row[4]));
  }
  return { names: window.sheet.fields.map(field => field.name), rows: found };
}
"""
PATIENCE = 90_000


def bring(page: Page, part: int, file: Path) -> None:
    """Choose a file on the page of imports of a part."""
    page.goto(f"/imports/part/{part}/")
    page.set_input_files("#file", file)


def told_in(sheet) -> list[tuple[int, str]]:
    """Return line and words of every problem in the list that comes with a marked workbook."""
    rows = list(sheet.iter_rows(values_only=True))
    told = [[str(cell) for cell in row if cell is not None] for row in rows]
    cells = [
        (
            row,
            next(
                (re.fullmatch("[A-Z]+([0-9]+)", one) for one in row if re.fullmatch("[A-Z]+[0-9]+", one)),
                None,
            ),
        )
        for row in told
    ]
    return [(int(found[1]), " ".join(row)) for row, found in cells if found]


def wait_for(page: Page, *selectors: str) -> None:
    """Wait until one of some things is on the page."""
    page.wait_for_selector(", ".join(selectors), timeout=PATIENCE)


def read_to_the_end(page: Page) -> None:
    """Wait until a file was read, whatever came of it."""
    wait_for(page, ".verdict", ".commitbar", ".verdict-head.good")


def figures(page: Page) -> dict[str, int]:
    """Return what a file does, by the words of the page."""
    names = page.locator(".figures dt").all_inner_texts()
    counts = page.locator(".figures dd").all_inner_texts()
    return {name: int(count.replace(",", "")) for name, count in zip(names, counts, strict=True)}


def commit(page: Page) -> None:
    """Put the rows of a file into staging; where a worker does it, wait for that and follow the page back."""
    page.locator(".commitbar button").click()
    done = page.locator("h2", has_text="已导入，等待另一人复核")
    at_length = page.get_by_role("link", name="看这次导入，接着处理")
    expect(done.or_(at_length)).to_be_visible(timeout=PATIENCE)
    if at_length.is_visible():
        at_length.click()
    expect(done).to_be_visible(timeout=PATIENCE)


def repair_at_once(page: Page, title: str) -> None:
    """Let all cells of a column be repaired that can mean one value only."""
    page.locator("form.repair", has_text=title).get_by_role("button").click()


def open_grid(page: Page, part: int) -> None:
    """Open the grid of a part and wait until its findings are there."""
    page.goto(f"/filling/{part}/")
    page.wait_for_function(READY, timeout=PATIENCE)
    page.wait_for_function(
        "() => !document.querySelector('.findings')?.innerText.includes('正在读取')", timeout=PATIENCE
    )


def saved(page: Page) -> None:
    """Wait until everything typed is saved."""
    page.wait_for_function(
        "() => window.sheet && document.querySelector('.statusbar .ok') && !document.querySelector('.statusbar .doing')",
        timeout=PATIENCE,
    )


def type_at(page: Page, row: int, field: str, text: str) -> None:
    """Type a text into a cell of the grid, found by its row (from 0) and field."""
    page.evaluate("([row, field]) => sheet.jump(row, field)", [row, field])
    page.wait_for_function("row => Boolean(sheet.rows.peek(row))", arg=row, timeout=PATIENCE)
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def rows_of(page: Page) -> list[dict[str, str]]:
    """Return every row of the grid, whole, as the server has it."""
    sent = page.evaluate(ALL_ROWS)
    return [dict(zip(sent["names"], cells, strict=True)) for cells in sent["rows"]]


def rule(page: Page, words: str):
    """Open a group of the panel of findings that has these words, under whichever tab it is, and return it."""
    for tab in page.locator(".findings [role=tab]").all():
        tab.click()
        group = page.locator(".findings details.rule", has_text=re.compile(words))
        if group.count():
            if group.first.get_attribute("open") is None:
                group.first.locator("summary").click()
            return group.first
    raise AssertionError(f"no finding says {words}: {page.locator('.findings').inner_text()}")
