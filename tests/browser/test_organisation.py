"""A lead office builds its school in a real Chromium: a roster brought in, a department merged, work handed over."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta

import openpyxl
import pytest
from playwright.sync_api import expect

from shucai.domain.roster import COLUMNS
from tests.browser import walking
from tests.browser.conftest import COMPUTER, LAPTOP, PHONE
from tests.browser.serving import served
from tests.browser.test_access import faults

pytestmark = pytest.mark.browser

PEOPLE = [
    {"staff_no": "F001", "name": "赵例一", "unit": "财务处", "role": "填报人"},
    {"staff_no": "H001", "name": "赵例二", "unit": "财务处", "role": "部门负责人"},
    {"staff_no": "F002", "name": "赵例三", "unit": "团委", "role": "填报人"},
]


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """The address of a server with one school, and who can log in."""
    var = tmp_path_factory.mktemp("school")
    command = [sys.executable, "-m", "tests.builders.served_school"]
    environment = {**os.environ, "SHUCAI_VAR": str(var)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    with served(var) as url:
        yield {"url": url, **json.loads(done.stdout.splitlines()[-1])}


@pytest.fixture
def log_in(browser, school):
    """Open a browser in which somebody is logged in."""
    contexts = []

    def opened(login=school["lead"], password=school["password"], size=COMPUTER):
        phone = size is PHONE
        context = browser.new_context(
            viewport=size, is_mobile=phone, has_touch=phone, locale="zh-CN", base_url=school["url"]
        )
        contexts.append(context)
        page = context.new_page()
        page.goto("/account/login/")
        page.fill("[name=login]", login)
        page.fill("[name=password]", password)
        page.locator("main button[type=submit], form button[type=submit]").last.click()
        page.wait_for_url(lambda url: "/account/login/" not in url)
        return page

    yield opened
    for context in contexts:
        context.close()


def fill(path, rows) -> None:
    """Type rows into the downloaded template."""
    book = openpyxl.load_workbook(path)
    for number, row in enumerate(rows, start=2):
        for column, one in enumerate(COLUMNS, start=1):
            book.worksheets[0].cell(number, column, row.get(one.key) or None)
    book.save(path)


def bring(page, path) -> None:
    page.goto("/roster/")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="检查名册").click()


def test_a_school_is_built_from_a_workbook_repaired_once(log_in, tmp_path):
    page = log_in()
    page.goto("/roster/")
    path = tmp_path / "roster.xlsx"
    with page.expect_download() as download:
        page.get_by_role("link", name="空白名册").click()
    download.value.save_as(path)

    fill(path, [PEOPLE[0] | {"unit": "财务出"}, *PEOPLE[1:]])
    bring(page, path)
    assert page.get_by_role("heading", name="名册有 1 处要改正").is_visible()
    assert "是不是：财务处" in page.inner_text("main")

    fill(path, PEOPLE)
    bring(page, path)
    page.get_by_role("button", name="确认导入，新建 3 个账号").click()
    page.wait_for_url("**/jobs/*/")
    followed = page.url
    page.goto("/jobs/")
    page.goto(followed)
    page.get_by_role("button", name="显示初始密码，准备打印").click(timeout=60_000)
    passwords = page.locator(".slips .secret").all_inner_texts()
    assert len(passwords) == 3

    reporter = log_in("F001", passwords[0])
    assert "/account/login/" not in reporter.url

    bring(page, path)
    assert page.get_by_role("heading", name="名册里的内容系统里都有").is_visible()


def test_a_role_is_granted_with_only_the_fields_it_has(log_in):
    page = log_in()
    page.goto("/people/new/")
    page.fill("[name=name]", "钱例一")
    page.fill("[name=staff_no]", "G001")
    page.select_option("[name=unit]", label="安全保卫处（人武部）")
    page.get_by_role("button", name="新增并生成初始密码").click()
    page.get_by_role("link", name="下一步：授予角色").click()
    expect(page.locator("[name=position]").first).to_be_hidden()
    page.select_option("form[data-scope] [name=role]", "reporter")
    page.get_by_label("N-AQ-AQ-01").check()
    page.get_by_role("button", name="授予", exact=True).click()
    assert "只管 1 张表" in page.inner_text("main")


def test_a_department_is_merged_after_seeing_what_moves(log_in):
    page = log_in()
    page.goto("/units/")
    page.get_by_role("link", name="信息处").click()
    page.select_option("[name=into]", label="教学管理处")
    page.get_by_role("button", name="看看会移动什么").click()
    assert "把“信息处”并入“教学管理处”" in page.inner_text("main")
    page.get_by_role("button", name="确认合并").click()
    assert "部门已合并" in page.inner_text("main")
    page.goto("/units/")
    assert page.get_by_role("link", name="信息处").count() == 0


def test_work_is_handed_over_when_somebody_leaves(log_in):
    page = log_in()
    for name, number in (("孙例甲", "S001"), ("孙例乙", "S002")):
        page.goto("/people/new/")
        page.fill("[name=name]", name)
        page.fill("[name=staff_no]", number)
        page.get_by_role("button", name="新增并生成初始密码").click()
    page.goto("/people/?q=S001")
    page.get_by_role("link", name="孙例甲").click()
    page.select_option("form[data-scope] [name=role]", "school_leader")
    page.get_by_role("button", name="授予", exact=True).click()
    page.get_by_role("link", name="离任移交").click()
    page.select_option("[name=taker]", label="孙例乙")
    page.fill("[name=last_day]", f"{date.today() + timedelta(days=9)}")  # noqa: DTZ011, TID251 - typed by a person today
    page.get_by_role("button", name="看看会移交什么").click()
    page.fill("[name=reason]", "退休")
    page.get_by_role("button", name="确认移交").click()
    assert "已移交给孙例乙" in page.inner_text("main")


def test_a_form_on_its_way_cannot_be_sent_again(log_in):
    page = log_in()
    page.goto("/people/new/")
    page.fill("[name=name]", "李例一")
    page.fill("[name=staff_no]", "Z001")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="新增并生成初始密码").dblclick(no_wait_after=True)
    page.get_by_role("link", name="下一步：授予角色").wait_for()
    assert len(sent) == 1


@pytest.mark.parametrize(
    "path", ["units/", "people/", "roster/", "duties/", "duties/all/", "people/new/", "jobs/", "jobs/1/"]
)
@pytest.mark.parametrize("size", [COMPUTER, LAPTOP, PHONE], ids=["1440", "1366", "390"])
def test_a_page_has_no_fault(log_in, path, size):
    page = log_in(size=size)
    page.goto(f"/{path}")
    assert faults(page) == []
    if size is PHONE:
        assert page.evaluate(walking.TOO_SMALL_TO_TOUCH) == []
