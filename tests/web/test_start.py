"""The start page and the frame of all pages."""

import re

from shucai.web.catalogue import queries


def test_the_start_page_offers_a_place_for_a_file_and_every_form(visitor):
    page = visitor.get("/new/").content.decode()
    assert 'type="file"' in page
    assert page.count("<option value=") == len(queries.current_forms())
    assert "90" in page
    assert "119" in page


def test_a_form_brought_along_is_chosen(visitor):
    page = visitor.get("/new/", {"form": "1.4.1"}).content.decode()
    assert 'value="1.4.1 校内教师基本信息表"' in page
    assert "校验 1.4.1 校内教师基本信息表" in page


def test_every_page_has_one_heading_a_title_and_a_way_past_the_navigation(visitor):
    for path in (
        "/new/",
        "/forms/",
        "/forms/1.4.1/",
        "/codes/",
        "/codes/ethnicity/",
        "/departments/",
        "/checks/",
    ):
        page = visitor.get(path).content.decode()
        assert len(re.findall("<h1", page)) == 1, path
        assert re.search("<title>[^<·]+ · 数采</title>", page), path
        assert 'href="#main"' in page
        assert 'lang="zh-CN"' in page


def test_static_files_are_served_with_hashed_names_for_a_year(visitor):
    page = visitor.get("/new/").content.decode()
    for path in re.findall(r'(?:href|src)="(/static/[^"#]+)', page):
        answer = visitor.get(path)
        assert answer.status_code == 200, path
        assert re.search(r"\.[0-9a-f]{12}\.", path), path
        assert "max-age=315360000" in answer.headers["Cache-Control"]
