"""Steps that several walks through the pages share."""

import base64
from pathlib import Path

from playwright.sync_api import Page

DROP = """
([name, content]) => {
  const bytes = Uint8Array.from(atob(content), c => c.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  for (const type of ['dragenter', 'dragover', 'drop'])
    document.querySelector('.zone').dispatchEvent(
      new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
}
"""
PASTE = """
([name, content]) => {
  const bytes = Uint8Array.from(atob(content), c => c.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carried, bubbles: true }));
}
"""
BEYOND_THE_EDGE = """
() => [...document.querySelectorAll('body *')]
  .filter(e => { const r = e.getBoundingClientRect(); return r.width && r.right > innerWidth + 1; })
  .filter(e => e.checkVisibility() && !e.closest('.chips, .chapters, .legend, .scroll'))
  .map(e => e.className || e.tagName)
"""
TOO_SMALL_TO_TOUCH = """
() => [...document.querySelectorAll(
  'main .btn, main select, main input:not([type=hidden]):not([type=radio]):not([type=checkbox]), .tabbar a, .find-link')]
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width && r.height < 40)
  .map(([e, r]) => `${e.className || e.tagName} ${e.textContent.trim().slice(0, 12)} ${Math.round(r.height)}`)
"""


def carried(path: Path) -> list[str]:
    """Return a file as the scripts above take it."""
    return [path.name, base64.b64encode(path.read_bytes()).decode()]


def drop(page: Page, path: Path) -> None:
    """Drop a file on the page and wait for what came of it."""
    page.evaluate(DROP, carried(path))
    wait_for_the_end(page)


def choose(page: Page, path: Path) -> None:
    """Choose a file by the dialogue and wait for what came of it."""
    page.set_input_files("#file", path)
    wait_for_the_end(page)


def wait_for_the_end(page: Page) -> None:
    """Wait for the result or the refusal of a check."""
    page.wait_for_url("**/checks/*/", timeout=30_000)
    page.wait_for_selector(".summary, .verdict", timeout=60_000)
