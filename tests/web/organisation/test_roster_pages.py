"""The roster in the browser: template, check, preview, commit, slips."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shucai.apps.organisation.models import Person
from shucai.domain.roster import COLUMNS
from tests.builders.jobs import work_all
from tests.builders.organisation import STUDENTS, TEACHING
from tests.web.organisation.conftest import browser_of, words

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30


def template(browser, query: str = "") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(browser.get(f"/roster/template.xlsx{query}").content))


def filled(browser, *rows: dict[str, str]) -> SimpleUploadedFile:
    """Return the template with rows typed below the titles, as somebody fills it."""
    book = template(browser)
    for number, row in enumerate(rows, start=2):
        for column, one in enumerate(COLUMNS, start=1):
            book.worksheets[0].cell(number, column, row.get(one.key) or None)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("全校名册.xlsx", out.getvalue())


def someone(**texts: str) -> dict[str, str]:
    return {"staff_no": "A1001", "name": "陈例", "unit": TEACHING, "role": "填报人"} | texts


def upload(browser, *rows: dict[str, str]) -> str:
    answer = browser.post("/roster/", {"file": filled(browser, *rows)})
    assert answer.status_code == 303, words(answer)
    return answer.headers["Location"]


def confirm(browser, page: str):
    shown = browser.get(page).content.decode()
    fingerprint = re.search(r'name="fingerprint" value="([^"]+)"', shown)[1]
    return browser.post(f"{page}apply/", {"fingerprint": fingerprint})


def brought_in(browser, page: str) -> str:
    """Confirm a roster, let a worker do it, and return the page that tells how it ended."""
    followed = confirm(browser, page).headers["Location"]
    work_all()
    return followed


def test_the_template_offers_departments_and_roles(house, lead):
    book = template(lead)
    lists = book["选项"]
    units = [cell.value for cell in lists["A"]]
    roles = [cell.value for cell in lists["B"] if cell.value]
    assert "科技服务处（教师工作处）" in units
    assert "填报人" in roles
    assert "系统管理员" not in roles
    assert [cell.value for cell in book.worksheets[0][1]] == [column.title for column in COLUMNS]


def test_the_people_there_are_can_be_downloaded_and_change_nothing(house, lead):
    house.reporter(STUDENTS, forms=frozenset({"talent.0.1.5"}))
    house.head(STUDENTS)
    content = lead.get("/roster/template.xlsx?rows=current").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.worksheets[0].delete_rows(
        next(row[0].row for row in book.worksheets[0] if row[4].value == "系统管理员")
    )
    out = io.BytesIO()
    book.save(out)
    page = lead.post("/roster/", {"file": SimpleUploadedFile("现有.xlsx", out.getvalue())}).headers[
        "Location"
    ]
    assert "名册里的内容系统里都有" in words(lead.get(page))


def test_a_file_is_looked_through_shown_and_then_brought_in(house, lead, django_assert_max_num_queries):
    page = upload(
        lead, someone(), someone(role="主管领导"), someone(staff_no="A1002", name="王例", role="部门负责人")
    )
    with django_assert_max_num_queries(MOST_QUERIES):
        text = words(lead.get(page))
    assert "3 行：新增 3、修改 0、不变 0、有错 0" in text
    assert not Person.objects.filter(staff_no="A1001").exists()
    ended = lead.get(brought_in(lead, page))
    assert "名册已导入：新增 2 人、3 个角色" in words(ended)
    slips = lead.post(re.search(r'action="(/people/slips/[^"]+)"', ended.content.decode())[1])
    passwords = re.findall(r'secret">([^<]+)<', slips.content.decode())
    assert len(passwords) == 2
    assert Person.objects.get(staff_no="A1001").check_password(passwords[0])
    assert lead.get(page).status_code == 404


def test_the_same_file_again_says_that_all_is_there(house, lead):
    brought_in(lead, upload(lead, someone()))
    text = words(lead.get(upload(lead, someone())))
    assert "名册里的内容系统里都有" in text
    assert "确认导入" not in text


def test_wrong_cells_are_listed_and_marked_in_the_file(house, lead):
    page = upload(lead, someone(role="填报员"), someone(staff_no="A1002", unit="教学管里处"))
    answer = lead.get(page)
    text = words(answer)
    assert answer.status_code == 422
    assert "E2 角色 填报员 没有角色“填报员”" in text
    assert "是不是：教学管理处" in text
    assert "确认导入" not in text
    marked = openpyxl.load_workbook(io.BytesIO(lead.get(f"{page}annotated.xlsx").content))
    assert "没有角色“填报员”" in marked.worksheets[0]["E2"].comment.text
    assert "是不是：教学管理处" in marked.worksheets[0]["D3"].comment.text


def test_a_faulty_roster_cannot_be_forced(house, lead):
    page = upload(lead, someone(), someone(staff_no="A1002", role="填报员"))
    answer = lead.post(f"{page}apply/", {"fingerprint": "x"})
    assert (answer.status_code, "一行也没有导入" in words(answer)) == (422, True)
    assert not Person.objects.filter(staff_no="A1001").exists()


def test_what_changed_meanwhile_is_asked_again(house, lead):
    page = upload(lead, someone())
    answer = lead.post(f"{page}apply/", {"fingerprint": "of an earlier look"})
    assert "请再检查一次" in words(answer)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("名册.xlsx", b"PK\x03\x04" + bytes(200), "无法读取|不是可以读取|中止|另存为"),
        ("名册.csv", "一,二\n甲,乙\n".encode(), "没有找到表头"),
        ("名册.csv", "工号,姓名,部门\nT1,甲,乙\n".encode(), "缺少角色列"),
    ],
)
def test_a_file_that_is_no_roster_says_what_to_do(lead, name, content, reason):
    page = lead.post("/roster/", {"file": SimpleUploadedFile(name, content)}).headers["Location"]
    answer = lead.get(page)
    assert answer.status_code == 422
    assert re.search(reason, words(answer))


def test_no_file_is_said(lead):
    answer = lead.post("/roster/", {})
    assert (answer.status_code, "没有收到文件" in words(answer)) == (422, True)


def test_a_roster_is_its_bringers_alone(house, lead):
    page = upload(lead, someone())
    other = browser_of(house.administrator)
    assert [other.get(page).status_code, other.get("/roster/0000/").status_code] == [404, 404]
    assert browser_of(house.head()).get("/roster/").status_code == 403


def test_slips_are_offered_until_they_were_looked_at(house, lead):
    page = brought_in(lead, upload(lead, someone()))
    assert "的初始密码还没有看" in words(lead.get("/roster/"))
    slips = re.search(r'action="(/people/slips/[^"]+)"', lead.get(page).content.decode())[1]
    assert browser_of(house.administrator).post(slips).status_code == 404
    assert "陈例" in words(lead.post(slips))
    assert "的初始密码还没有看" not in words(lead.get("/roster/"))
    assert "显示过" in words(lead.get(page))
    again = lead.post(slips, follow=True)
    assert "这批初始密码已经显示过一次" in words(again)


def test_a_person_sees_what_a_roster_did_to_them(house, lead):
    brought_in(lead, upload(lead, someone(), someone(staff_no="A1002", name="王例", role="部门负责人")))
    person = Person.objects.get(staff_no="A1001")
    text = words(lead.get(f"/people/{person.pk}/"))
    assert f"新建账号；授予 填报人 · {TEACHING} · " in text
    assert "文件：全校名册.xlsx" in text
    assert "授予 部门负责人" not in text
