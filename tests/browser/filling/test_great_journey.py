"""A dirty workbook of 5,000 students becomes a submitted return; nobody is asked, whatever breaks on the way (issue 5).

Every kind of fault is written anew, agreed to, repaired, named by a message, explained or ticked: asserted for each.
"""

import openpyxl
import pytest
from playwright.sync_api import expect

from shucai import toolkit
from shucai.adapters.workbooks.annotating import LIST_SHEET
from tests.browser.filling import college as served
from tests.browser.filling import steps
from tests.builders.faults.kind import IN_THE_FILE, How
from tests.builders.faults.workbook import FORM, Roster, repaired, roster, write

pytestmark = pytest.mark.browser
UNIT = "学生工作处"
REPORTER, OTHER = "tianbao", "学生工作处/reporter"


class Journey:
    """What the steps of the journey share: the college, its students as they are, a window of the reporter."""

    def __init__(self, college, window, folder):
        self.college, self.window, self.folder = college, window, folder
        self.part = college.part(FORM, UNIT)
        self.people: Roster = roster(served.STUDENTS, college.year)
        self.page = window(REPORTER, f"templates/{self.part}/")
        self.page.set_default_timeout(steps.PATIENCE)

    def of(self, how):
        """Return the faults that become something."""
        return [one for one in self.people.planted if one.kind.how is how]

    def row_of(self, one):
        """Return the row of the grid in which the student of a fault stands, from 0."""
        number = self.people.students[one.number]["student_no"]
        return self.page.evaluate(
            "async text => (await (await fetch(`find/?field=student_no&whole=1&text=${text}`)).json()).at[0][0] - 1",
            number,
        )

    def named(self, told):
        """Assert that a list of (line, message) names every fault that has to be looked into."""
        for how in (How.FOUND, How.LEFT_OUT):
            for one in self.of(how):
                line = self.people.lines[one.number]
                said = [words for at, words in told if at == line]
                assert any(one.kind.says in words for words in said), (one.kind.name, said)


@pytest.fixture
def journey(college, window, tmp_path):
    return Journey(college, window, tmp_path)


def test_a_dirty_workbook_is_filled_in_and_submitted_without_asking_anybody(journey):
    another_form_is_refused_with_every_difference(journey)
    nothing_is_declared_and_contradicted(journey)
    marked = the_workbook_is_read_whatever_breaks(journey)
    the_repaired_workbook_comes_back_as_a_patch(journey, marked)
    the_rest_is_done_in_the_grid(journey)
    what_is_so_is_explained_or_ticked(journey)
    two_editors_choose_between_their_texts(journey)
    it_is_submitted_with_a_receipt(journey)


def another_form_is_refused_with_every_difference(it):
    other = it.folder / "0.1.5.xlsx"
    toolkit.write_template(toolkit.find_form("0.1.5"), other)
    steps.bring(it.page, it.part, other)
    steps.read_to_the_end(it.page)
    expect(it.page.locator(".verdict")).to_contain_text("0.1.5")
    expect(it.page.locator(".verdict")).to_contain_text("1.5.1")
    altered = it.folder / "altered.xlsx"
    it.page.goto(f"/templates/{it.part}/")
    with it.page.expect_download() as download:
        it.page.get_by_role("link", name="空白模板", exact=True).click()
    it.template = it.folder / "template.xlsx"
    download.value.save_as(it.template)
    book = openpyxl.load_workbook(it.template)
    book.worksheets[0].cell(1, 7).value = "族别"
    book.save(altered)
    steps.bring(it.page, it.part, altered)
    steps.read_to_the_end(it.page)
    expect(it.page.locator(".verdict .diffs")).to_contain_text("缺少「民族」")


def nothing_is_declared_and_contradicted(it):
    page = it.page
    page.goto(f"/declarations/{it.part}/")
    page.get_by_label("以上属实，由我签署").check()
    page.get_by_role("button", name="声明无数据").click()
    expect(page.get_by_text("其他表的数据与这项声明矛盾")).to_be_visible()
    expect(page.locator(".note ul")).to_contain_text("0.1.5 在校生基础信息表")
    page.locator("summary", has_text="撤回声明").click()
    page.get_by_role("button", name="确认").click()
    expect(page.get_by_text("已撤回声明，可以继续填报")).to_be_visible()


def the_workbook_is_read_whatever_breaks(it):
    page, college = it.page, it.college
    dirty = it.folder / "在校生（各班汇总）.xlsx"
    write(dirty, it.template, it.people, college.year)
    address = uploaded_over_a_broken_line(it, dirty)
    expect(page.locator(".diffs")).to_contain_text("D 列「身份证号」按「身份证件号」读取")
    expect(page.locator(".diffs")).to_contain_text("多出 AQ 列「班主任」，不会读取")
    expect(page.locator(".diffs")).to_contain_text("列的次序与模板不同")
    read_though_the_worker_is_killed(it, dirty)
    page = it.page
    the_file_is_told_about(it)
    answered(it)
    steps.repair_at_once(page, "学籍状态")
    college.wait_until_at_work()
    college.crash()
    page.goto(address)
    steps.read_to_the_end(page)
    for title in ("学生类别", "招生方式"):
        steps.repair_at_once(page, title)
        expect(page.locator("form.repair", has_text=title)).to_have_count(0)
        steps.read_to_the_end(page)
    return committed_and_marked(it)


def read_though_the_worker_is_killed(it, dirty):
    page, college = it.page, it.college
    page.get_by_role("button", name="核对无误，读取").click()
    college.wait_until_at_work()
    college.kill_worker()
    expect(page.locator("#reading")).to_contain_text("规整数据")
    page.close()
    it.page = page = it.window(REPORTER, "imports/")
    page.get_by_role("link", name=f"继续 {dirty.name}").click()
    steps.read_to_the_end(page)
    assert college.attempts() > 1


def uploaded_over_a_broken_line(it, file):
    """Upload a file whose second piece is lost with the line, leave the page, come back and choose the file again."""
    page, sent = it.page, []
    page.on("request", lambda request: sent.append(request.url) if request.method == "PUT" else None)
    page.route("**/pieces/4194304/", lambda route: route.abort("connectionreset"))
    steps.bring(page, it.part, file)
    expect(page.locator(".zone-chosen")).to_contain_text("连不上服务器，恢复后接着传")
    page.goto("/")
    page.unroute("**/pieces/4194304/")
    first = len([url for url in sent if url.endswith("/pieces/0/")])
    page.goto(f"/imports/part/{it.part}/")
    expect(page.get_by_text("还没有传完")).to_be_visible()
    page.set_input_files("#file", file)
    steps.read_to_the_end(page)
    assert len([url for url in sent if url.endswith("/pieces/0/")]) == first == 1
    return page.url


def the_file_is_told_about(it):
    told = it.page.locator("aside").inner_text()
    for words in ("1 个隐藏行", "1 个隐藏列", "「各班人数」里有数据", "以“合计”开头", "以“填表人"):
        assert words in told, words
    assert steps.figures(it.page)["新增"] == served.STUDENTS - len(it.of(How.LEFT_OUT)) - 1 + 1


def answered(it):
    """Agree to every rewriting but one, whose row is then left out."""
    page = it.page
    for question in page.locator("fieldset.question").all():
        no = "名带" in question.inner_text() and "（大）" in question.inner_text()
        question.get_by_label("不对，这些行先不导入" if no else "对，照此改").check()
    page.get_by_role("button", name="保存回答").click()
    expect(page.get_by_text("回答已保存")).to_be_visible()
    steps.read_to_the_end(page)


def committed_and_marked(it):
    """Put the rows into staging and take the workbook whose marks name every fault that is left."""
    page, marked = it.page, it.folder / "marked.xlsx"
    steps.commit(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="标注好的工作簿").click()
    download.value.save_as(marked)
    sheet = openpyxl.load_workbook(marked, read_only=True)[LIST_SHEET]
    it.named(steps.told_in(sheet))
    return marked


def the_repaired_workbook_comes_back_as_a_patch(it, marked):
    """Only what was repaired is changed, a row that was left out is new, and nothing that was agreed to is asked again."""
    page, mended = it.page, it.folder / "在校生（改好）.xlsx"
    repaired(marked, mended, it.people, IN_THE_FILE)
    steps.bring(page, it.part, mended)
    steps.read_to_the_end(page)
    expect(page.locator(".verdict-head")).to_contain_text("可以导入")
    expect(page.locator("button[name=every]")).to_have_count(0)
    for title in ("学籍状态", "学生类别", "招生方式"):
        expect(page.locator("form.repair", has_text=title)).to_have_count(0)
    told = steps.figures(page)
    assert told["新增"] == len(it.of(How.LEFT_OUT)) + 1
    assert told["修改"] == len(it.of(How.FOUND))
    assert (told["未读入"], told["文件里没有"]) == (0, 0)
    steps.commit(page)


def the_rest_is_done_in_the_grid(it):
    """Certain corrections at once, the rest typed."""
    page = it.page
    steps.open_grid(page, it.part)
    steps.rule(page, "户口性质").get_by_role("button", name="全部改正").click()
    expect(page.get_by_text("已改正 1 处")).to_be_visible()
    for one in it.of(How.LATER):
        row = it.row_of(one)
        steps.rule(page, one.kind.says)
        steps.type_at(page, row, one.kind.field, it.people.students[one.number][one.kind.field])
    steps.saved(page)


def what_is_so_is_explained_or_ticked(it):
    """An empty phrase is refused as an explanation."""
    page = it.page
    for one in it.of(How.EXPLAINED):
        group = steps.rule(page, one.kind.says)
        group.get_by_role("button", name="解释", exact=True).click()
        group.get_by_label("原因类别").select_option(index=1)
        group.get_by_label("说明").fill("核实无误")
        group.get_by_role("button", name="保存解释").click()
        expect(group.locator(".wrong")).not_to_be_empty()
        group.get_by_label("说明").fill(f"第 {one.number} 名学生入伍后复学，依据学籍异动批复，学籍系统已同步")
        group.get_by_role("button", name="保存解释").click()
        expect(group.locator(".told")).to_contain_text("入伍后复学")
    steps.rule(page, "超龄").get_by_label("核实").check()


def two_editors_choose_between_their_texts(it):
    """What the second one typed over is not lost: both texts are shown, one is chosen."""
    other = it.window(it.college.logins[OTHER], f"filling/{it.part}/")
    steps.open_grid(other, it.part)
    wanted = {}
    for page, text in ((it.page, "机器人方向"), (other, "数控方向")):
        steps.type_at(page, 0, "direction_name", text)
        wanted[page] = text
        if page is it.page:
            steps.saved(page)
    box = other.get_by_role("dialog")
    expect(box).to_contain_text("机器人方向")
    expect(box).to_contain_text("数控方向")
    box.get_by_role("button", name="全部用我的").click()
    box.get_by_role("button", name="保存选择").click()
    steps.saved(other)
    it.people.students[0]["direction_name"] = "数控方向"


def it_is_submitted_with_a_receipt(it):
    page = it.page
    steps.open_grid(page, it.part)
    sent = {row["student_no"]: row for row in steps.rows_of(page)}
    for number, row in enumerate(it.people.students):
        got = sent[row["student_no"]]
        wrong = {name: (got[name], row.get(name) or "") for name in got if got[name] != (row.get(name) or "")}
        assert not wrong, (number, wrong)
    assert len(sent) == served.STUDENTS
    page.goto(f"/filling/{it.part}/check/")
    page.get_by_role("button", name="校验并提交").click()
    expect(page.locator(".receipt")).to_contain_text(f"{served.STUDENTS:,} 行")
