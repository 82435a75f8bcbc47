"""Nothing moves under the hand when a page brings in what it asks for later."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import COMPUTER, HEAD, LAPTOP, PHONE

pytestmark = pytest.mark.browser
TOP = "() => document.getElementById('first').getBoundingClientRect().top"
HOLD = 400  # milliseconds the answer is kept back
WAITS = """
<div></div><p>下一张等您审核：<b>N-ZH-XX-01 学校基本信息与办学条件表</b>（科技服务处（教师工作处）），一共还有 12 张</p>
<a class="btn btn-primary" href="/review/1/" data-next>去审核</a>"""


@pytest.mark.parametrize("size", [COMPUTER, LAPTOP, PHONE], ids=["computer", "laptop", "phone"])
@pytest.mark.parametrize("body", [None, WAITS], ids=["nothing", "a form"])
def test_what_waits_next_has_its_place_kept_on_the_page_of_review(open_page, size, body):
    page = open_page("board/", size=size, who=HEAD)
    part = page.locator("[data-part]").first.get_attribute("data-part").rstrip("/").split("/")[-1]

    def late(route):
        page.wait_for_timeout(HOLD)
        route.fulfill(body=body, content_type="text/html") if body else route.continue_()

    page.route("**/next/", late)
    page.goto(f"/review/{part}/", wait_until="commit")
    before = page.evaluate(TOP) if page.locator("#first").is_visible() else None
    expect(page.locator(".next-one .btn")).to_be_visible()
    assert before in {None, page.evaluate(TOP)}
