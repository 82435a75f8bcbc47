"""Who accepts one row of many in the review of a part stands where they stood: at that row, or at the one that follows."""

import pytest

pytestmark = pytest.mark.browser
HEIGHT, COUNT = 300, 12  # pixels, rows: several screens


class Review:
    """A page of review with its rows; an accepted one is listed no more, or listed as before."""

    def __init__(self, *, lists_accepted=False):
        self.uids, self.lists_accepted, self.accepted = [f"r{n}" for n in range(COUNT)], lists_accepted, []

    def answer(self, method, path):
        """Return the page; what was posted was accepted by then."""
        cards = "".join(
            f'<article data-row="{uid}" tabindex="-1" style="height:{HEIGHT}px">'
            f'<button form="accepts" name="uid" value="{uid}">复核通过</button></article>'
            for uid in self.uids
            if self.lists_accepted or uid not in self.accepted
        )
        return (
            f'<!doctype html><title>审核</title><form id="accepts" method="post" action="/{path.strip("/")}"></form>'
            f'<form id="other" method="post"><button>全部复核通过</button></form>{cards}'
            '<script src="/static/js/review/place.js" type="module"></script>'
        )

    def accept(self, page, uid):
        """Press the button of a row, by keys, and wait for the page that comes anew."""
        self.accepted.append(uid)
        page.locator(f"[data-row={uid}] button").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")


def where(page, uid):
    return round(page.evaluate(f"document.querySelector('[data-row={uid}]').getBoundingClientRect().top"))


def focused(page):
    return page.evaluate("document.activeElement.dataset.row ?? null")


def test_the_row_that_follows_stands_where_the_accepted_one_stood(small_page):
    review = Review()
    page = small_page(review.answer)
    page.evaluate(f"scrollTo(0, {HEIGHT * 5 - 120})")
    before = where(page, "r5")
    review.accept(page, "r5")
    assert (focused(page), where(page, "r6")) == ("r6", before)


def test_a_row_that_is_still_listed_keeps_its_place(small_page):
    review = Review(lists_accepted=True)
    page = small_page(review.answer)
    page.evaluate(f"scrollTo(0, {HEIGHT * 4 - 200})")
    before = where(page, "r4")
    review.accept(page, "r4")
    assert (focused(page), where(page, "r4")) == ("r4", before)


def test_after_the_last_row_it_is_the_one_before(small_page):
    review = Review()
    page = small_page(review.answer)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    last = f"r{COUNT - 1}"
    review.accept(page, last)
    assert focused(page) == f"r{COUNT - 2}"


def test_the_place_is_kept_for_one_coming_only(small_page):
    review = Review()
    page = small_page(review.answer)
    page.evaluate(f"scrollTo(0, {HEIGHT * 5})")
    review.accept(page, "r5")
    page.goto("/elsewhere/")
    assert focused(page) is None
    page.goto("/")
    assert focused(page) is None


def test_another_page_and_another_form_do_not_move_it(small_page):
    review = Review()
    page = small_page(review.answer)
    with page.expect_navigation():
        page.locator("#other button").click()
    assert focused(page) is None
    page.evaluate(
        "sessionStorage.setItem('shucai-accepted', JSON.stringify({path: '/else/', uids: ['r3'], top: 0}))"
    )
    page.goto("/")
    assert focused(page) is None
    assert page.evaluate("sessionStorage.length") == 0
