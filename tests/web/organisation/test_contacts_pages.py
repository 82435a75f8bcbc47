"""Phone and e-mail on the page of a person and on the own account."""

import pytest

from shucai.apps.organisation.queries.contacts import contacts_of
from tests.web.organisation.conftest import browser_of, words

pytestmark = pytest.mark.django_db
SENT = {"phone": "10000001234", "email": "li@example.cn"}
MOST_QUERIES = 30


@pytest.mark.parametrize("whose", ["somebody's", "one's own"])
def test_they_are_masked_until_they_are_asked_for(house, lead, whose, django_assert_max_num_queries):
    person = house.reporter()
    own = whose == "one's own"
    browser = browser_of(person) if own else lead
    page = "/account/" if own else f"/people/{person.pk}/"
    assert "手机 没有填" in words(browser.get(page))
    browser.post(f"{page}contacts/", SENT)
    with django_assert_max_num_queries(MOST_QUERIES):
        text = words(browser.get(page))
    assert "手机 100****1234 邮箱 l***@example.cn" in text
    assert "手机 10000001234 邮箱 li@example.cn" in words(browser.post(f"{page}contacts/show/"))
    assert "10000001234" not in words(browser.get(page))


@pytest.mark.parametrize("whose", ["somebody's", "one's own"])
def test_a_fault_stands_in_place_and_nothing_is_kept(house, lead, whose):
    person = house.reporter()
    own = whose == "one's own"
    browser = browser_of(person) if own else lead
    page = "/account/" if own else f"/people/{person.pk}/"
    answer = browser.post(f"{page}contacts/", {"phone": "一二三"})
    assert answer.status_code == 422
    assert '<em role="alert">手机只能用数字' in answer.content.decode()
    person.refresh_from_db()
    assert contacts_of(person).phone == ""


def test_who_only_sees_a_person_sees_no_contacts(house, lead):
    reporter, head = house.reporter(), house.head()
    lead.post(f"/people/{reporter.pk}/contacts/", SENT)
    browser = browser_of(head)
    assert "联系方式" not in words(browser.get(f"/people/{reporter.pk}/"))
    assert browser.post(f"/people/{reporter.pk}/contacts/show/").status_code in {403, 422}
    assert "10000001234" not in words(browser.post(f"/people/{reporter.pk}/contacts/show/"))
