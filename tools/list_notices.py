"""List the third-party parts of the product in THIRD-PARTY.md: Python packages at run time, vendored files of the pages.

    python tools/list_notices.py           write the list
    python tools/list_notices.py --check   fail where the committed list is not what would be written

Which packages: the closure of our dependencies in uv.lock on a reference platform, so that development tools and the
machine at hand change nothing. Which licence: what the installed package declares, as pip-licenses reads it.
"""

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.markers import Marker
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "THIRD-PARTY.md"
VENDOR = Path("src/shucai/web/static/vendor")
REFERENCE = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "platform_release": "",
    "platform_system": "Linux",
    "platform_version": "",
    "python_full_version": "3.11.0",
    "python_version": "3.11",
    "sys_platform": "linux",
}

HEAD = """\
# 第三方组成部分 / Third-party parts

<!-- 由 tools/list_notices.py 生成，请运行 make docs。Written by tools/list_notices.py; run `make docs`. -->

数采自身以 Apache-2.0 发布（[LICENSE](LICENSE)）。运行时用到下列组成部分，各依其许可。
The product is published under Apache-2.0; at run time it uses the following parts under their own licences.
"""


class Missing(Exception):
    """A package of the lock file that is not installed, or in another version; the message names it."""


def main() -> None:
    """Write the list, or compare it."""
    parser = argparse.ArgumentParser(description="列出第三方组成部分及其许可")
    parser.add_argument("--check", action="store_true", help="只比较，不写")
    options = parser.parse_args()
    try:
        listed = notices(ROOT)
    except Missing as problem:
        sys.exit(str(problem))
    if not options.check:
        NOTICES.write_text(listed, encoding="utf-8")
    elif not NOTICES.exists() or NOTICES.read_text(encoding="utf-8") != listed:
        sys.exit("THIRD-PARTY.md 过时了：请运行 make docs")


def notices(root: Path) -> str:
    """Return the text of the list. Raises Missing."""
    lock = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))
    vendored = json.loads((root / VENDOR / "vendor.lock.json").read_text(encoding="utf-8"))
    python = table("Python", package_rows(runtime_closure(lock), declared()))
    pages = table("网页所附 / Vendored for the pages", vendored_rows(vendored))
    return "\n".join([HEAD, python, pages])


def table(title: str, rows: Iterator[tuple[str, str, str, str]]) -> str:
    """Return a section with one row a part."""
    head = ["| 名称 name | 版本 version | 许可 licence | 来处 where |", "|---|---|---|---|"]
    return "\n".join([f"## {title}", "", *head, *(f"| {' | '.join(row)} |" for row in rows), ""])


def runtime_closure(lock: dict[str, Any]) -> dict[str, str]:
    """Return name -> version of everything our package needs at run time on the reference platform."""
    packages = {package["name"]: package for package in lock["package"]}
    found: dict[str, str] = {}
    waiting = [("shucai", frozenset[str]())]
    while waiting:
        name, extras = waiting.pop()
        for needed in needs(packages[name], extras):
            if needed["name"] not in found and applies(needed):
                found[needed["name"]] = packages[needed["name"]]["version"]
                waiting.append((needed["name"], frozenset(needed.get("extra", ()))))
    return dict(sorted(found.items()))


def needs(package: dict[str, Any], extras: frozenset[str]) -> list[dict[str, Any]]:
    """Return the dependencies of a locked package, those of its wanted extras included."""
    optional = package.get("optional-dependencies", {})
    return [*package.get("dependencies", ()), *(d for extra in sorted(extras) for d in optional[extra])]


def applies(dependency: dict[str, Any]) -> bool:
    """Return whether a dependency holds on the reference platform."""
    marker = dependency.get("marker")
    return marker is None or Marker(marker).evaluate(REFERENCE)


def declared() -> dict[str, dict[str, str]]:
    """Return what the installed packages declare of themselves, by canonical name."""
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--with-urls", "--from=mixed"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {canonicalize_name(entry["Name"]): entry for entry in json.loads(printed)}


def package_rows(
    closure: dict[str, str], installed: dict[str, dict[str, str]]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield a row a Python package. Raises Missing where the environment is not the locked one."""
    for name, version in closure.items():
        entry = installed.get(canonicalize_name(name))
        if entry is None or entry["Version"] != version:
            raise Missing(f"环境里没有 {name} {version}：请先执行 uv sync --frozen")
        yield name, version, entry["License"], entry["URL"]


def vendored_rows(lock: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield a row a package of which files are committed with the pages, with its licence text linked."""
    for package in lock["packages"]:
        text = next(f["to"] for f in package["files"] if f["to"].startswith("licences/"))
        licence = f"[{package['licence']}]({VENDOR.as_posix()}/{text})"
        yield package["name"], package["version"], licence, f"https://www.npmjs.com/package/{package['name']}"


if __name__ == "__main__":
    main()
