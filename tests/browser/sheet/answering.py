"""The addresses of a kept return, answered to a browser without any server."""

import json
import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from shucai.web.middleware import CONTENT_POLICY
from tests.browser.sheet.kept import LISTS, KeptReturn

STATIC = Path(__file__).parents[3] / "src/shucai/web/static"
ORIGIN = "http://localhost"
PAGE = f"{ORIGIN}/filling/7/"
STYLES = (
    "vendor/bootstrap.min.css",
    "css/theme.css",
    "css/shell.css",
    "css/parts.css",
    "css/sheet.css",
    "css/desk.css",
)


def document(kept: KeptReturn) -> str:
    """Return the page as the template gives it, the head above the grid left out."""
    links = "".join(f'<link rel="stylesheet" href="/static/{style}">' for style in STYLES)
    setup = json.dumps(kept.setup(), ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<!doctype html><html lang="zh-CN" data-bs-theme="light"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>在校生基础信息表</title>{links}</head>'
        f'<body class="mini"><header class="appbar"><a class="brand" href="/">数采</a></header><main class="page fill">'
        f"<h1>0.1.5 在校生基础信息表</h1>{kept.note}"
        f'<input type="hidden" name="csrfmiddlewaretoken" value="token">'
        f'<div id="filling" class="pc-only" data-icons="/static/vendor/icons.svg"></div></main>'
        f'<script type="application/json" id="sheet-setup">{setup}</script>'
        f'<script src="/static/js/filling/page.js" type="module"></script></body></html>'
    )


class Answering:
    """Answers the requests of one browser context."""

    def __init__(self, kept: KeptReturn) -> None:
        """Keep what is asked and whether the line is cut."""
        self.kept = kept
        self.cut: set[str] = set()
        self.lost_answers = 0

    def __call__(self, route: Any) -> None:
        """Answer one request."""
        asked = urlsplit(route.request.url)
        name = asked.path.removeprefix("/filling/7/").strip("/")
        if asked.path.startswith("/static/"):
            path = STATIC / asked.path.removeprefix("/static/")
            route.fulfill(body=path.read_bytes(), content_type=mimetypes.guess_type(path)[0] or "text/plain")
        elif asked.path.startswith("/codes/"):
            self.json(route, {"title": "代码表", "items": LISTS[asked.path.split("/")[2]]})
        elif not name:
            route.fulfill(
                body=document(self.kept),
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": CONTENT_POLICY},
            )
        elif name in self.cut:
            route.abort()
        else:
            self.part(route, name, dict(parse_qsl(asked.query)))

    def part(self, route: Any, name: str, query: dict[str, str]) -> None:
        """Answer what is asked of the part."""
        self.kept.asked.append((name, query))
        body = route.request.post_data_json if route.request.method == "POST" else None
        if name in self.kept.answers:
            status, answer = self.kept.answers[name]
            self.kept.posted.append((name, body or query))
            return self.json(route, answer, status)
        answer = self.answer(name, query, body)
        if name == "save" and self.lost_answers:
            self.lost_answers -= 1
            return route.abort()
        return self.json(route, answer)

    def answer(self, name: str, query: dict[str, str], body: Any) -> dict[str, Any]:
        """Return the answer to a question by name."""
        kept = self.kept
        if name == "save":
            return kept.save(body)
        if body is not None and name != "presence":
            kept.posted.append((name, body))
        answers = {"rows": kept.block, "find": kept.found, "values": kept.values}
        plain = {
            "changes": kept.news or {"revision": kept.revision, "rows": [], "gone": []},
            "presence": {"others": kept.others},
            "findings": {
                "revision": kept.revision,
                "at": "2024-09-04T14:32:00",
                "stale": False,
                "counts": {},
                "rules": kept.rules,
                "skipped": 0,
            },
        }
        return answers[name](query) if name in answers else plain.get(name, {})

    def json(self, route: Any, answer: dict[str, Any], status: int = 200) -> None:
        """Answer with JSON."""
        route.fulfill(
            status=status, body=json.dumps(answer, ensure_ascii=False), content_type="application/json"
        )
