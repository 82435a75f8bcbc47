"""Who is no longer logged in, or reaches no server, loses nothing that was typed: the words stand in their form again."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LEAD

pytestmark = pytest.mark.browser
WHY = "示例理由：两个部门的原始凭证还没有到齐"


@pytest.fixture
def campaign(open_page):
    """The page of the campaign that runs, as the lead office has it."""
    page = open_page("campaigns/", who=LEAD)
    page.locator("a[href^='/campaigns/']", has_text="2026").first.click()
    page.locator("#ext summary").first.click()
    return page


def reason(page):
    return page.locator(".extend-form [name=reason]")


def log_in_again(page, demo):
    expect(page.locator("[name=login]")).to_be_visible()
    page.fill("[name=login]", LEAD)
    page.fill("[name=password]", (demo / "demo_password").read_text(encoding="ascii"))
    page.click("button[type=submit]")


def test_a_reason_sent_in_vain_stands_in_its_form_again(campaign, demo):
    page, address = campaign, campaign.url
    reason(page).fill(WHY)
    page.fill(".extend-form [name=until]", "2027-01-31")
    page.context.clear_cookies(name="shucai_session")
    page.locator(".extend-form button").click()
    log_in_again(page, demo)
    page.wait_for_url(address)
    expect(reason(page)).to_have_value(WHY)
    expect(reason(page)).to_be_visible()
    expect(page.locator(".extend-form [name=until]")).to_have_value("2027-01-31")
    page.goto(address)
    expect(reason(page)).to_have_value("")


def test_words_of_a_page_that_was_left_are_not_kept(campaign):
    page, address = campaign, campaign.url
    reason(page).fill(WHY)
    page.goto("/campaigns/")
    page.goto(address)
    expect(reason(page)).to_have_value("")


def test_a_reason_sent_while_no_server_answers_stands_in_its_form_again(campaign):
    page, address = campaign, campaign.url
    reason(page).fill(WHY)
    page.fill(".extend-form [name=until]", "2027-01-31")
    page.context.set_offline(True)
    page.locator(".extend-form button").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.go_back()
    expect(reason(page)).to_have_value(WHY)
    expect(reason(page)).to_be_visible()
    expect(page.locator(".extend-form [name=until]")).to_have_value("2027-01-31")
    expect(page.locator("#problem")).to_contain_text("上次没有送出去")
    page.goto("/campaigns/")
    page.goto(address)
    expect(reason(page)).to_have_value("")


def test_a_page_loaded_anew_keeps_the_words(campaign):
    page = campaign
    reason(page).fill(WHY)
    page.reload()
    expect(reason(page)).to_have_value(WHY)


EACH = """
<form method="post" action="/nowhere/"><input type="hidden" name="token" value="t"><textarea name="why"></textarea>
<input name="name" value="原来的"><input type="date" name="on"><input type="password" name="secret">
<select name="one"><option>甲</option><option>乙</option></select>
<select name="many" multiple><option>甲</option><option>乙</option><option>丙</option></select>
<label><input type="radio" name="way" value="1" checked></label><label><input type="radio" name="way" value="2"></label>
<label><input type="checkbox" name="tick" value="1"></label>
<label><input type="checkbox" name="tick" value="2" checked></label>
</form>"""
STATE = """() => {
  const of = one => one.multiple ? [...one.selectedOptions].map(option => option.value).join()
    : one.matches('[type=radio], [type=checkbox]') ? one.checked : one.value;
  const { elements } = document.querySelector('[action="/nowhere/"]');
  return Object.fromEntries([...elements].map((one, at) => [`${one.name} ${at}`, of(one)]));
}"""


def test_choices_of_every_kind_stand_in_their_form_again(campaign):
    page = campaign

    def with_a_form(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", EACH + "</main>", 1))

    page.route(page.url, with_a_form)
    page.goto(page.url)
    before = page.evaluate(STATE)
    page.evaluate("""() => {
      const { elements } = document.querySelector('[action="/nowhere/"]');
      const [token, why, name, on, secret, one, many, ...picks] = elements;
      [name.value, on.value, secret.value, one.value] = ['改过的', '2027-01-31', '秘密', '乙'];
      many.options[0].selected = many.options[2].selected = picks[1].checked = picks[2].checked = true;
      picks[3].checked = false;
    }""")
    chosen = page.evaluate(STATE)
    assert before != chosen
    page.reload()
    expect(page.locator("#problem")).to_contain_text("上次没有送出去")
    assert page.evaluate(STATE) == chosen | {"secret 4": ""}
