"""What goes wrong is said plainly, and every answer keeps to itself."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

import shucai.web
from shucai.web import start

WEB = Path(shucai.web.__file__).parent
OWN_FILES = [p for p in WEB.rglob("*") if p.suffix in {".html", ".css", ".js"} and "vendor" not in p.parts]


def test_a_missing_file_is_said_so(visitor):
    answer = visitor.post("/checks/", {})
    assert answer.status_code == 400
    assert "没有收到文件" in answer.content.decode()


def test_an_empty_file_is_said_so(visitor, tmp_path):
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    with empty.open("rb") as stream:
        answer = visitor.post("/checks/", {"file": stream})
    assert answer.status_code == 400
    assert "文件是空的" in answer.content.decode()


def test_a_part_of_a_page_gets_a_line_instead_of_a_page(visitor):
    answer = visitor.post("/checks/", {}, headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "没有收到文件" in answer.content.decode()


def test_what_announces_more_than_the_limit_is_refused_unread(visitor):
    answer = visitor.generic("POST", "/checks/", b"", CONTENT_LENGTH=str(settings.UPLOAD_LIMIT * 2))
    assert answer.status_code == 413
    assert "上限是 100 MB" in answer.content.decode()


def test_a_file_above_the_limit_is_refused(visitor, files, monkeypatch):
    monkeypatch.setattr(settings, "UPLOAD_LIMIT", 1000)
    with (files / "clean.xlsx").open("rb") as stream:
        answer = visitor.post("/checks/", {"file": stream})
    assert answer.status_code == 413


def test_a_form_from_elsewhere_is_refused_with_words(files):
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    with (files / "clean.xlsx").open("rb") as stream:
        answer = strict.post("/checks/", {"file": stream})
    assert answer.status_code == 403
    assert "没有收下这次提交" in answer.content.decode()
    told = strict.post("/checks/", headers={"Referer": "http://localhost/review/7/?slice=all"})
    assert 'href="/review/7/?slice=all"' in told.content.decode()


def test_a_fault_of_ours_shows_no_detail(visitor, monkeypatch):
    def fail():
        raise RuntimeError("a detail nobody outside may see")

    monkeypatch.setattr(start, "current_forms", fail)
    visitor.raise_request_exception = False
    answer = visitor.get("/new/")
    assert answer.status_code == 500
    assert "系统出错了" in answer.content.decode()
    assert "a detail" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/account/logout/", "/people/1/close/", "/checks/x/delete/"])
def test_an_address_that_only_takes_forms_says_so_where_it_is_opened(visitor, path):
    answer = visitor.get(path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "这一步不能直接打开" in answer.content.decode()


def test_what_is_not_found_speaks_of_uploads_only_where_they_are(visitor):
    assert "只有上传的浏览器能看" in visitor.get("/checks/unknown/").content.decode()
    assert "只有上传的浏览器能看" not in visitor.get("/people/987654/").content.decode()


def test_a_name_of_another_host_is_refused(visitor):
    assert Client(SERVER_NAME="evil.example", raise_request_exception=False).get("/").status_code == 400


@pytest.mark.parametrize("path", ["/new/", "/forms/", "/forms/1.4.1/", "/nix/", "/healthz"])
def test_every_answer_carries_the_headers_that_keep_it_to_itself(visitor, path):
    headers = visitor.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_health_is_answered_without_a_session():
    answer = Client(SERVER_NAME="localhost").get("/healthz")
    assert answer.json() == {"status": "ok"}
    assert not answer.cookies


def test_reading_the_catalogue_writes_a_session_once_a_minute_at_most(visitor):
    assert settings.SESSION_COOKIE_NAME in visitor.get("/forms/").cookies  # when the visitor was seen
    assert settings.SESSION_COOKIE_NAME not in visitor.get("/forms/").cookies


def test_cookies_cannot_be_read_by_scripts_or_sent_from_elsewhere(check, visitor):
    check("clean.xlsx")
    cookie = visitor.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda path: path.name)
def test_our_files_hold_no_inline_code_and_name_no_other_site(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert not re.search(r"""(src|href|action)=["']?(https?:)?//""", text)
    assert not re.search(r"@import|url\(\s*['\"]?https?:", text)
    if path.suffix == ".html":
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", text)


def test_every_icon_of_a_page_is_in_the_sprite():
    sprite = (WEB / "static/vendor/icons.svg").read_text(encoding="utf-8")
    there = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    used = {
        name
        for path in WEB.rglob("*.html")
        for name in re.findall(r'{% (?:icon|tag "[^"]+") "([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert used
    assert used <= there, used - there
