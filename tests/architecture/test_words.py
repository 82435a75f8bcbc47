"""Nothing in the repository speaks of the workplace it was made in: no machine's paths, no tools of the makers.

The words stand here as digests, so that this page does not contain what it forbids.
"""

import hashlib
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME_PATH = re.compile(r"(?<![\w.])/(?:home|root|Users|opt|mnt|work|tmp)/[a-z]")
DATA = (
    "uv.lock",
    "src/shucai/web/static/vendor/",
    "src/shucai/catalogue/codes/standards/",
    "tests/reference/",
)
FORBIDDEN = frozenset(
    {
        "31a85e22a24a7a4f",
        "3ea125d0bff386e6",
        "487b91042c7cf27a",
        "549eb0447cc9d1d1",
        "57de4cf40144bdf7",
        "5eff592cc497fccb",
        "60965168ce762e94",
        "6ccbbb18079afa99",
        "7d3194f79e645c42",
        "94a168d2da574b00",
        "c70eca6b0f88f44d",
        "c857d09db23e6822",
        "d298391b07433318",
        "e16202309c921807",
        "ee662f0a4316976d",
    }
)


def digest(phrase: str) -> str:
    return hashlib.sha256(phrase.encode()).hexdigest()[:16]


def phrases(text: str) -> Iterator[str]:
    """Yield the words of a text and every two that follow each other, in small letters."""
    words = re.findall(r"[a-z]+", text.lower())
    yield from words
    yield from (f"{first} {second}" for first, second in pairwise(words))


def texts() -> Iterator[tuple[str, str]]:
    """Yield name and text of every committed file that people write."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        path = ROOT / name
        if name.startswith(DATA) or not path.is_file():
            continue
        content = path.read_bytes()
        if b"\0" not in content:
            yield name, content.decode("utf-8")


def test_the_words_are_found_where_they_stand() -> None:
    assert digest("example phrase") in {digest(phrase) for phrase in phrases("An Example: phrase.")}


def test_no_file_speaks_of_the_workplace() -> None:
    found = {
        name: spoken
        for name, text in texts()
        if (spoken := sorted({p for p in phrases(text) if digest(p) in FORBIDDEN}))
    }
    assert found == {}


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    own = Path(__file__).relative_to(ROOT).as_posix()
    found = {
        name: HOME_PATH.findall(text) for name, text in texts() if name != own and HOME_PATH.search(text)
    }
    assert found == {}
