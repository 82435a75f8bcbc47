"""Fetch the third-party files of the pages and of their tests; prove they are those recorded in vendor.lock.json.

Needed only when a version or the list of icons changes; the committed copies are used, without Node.

    python tools/vendor.py           fetch the recorded versions again and compare every byte
    python tools/vendor.py --check   compare the committed files with the record, without a network
    python tools/vendor.py --lock    fetch and record anew, after editing versions or icons
"""

import argparse
import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "src/shucai/web/static/vendor", ROOT / "tests/browser/vendor")
LOCK = "vendor.lock.json"
SPRITE = "@sprite"


class Mismatch(Exception):
    """A fetched or committed file is not the recorded one."""


def main() -> None:
    """Fetch, check or record, as the command line says."""
    parser = argparse.ArgumentParser(description="取回并核对页面所用的第三方文件")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--check", action="store_true", help="离线核对已提交的文件")
    which.add_argument("--lock", action="store_true", help="取回后重新记录校验值")
    options = parser.parse_args()
    for folder in FOLDERS:
        lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
        try:
            if options.check:
                compare_committed(folder, lock)
            else:
                fetch_all(folder, lock, relock=options.lock)
        except Mismatch as problem:
            sys.exit(str(problem))
        if options.lock:
            (folder / LOCK).write_text(
                json.dumps(lock, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )


def compare_committed(folder: Path, lock: dict[str, Any]) -> None:
    """Compare the committed files with the record, both ways. Raises Mismatch naming the files."""
    recorded = {file["to"]: file["sha256"] for package in lock["packages"] for file in package["files"]}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {LOCK}
    wrong = [
        name for name in sorted(recorded) if name not in there or digest(folder / name) != recorded[name]
    ]
    wrong += sorted(there - set(recorded))
    if wrong:
        raise Mismatch(f"{folder.relative_to(ROOT)} 与清单不符：{'、'.join(wrong)}")


def fetch_all(folder: Path, lock: dict[str, Any], *, relock: bool) -> None:
    """Fetch every package of the record and write its listed files."""
    for package in lock["packages"]:
        with tempfile.TemporaryDirectory() as place:
            archive = fetch(package["name"], package["version"], Path(place))
            hold(package, "integrity", integrity(archive), f"{package['name']} 的包", relock=relock)
            with tarfile.open(archive) as opened:
                read = member_reader(opened)
                for file in package["files"]:
                    content = sprite(read, lock["icons"]) if file["from"] == SPRITE else read(file["from"])
                    hold(file, "sha256", hashlib.sha256(content).hexdigest(), file["to"], relock=relock)
                    write(folder / file["to"], content, package)


def write(target: Path, content: bytes, package: dict[str, Any]) -> None:
    """Write one file of a package."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    print(f"{package['name']}@{package['version']}  {target.name}  {len(content):,} B")


def hold(record: dict[str, Any], key: str, found: str, what: str, *, relock: bool) -> None:
    """Record what was found, or hold it against the record. Raises Mismatch."""
    if relock:
        record[key] = found
    elif record.get(key) != found:
        raise Mismatch(f"{what}与清单不符")


def fetch(name: str, version: str, folder: Path, npm: str = "npm") -> Path:
    """Download one exact version through the package client and return its archive."""
    command = [npm, "pack", f"{name}@{version}", "--silent", "--pack-destination", str(folder)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return folder / printed.strip().splitlines()[-1]


def member_reader(archive: tarfile.TarFile) -> Callable[[str], bytes]:
    """Return a function that reads a file of the package by its path."""

    def read(path: str) -> bytes:
        member = archive.extractfile(f"package/{path}")
        if member is None:
            raise Mismatch(f"包里没有文件 {path}")
        return member.read()

    return read


def sprite(read: Callable[[str], bytes], icons: list[str]) -> bytes:
    """Return one SVG with a symbol for each named outline icon, all on a 24 × 24 field."""
    drawings = {name: outline(read(f"icons/outline/{name}.svg").decode()) for name in sorted(icons)}
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>' for name, drawing in drawings.items()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'.encode()


def outline(svg: str) -> str:
    """Return the shapes of an icon without frame, comments and the empty path that only sets its bounds."""
    bare = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    inner = re.search(r"<svg[^>]*>(.*)</svg>", bare, re.DOTALL)
    if inner is None:
        raise Mismatch("图标文件里没有 <svg>")
    shapes = re.sub(r'<path stroke="none"[^>]*/>', "", inner.group(1))
    return re.sub(r"\s+", " ", shapes).strip()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def integrity(archive: Path) -> str:
    """Return the digest of a package in the form registries publish."""
    return "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()


if __name__ == "__main__":
    main()
