"""The catalogue as an earlier process proved it, kept beside its files as Python keeps compiled modules there.

It is named after everything it came from: each file of the folder, the code that reads and proves it as it was when this
process began, what that code builds on. What is torn is not read; where nothing can be written, nothing is kept.
"""

import contextlib
import pickle
import sys
from hashlib import sha256
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from secrets import token_hex

from shucai.adapters.catalogue_files.load import DATA, load_catalogue, nothing_collected
from shucai.domain.catalogue import Catalogue

PACKAGE = Path(__file__).resolve().parents[2]
CODE = ("domain", "adapters/catalogue_files")  # whatever takes part in reading and proving
BELOW = (sys.version, *map(version, ("polars", "sqlglot", "PyYAML")))
DIGEST = sha256().digest_size
OWN = f"catalogue.{sys.implementation.cache_tag}."  # another Python has its own, as it has compiled modules


def _digest_of(root: Path, pattern: str) -> str:
    """Return a hash of the names and bytes of files."""
    told = sha256()
    for path in sorted(root.rglob(pattern)):
        if path.is_file() and "__pycache__" not in path.parts:
            told.update(f"\n{path.relative_to(root)} {path.stat().st_size}\n".encode())
            told.update(path.read_bytes())
    return told.hexdigest()


# What runs here is the code as it is now, whatever is put in its place while the process goes on.
RUNNING = tuple(_digest_of(PACKAGE / part, "*.py") for part in CODE)


def kept_catalogue(folder: Path = DATA) -> Catalogue:
    """Return what ``load_catalogue`` returns, without reading and proving anew what has not changed. Raises BadDefinition."""
    origin = _origin_of(folder)
    beside = Path(cache_from_source(str(folder / "catalogue.py"))).parent
    path = beside / f"{OWN}{origin}.pickle"
    kept = _read(path)
    if kept is not None:
        return kept
    loaded = load_catalogue(folder)
    if _origin_of(folder) == origin:  # else it may hold what was changed while it was read, or not
        _keep(loaded, path)
    return loaded


def _origin_of(folder: Path) -> str:
    """Return a hash of everything that a catalogue comes from."""
    told = (str(folder.resolve()), _digest_of(folder, "*"), *RUNNING, *BELOW)
    return sha256(repr(told).encode()).hexdigest()


def _read(path: Path) -> Catalogue | None:
    """Return the catalogue that is kept, or None where there is none or not all of it."""
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    digest, packed = whole[:DIGEST], whole[DIGEST:]
    if sha256(packed).digest() != digest:
        return None
    with nothing_collected():
        # as trustworthy as the compiled modules beside it: who may write here may change the program itself
        kept: Catalogue = pickle.loads(packed)  # noqa: S301
    return kept


def _keep(catalogue: Catalogue, path: Path) -> None:
    """Keep it for those who come after, in one stroke, and only for as long as nothing changes."""
    if sys.dont_write_bytecode:
        return
    packed = pickle.dumps(catalogue, pickle.HIGHEST_PROTOCOL)
    written = path.with_name(f"{path.name}.{token_hex(8)}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            written.write_bytes(sha256(packed).digest() + packed)
            written.replace(path)
        finally:
            written.unlink(missing_ok=True)
        for other in path.parent.glob(
            f"{OWN}*"
        ):  # older ones, and what was being written as a process was killed
            if other != path:
                other.unlink(missing_ok=True)
