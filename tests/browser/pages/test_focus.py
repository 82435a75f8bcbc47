"""What htmx puts in place of the old takes over the focus: who works by keys goes on from there."""

import pytest

pytestmark = pytest.mark.browser
LAST = 3
SETTLED = 100  # milliseconds after which htmx listens to what it put in place


def listed(number):
    """Return a page of a list as the pages of an import give it."""

    def turn(to, words):
        return f'<button hx-get="/list/{to}/" hx-target="closest .paged" hx-swap="outerHTML">{words}</button>'

    back = turn(number - 1, "上一页") if number > 1 else ""
    on = turn(number + 1, "下一页") if number < LAST else ""
    return f'<div class="paged"><a href="/row/">第 {number} 页</a>{back}{on}</div>'


def answer(_method, path):
    """Return the page, a page of its list, or what a link lists below itself."""
    if path.startswith("/list/"):
        return listed(int(path.split("/")[2]))
    if path == "/below/":
        return "<p>逐格</p>"
    if path == "/nothing/":
        return "<p>没有了</p>"
    return (
        '<!doctype html><title>列表</title><div id="problem"></div><button>之前</button>'
        f"{listed(1)}"
        '<p style="height:2000px"><a id="look" href="#below" hx-get="/below/" hx-target="#below">逐格查看</a></p>'
        '<div id="below"></div>'
        '<div id="all"><button hx-get="/nothing/" hx-target="#all">全部处理</button></div>'
        '<script src="/static/vendor/htmx.min.js"></script>'
        '<script src="/static/js/page.js" type="module"></script>'
    )


@pytest.fixture
def page(small_page):
    page = small_page(answer)
    page.wait_for_function("() => window.htmx")
    return page


def press(page, words):
    page.get_by_role("button", name=words).focus()
    page.keyboard.press("Enter")


def focused(page):
    return page.evaluate("document.activeElement.textContent")


def test_turning_pages_by_keys_goes_on_where_it_was(page):
    press(page, "下一页")
    page.get_by_text("第 2 页").wait_for()
    page.wait_for_function("() => document.activeElement.textContent === '下一页'")
    page.wait_for_timeout(SETTLED)
    page.keyboard.press("Enter")
    page.get_by_text("第 3 页").wait_for()
    page.wait_for_function("() => document.activeElement.textContent === '上一页'")  # there is no next one


def test_where_nothing_is_left_to_press_the_place_itself_has_the_focus(page):
    press(page, "全部处理")
    page.get_by_text("没有了").wait_for()
    page.wait_for_function("() => document.activeElement.id === 'all'")


def test_a_link_that_lists_below_itself_stays_in_sight_and_keeps_the_focus(page):
    page.locator("#look").focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    page.get_by_text("逐格", exact=True).wait_for()
    assert (page.evaluate("document.activeElement.id"), page.evaluate("scrollY")) == ("look", before)
    assert page.evaluate("location.hash") == ""


def test_who_is_elsewhere_meanwhile_is_left_alone(page):
    page.get_by_role("button", name="下一页").click()
    page.get_by_role("button", name="之前").focus()
    page.get_by_text("第 2 页").wait_for()
    assert focused(page) == "之前"
