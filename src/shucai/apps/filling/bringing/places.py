"""Where brought files lie: sealed, piece by piece as they came, with the key of their school and campaign year."""

import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from shucai.adapters.sealed_files import Drawer
from shucai.apps.filling.models import Import
from shucai.apps.keys.models import DataKey
from shucai.apps.keys.queries import key_of
from shucai.apps.keys.sealing import Sealing

PIECE_BYTES = 4 << 20
FOR_EVER = timedelta(days=36500)  # as long as its key: evidence does not expire by itself
SUFFIXES = (".xlsx", ".xls", ".csv")


def drawer_of(key_number: int) -> Drawer:
    """Return the sealed files under a key of a school and year. Raises KeyDestroyed."""
    key = key_of(DataKey.objects.get(pk=key_number))
    return Drawer(root=settings.IMPORTED_FILES, key=key, keep=FOR_EVER)


def sealing_by(brought: Import) -> Sealing:
    """Return what seals what was read from a file: the key its pieces are sealed with."""
    return Sealing(brought.key, key_of(DataKey.objects.get(pk=brought.key)))


def owner_of(school: int) -> str:
    """Return whose files they are."""
    return f"school/{school}"


def piece_size(brought: Import, offset: int) -> int:
    """Return how many bytes the piece at an offset has; 0 where no piece begins there."""
    if offset % PIECE_BYTES or not 0 <= offset < brought.size:
        return 0
    return min(PIECE_BYTES, brought.size - offset)


def keep_piece(brought: Import, offset: int, piece: bytes) -> None:
    """Seal a piece of a file; the same one again replaces itself."""
    drawer_of(brought.key).write(owner_of(brought.school_id), brought.token, _name(offset), piece)


def pieces_of(brought: Import) -> Iterator[bytes]:
    """Yield a file in plain, in order."""
    drawer = drawer_of(brought.key)
    for offset in range(0, brought.size, PIECE_BYTES):
        yield from drawer.stream(owner_of(brought.school_id), brought.token, _name(offset))


def digest_of(brought: Import) -> str:
    """Return the SHA-256 of a file."""
    digest = sha256()
    for piece in pieces_of(brought):
        digest.update(piece)
    return digest.hexdigest()


@contextmanager
def laid_out(brought: Import) -> Generator[Path]:
    """Lay a file out in plain for a reader that wants a path; what a killed worker left of it goes first."""
    folder = settings.IMPORTED_FILES / "plain" / str(brought.pk)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    try:
        plain = folder / f"file{suffix_of(brought.file_name)}"
        with plain.open("wb") as out:
            for piece in pieces_of(brought):
                out.write(piece)
        yield plain
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep_annotated(brought: Import, path: Path) -> None:
    """Seal the workbook with its wrong cells marked."""
    with path.open("rb") as marked:
        drawer_of(brought.key).write(owner_of(brought.school_id), brought.token, _marked(brought), marked)


def has_annotated(brought: Import) -> bool:
    """Return whether a workbook with marks lies there."""
    return bool(brought.token) and drawer_of(brought.key).has(
        owner_of(brought.school_id), brought.token, _marked(brought)
    )


def annotated(brought: Import) -> Iterator[bytes]:
    """Yield the workbook with marks."""
    return drawer_of(brought.key).stream(owner_of(brought.school_id), brought.token, _marked(brought))


def forget(brought: Import) -> None:
    """Remove a file that was given up."""
    if brought.token:
        drawer_of(brought.key).delete(owner_of(brought.school_id), brought.token)


def suffix_of(name: str) -> str:
    """Return the ending of a file's name in small letters, blank where it is none that can be read."""
    ending = Path(name).suffix.lower()
    return ending if ending in SUFFIXES else ""


def _marked(brought: Import) -> str:
    """Return where the workbook with marks lies: each reading of a file makes its own."""
    return f"annotated-{brought.job}"


def _name(offset: int) -> str:
    return f"piece-{offset:012}"
