"""What unfolds above the page is closed by Escape and by going elsewhere; what only unfolds below is left alone."""

import pytest

pytestmark = pytest.mark.browser
FLOATING = "position:absolute;top:40px;width:200px"


def answer(_method, _path):
    """Return a page with a box that asks once more, one in which a reason is written, and one that lies in the page."""
    return (
        '<!doctype html><title>复核</title><div id="problem"></div><button id="else">别处</button>'
        f'<details id="asks"><summary>全部通过…</summary><div style="{FLOATING}"><button>确认</button></div></details>'
        f'<details id="tells"><summary>退回</summary><div style="{FLOATING}"><textarea></textarea></div></details>'
        "<details id=lies><summary>其余 23 栏</summary><div><a href=/>一栏</a></div></details>"
        '<script src="/static/js/page.js" type="module"></script>'
    )


@pytest.fixture
def page(small_page):
    return small_page(answer)


def unfold(page, name):
    page.locator(f"#{name} summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert is_open(page, name)


def is_open(page, name):
    return page.evaluate(f"document.getElementById('{name}').open")


@pytest.mark.parametrize("name", ["asks", "tells"])
def test_escape_closes_it_and_leads_back(page, name):
    unfold(page, name)
    page.keyboard.press("Escape")
    assert not is_open(page, name)
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_escape_that_ends_a_composition_of_the_input_method_closes_nothing(page):
    unfold(page, "tells")
    page.evaluate(
        "document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true, cancelable: true }))"
    )
    assert is_open(page, "tells")


def test_going_on_by_tab_or_a_click_elsewhere_closes_it(page):
    unfold(page, "asks")
    page.keyboard.press("Tab")
    assert not is_open(page, "asks")
    unfold(page, "asks")
    page.locator("#else").click()
    assert not is_open(page, "asks")


def test_words_written_into_it_stay_in_sight(page):
    unfold(page, "tells")
    page.keyboard.type("第 3 行")
    page.locator("#else").click()
    assert is_open(page, "tells")


def test_what_lies_in_the_page_stays_open(page):
    unfold(page, "lies")
    page.keyboard.press("Escape")
    page.locator("#else").click()
    assert is_open(page, "lies")
