"""The grid of 10,000 × 50 in Chromium: frames while scrolling, a paste of 500 × 20 until it is shown and saved.

python -m bench.sheet [Chromium …]      prints one line of figures a browser; nothing is judged
"""

import shutil
import sys
import time
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page, sync_playwright

from tests.builders import surroundings

if TYPE_CHECKING:
    from tests.browser.sheet.kept import KeptReturn

ROWS, EXTRA_FIELDS = 10_000, 42
FRAMES = """async ([steps, down, right, everyFrame]) => {
  const scroller = document.querySelector('.sheet-scroll'), times = [];
  let last = performance.now();
  for (let step = 0; step < steps; step++) {
    if (everyFrame) scroller.scrollBy(right, down);
    else for (let part = 0; part < 4; part++) scroller.scrollBy(right / 4, down / 4);
    await new Promise(requestAnimationFrame);
    times.push(performance.now() - last);
    last = performance.now();
  }
  times.sort((one, other) => one - other);
  const all = times.reduce((sum, time) => sum + time, 0);
  return { fps: Math.round(1000 * steps / all), p95: Math.round(times[Math.floor(steps * .95)]) };
}"""
MOVES = {"wheel": [100, 120, 0, False], "fling": [100, 160, 0, True], "side": [60, 0, 60, True]}


def moved(page: Page, move: list[Any]) -> dict[str, float]:
    """Return frames a second, and what a frame costs the page's thread in CPU: that holds however busy the machine is."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        told = session.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in told if one["name"] == "TaskDuration")

    before = spent()
    frames = page.evaluate(FRAMES, move)
    return {**frames, "cpu_ms": round(1000 * (spent() - before) / move[0], 1)}


def pasted(page: Page, kept: "KeptReturn") -> dict[str, int]:
    """Return how long a pasted block takes until it is shown, and until the last of it is saved."""
    text = "\r\n".join("\t".join(f"P{row}_{column}" for column in range(20)) for row in range(500))
    page.evaluate("sheet.go(100, 8), sheet.focus()")
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.evaluate(
        "() => { const apply = sheet.onchange; sheet.onchange = step => { apply(step); requestAnimationFrame(() =>"
        " { window.shownAt = performance.now(); }); };"
        " document.addEventListener('paste', () => { window.pastedAt = performance.now(); }, true); }"
    )
    begun = time.monotonic()
    page.keyboard.press("Control+v")
    while kept.text(599, "extra19") != "P499_19":
        page.wait_for_timeout(20)
    return {
        "shown_ms": round(page.evaluate("window.shownAt - window.pastedAt")),
        "saved_ms": round(1000 * (time.monotonic() - begun)),
    }


def measured(browser: Any) -> dict[str, Any]:
    """Return the figures of one browser."""
    from tests.browser.sheet.answering import ORIGIN, PAGE, Answering
    from tests.browser.sheet.kept import KeptReturn

    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=ORIGIN)
    page, kept = context.new_page(), KeptReturn(ROWS, EXTRA_FIELDS)
    page.route("**/*", Answering(kept))
    page.goto(PAGE)
    page.locator(".errs .none").first.wait_for()
    page.wait_for_timeout(1000)
    figures = {name: moved(page, move) for name, move in MOVES.items()}
    return {
        **figures,
        "elements": page.evaluate("document.querySelectorAll('.sheet *').length"),
        **pasted(page, kept),
    }


def main() -> None:
    """Measure every browser named, or the one of this machine."""
    surroundings.stand()
    from tests.browser.conftest import ARGUMENTS

    with sync_playwright() as playwright:
        for program in sys.argv[1:] or [shutil.which("chromium")]:
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            sys.stdout.write(f"Chromium {browser.version} {measured(browser)}\n")
            browser.close()


if __name__ == "__main__":
    main()
