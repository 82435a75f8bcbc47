"""Nothing moves under the hand when a page brings in what it asks for later."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import COMPUTER, HEAD, LAPTOP, PHONE

pytestmark = pytest.mark.browser
TOP = "() => document.getElementById('first').getBoundingClientRect().top"
WAITS = """
<div></div><p>下一张等您审核：<b>N-ZH-XX-01 学校基本信息与办学条件表</b>（科技服务处（教师工作处）），一共还有 12 张</p>
<a class="btn btn-primary" href="/review/1/" data-next>去审核</a>"""


@pytest.mark.parametrize("size", [COMPUTER, LAPTOP, PHONE], ids=["computer", "laptop", "phone"])
@pytest.mark.parametrize("body", [None, WAITS], ids=["nothing", "a form"])
def test_what_waits_next_has_its_place_kept_on_the_page_of_review(open_page, size, body):
    page = open_page("board/", size=size, who=HEAD)
    part = page.locator("[data-part]").first.get_attribute("data-part").rstrip("/").split("/")[-1]

    held = []
    page.route("**/next/", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks what it is given
    with page.expect_request("**/next/"):
        page.goto(f"/review/{part}/")
    page.evaluate("document.fonts.ready.then(() => true)")
    before = page.evaluate(TOP)
    held[0].fulfill(body=body, content_type="text/html") if body else held[0].continue_()
    expect(page.locator(".next-one .btn")).to_be_visible()
    assert page.evaluate(TOP) == before
