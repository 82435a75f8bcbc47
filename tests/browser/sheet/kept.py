"""A return that a test keeps in memory and that answers as the pages of a part answer."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

FIELDS = (
    ("student_no", "学号", "学生", "string", None, False, "", 110),
    ("name", "姓名", "学生", "string", None, False, "", 90),
    ("sex", "性别", "身份信息", "string", "sex", False, "", 90),
    ("born_on", "出生日期", "身份信息", "date", None, False, "", 110),
    ("id_number", "身份证件号", "身份信息", "string", None, False, "由公安部门核发，不在此修改", 170),
    ("major", "专业", "学籍信息", "string", "major", False, "", 190),
    ("skills", "技能证书", "学籍信息", "string", "skill", True, "", 190),
    ("score", "成绩", "学籍信息", "number", None, False, "", 90),
)
LISTS = {
    "sex": [["1", "男", "n", 1], ["2", "女", "n", 1]],
    "major": [
        ["460301", "机电一体化技术", "jdythjs", 1],
        ["510203", "软件技术", "rjjs", 1],
        ["500405", "空中乘务", "kzcw", 1],
    ],
    "skill": [["01", "钳工", "qg", 1], ["02", "焊工", "hg", 1], ["03", "电工", "dg", 1]],
}
NAMES = ("例远", "例平", "例浩", "例婷", "例怡")


@dataclass
class Row:
    """A row as the server has it."""

    uid: str
    cells: list[str]
    version: int = 1
    state: str = "formal"
    locked: dict[str, str] = field(default_factory=dict)


def uid_of(number: int) -> str:
    """Return the uid of the row with a number at the start."""
    return f"{number:032x}"


class KeptReturn:
    """Rows of a return and what was asked of it."""

    def __init__(self, rows: int = 40, extra_fields: int = 0) -> None:
        """Make so many rows; extra fields are plain text columns at the end."""
        self.fields = [
            *FIELDS,
            *((f"extra{n}", f"附加{n}", "附加", "string", None, False, "", 120) for n in range(extra_fields)),
        ]
        self.names = [one[0] for one in self.fields]
        self.rows = [Row(uid_of(n + 1), self.texts(n, extra_fields)) for n in range(rows)]
        self.revision = 1
        self.saves: list[dict[str, Any]] = []
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.done: dict[tuple[str, int], dict[str, Any]] = {}
        self.conflicts: list[dict[str, Any]] = []
        self.refuses: dict[tuple[str, str | None], str] = {}
        self.seal = "c2h1Y2FpIGtlZXBzIHdoYXQgd2FzIHR5cGVkIDAwMDA="
        self.locked = self.note = ""
        self.reopen: dict[str, Any] | None = None
        self.state = {"value": "not_started", "words": "未开始", "look": "s-none", "sign": "circle-dashed"}
        self.others: list[dict[str, Any]] = []
        self.away: dict[str, Row] = {}
        self.news: dict[str, Any] = {}
        self.rules: list[dict[str, Any]] = []
        self.posted: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, tuple[int, dict[str, Any]]] = {}

    @staticmethod
    def texts(n: int, extra: int) -> list[str]:
        """Return the cells of a row."""
        start = [
            f"24{n:06}",
            NAMES[n % 5],
            "12"[n % 2],
            "2006-02-19",
            f"32059920060219{n:04}",
            "460301",
            "01;03",
            str(n % 60),
        ]
        return [*start, *(f"值{n}-{m}" for m in range(extra))]

    def setup(self) -> dict[str, Any]:
        """Return what the page is given."""
        keys = ("name", "title", "group", "type", "list", "multi", "readonly", "width")
        base = "/filling/7/"
        paths = ("rows", "find", "values", "save", "changes", "presence", "findings", "cell")
        urls = {name: f"{base}{name}/" for name in paths}
        urls |= {
            verb: f"{base}findings/{verb}/" for verb in ("explain", "unexplain", "tick", "dispute", "fix")
        }
        urls["ask"] = f"{base}cell/ask/"
        return {
            "part": 7,
            "form": "talent.0.1.5",
            "base": base,
            "person": {"id": 3, "name": "例甲"},
            "locked": self.locked,
            "reopen": self.reopen,
            "state": self.state,
            "seal": self.seal,
            "total": len(self.rows),
            "revision": self.revision,
            "frozen": 2,
            "can": {"add": True, "remove": True, "explain": True, "dispute": True},
            "fields": [
                dict(zip(keys, one, strict=True), required=one[0] == "name", kind="text", unit=None, hint="")
                for one in self.fields
            ],
            "lists": {name: f"/codes/{name}/" for name in LISTS},
            "urls": urls,
        }

    def text(self, row: int, name: str) -> str:
        """Return what the server has in a cell; rows count from 0."""
        return self.rows[row].cells[self.names.index(name)]

    def raw(self, row: Row) -> list[Any]:
        """Return a row as it is sent."""
        return [row.uid, row.version, row.state, self.rows.index(row) + 1, row.cells, row.locked or 0]

    def find(self, uid: str) -> Row:
        """Return the row with a uid."""
        return next(row for row in self.rows if row.uid == uid)

    def narrowed(self, query: dict[str, str]) -> list[Row]:
        """Return the rows that a query leaves, in its order."""
        rows = [row for row in self.rows if query.get("find", "") in "\n".join(row.cells)]
        for rule in json.loads(query.get("q") or "[]"):
            rows = [row for row in rows if self.holds(row, rule)]
        sort = query.get("sort", "")
        if sort:
            at = self.names.index(sort.lstrip("-"))
            rows.sort(key=lambda row: row.cells[at], reverse=sort.startswith("-"))
        return rows

    def block(self, query: dict[str, str]) -> dict[str, Any]:
        """Return the rows from an offset on."""
        rows, offset = self.narrowed(query), int(query["offset"])
        wanted = rows[offset : offset + int(query["limit"])]
        return {"revision": self.revision, "total": len(rows), "rows": [self.raw(row) for row in wanted]}

    def found(self, query: dict[str, str]) -> dict[str, Any]:
        """Return where a text stands."""
        at = [
            [number, row.uid, name]
            for number, row in enumerate(self.rows, 1)
            for name, text in zip(self.names, row.cells, strict=True)
            if query["text"] in text
        ]
        return {"total": len(at), "at": at[:1000]}

    def values(self, query: dict[str, str]) -> dict[str, Any]:
        """Return the codes of a column with how often they occur."""
        at = self.names.index(query["field"])
        counts = Counter(row.cells[at] for row in self.narrowed(query))
        return {"values": counts.most_common(), "more": 0}

    def holds(self, row: Row, rule: dict[str, Any]) -> bool:
        """Return whether a row passes a filter."""
        if rule["field"] is None:
            return any(found["uid"] == row.uid for one in self.rules for found in one["rows"])
        text = row.cells[self.names.index(rule["field"])]
        return {
            "is": text == rule.get("value"),
            "contains": rule.get("value", "") in text,
            "one_of": text in rule.get("value", "").split(";"),
            "blank": not text,
        }[rule["op"]]

    def save(self, body: dict[str, Any]) -> dict[str, Any]:
        """Take a save; one that came before has no effect and the same answer."""
        self.saves.append(body)
        key = (body["client"], body["seq"])
        if key not in self.done:
            self.revision += 1
            self.done[key] = self.taken(body)
        return self.done[key]

    def taken(self, body: dict[str, Any]) -> dict[str, Any]:
        """Change the rows as a save says."""
        sent = {row["uid"]: row for row in body["edits"]}
        conflicts = [
            {**one, "mine": sent[one["uid"]]["cells"]}
            for one in self.conflicts
            if one["uid"] in sent and sent[one["uid"]]["version"] != one["version"]
        ]
        stale = {one["uid"] for one in conflicts}
        saved, refused = [*self.added(body["added"]), *self.back(body["restored"])], []
        for edit in body["edits"]:
            if (edit["uid"], None) in self.refuses:
                message = self.refuses[edit["uid"], None]
                refused.append({"uid": edit["uid"], "field": None, "message": message})
            if edit["uid"] in stale or (edit["uid"], None) in self.refuses:
                continue
            row = self.find(edit["uid"])
            for name, text in edit["cells"].items():
                if (edit["uid"], name) in self.refuses:
                    refused.append(
                        {"uid": edit["uid"], "field": name, "message": self.refuses[edit["uid"], name]}
                    )
                else:
                    row.cells[self.names.index(name)] = text
            row.version, row.state = row.version + 1, "changed" if row.state == "formal" else row.state
            saved.append(self.told(row))
        saved += self.gone(body["removed"])
        return {
            "revision": self.revision,
            "before": self.revision - 1,
            "saved": saved,
            "conflicts": conflicts,
            "refused": refused,
            "findings": {},
            "counts": {},
            "state": self.state,
        }

    def told(self, row: Row) -> dict[str, Any]:
        """Return how a saved row is told."""
        return {"uid": row.uid, "version": row.version, "state": row.state, "cells": {}}

    def added(self, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Put new rows behind their neighbours."""
        for new in rows:
            at = 0 if new["after"] is None else self.rows.index(self.find(new["after"])) + 1
            row = Row(new["uid"], [new["cells"].get(name, "") for name in self.names], state="added")
            self.rows.insert(at, row)
            yield self.told(row)

    def gone(self, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Mark rows as removed, drop those nobody accepted yet."""
        for one in rows:
            row = self.find(one["uid"])
            row.version += 1
            if row.state == "added":
                self.away[row.uid] = row
                self.rows.remove(row)
            row.state = "removed"
            yield self.told(row)

    def back(self, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Restore removed rows."""
        for one in rows:
            row = self.away.pop(one["uid"], None) or self.find(one["uid"])
            if row not in self.rows:
                self.rows.append(row)
            row.version, row.state = row.version + 1, "formal"
            yield self.told(row)
