"""Who answers something of an import goes on where they were once its file is compared anew, not at the top of the page."""

import pytest

pytestmark = pytest.mark.browser
SCRIPT = '<script src="/static/js/answered.js" type="module"></script>'
HEIGHT = 700  # pixels of a part: a screen shows one


class Import:
    """The page of an import with its parts; between answer and the page that follows is one that tells of the comparing."""

    def __init__(self):
        self.parts, self.is_comparing = ["ask", "fix", "pick", "probs"], False

    def answer(self, method, path):
        """Return the page."""
        if method == "POST":
            self.is_comparing = True
        if self.is_comparing:
            return f"<!doctype html><title>导入</title><section><h2>正在比较</h2></section>{SCRIPT}"
        parts = "".join(
            f'<section style="height:{HEIGHT}px"><h2 id="{part}">{part}</h2>'
            f'<form method="post"><button>全部改正</button></form></section>'
            for part in self.parts
        )
        return f"<!doctype html><title>导入</title>{parts}{SCRIPT}"

    def answered(self, page, part, *, left):
        """Press the button of a part, by keys, and wait for the page that comes at the end. left: its parts by then."""
        page.locator(f"section:has(#{part}) button").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        self.parts, self.is_comparing = left, False
        page.goto("/")


def where(page, part):
    return round(page.evaluate(f"document.getElementById('{part}').getBoundingClientRect().top"))


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_the_part_that_was_answered_stands_where_it_stood(small_page):
    brought = Import()
    page = small_page(brought.answer)
    page.evaluate(f"scrollTo(0, {HEIGHT - 50})")
    before = where(page, "fix")
    brought.answered(page, "fix", left=["ask", "fix", "pick", "probs"])
    assert (focused(page), where(page, "fix")) == ("fix", before)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('section').firstChild.id") == "fix"


def test_what_follows_comes_in_place_of_a_part_of_which_nothing_is_left(small_page):
    brought = Import()
    page = small_page(brought.answer)
    page.evaluate(f"scrollTo(0, {HEIGHT - 50})")
    before = where(page, "fix")
    brought.answered(page, "fix", left=["ask", "probs", "more"])
    assert (focused(page), where(page, "probs")) == ("probs", before)


def test_the_place_is_kept_for_one_coming_of_the_same_import(small_page):
    brought = Import()
    page = small_page(brought.answer)
    brought.answered(page, "pick", left=brought.parts)
    page.goto("/")
    assert focused(page) == ""
    page.evaluate(
        "sessionStorage.setItem('shucai-answered', JSON.stringify({path: '/else/', part: 'fix', top: 0}))"
    )
    page.goto("/")
    assert (focused(page), page.evaluate("sessionStorage.length")) == ("", 0)
