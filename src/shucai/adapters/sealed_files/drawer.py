"""A folder of sealed files: owner / token / name. Whoever does not know the owner cannot find the token."""

import hashlib
import hmac
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from fcntl import LOCK_EX, LOCK_NB, flock
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from shucai.adapters.sealed_files.cipher import seal, unseal

TOKEN = re.compile(r"[0-9a-f]{8}[0-9a-f]{32}")
TIME_DIGITS = 8
PLAIN = "plain"
DOOR = "door"  # locked by whoever works on a token


class NotThere(Exception):
    """No such token of this owner, or no such file under it: never made, expired or deleted."""


@dataclass(frozen=True)
class Drawer:
    """Sealed files under ``root``.

    key: the master key, at least 32 bytes.
    keep: how long a token and its files live.
    """

    root: Path
    key: bytes
    keep: timedelta

    def create(self, owner: str, now: datetime) -> str:
        """Make a place for files and return its token: eight hex digits of time, then 128 random bits."""
        token = f"{int(now.timestamp()):0{TIME_DIGITS}x}{secrets.token_hex(16)}"
        (self.root / self._owner_folder(owner) / token).mkdir(parents=True, mode=0o700)
        return token

    def tokens(self, owner: str, now: datetime) -> list[str]:
        """Return the living tokens of an owner, newest first."""
        folder = self.root / self._owner_folder(owner)
        if not folder.is_dir():
            return []
        found = (path.name for path in folder.iterdir() if TOKEN.fullmatch(path.name))
        return sorted((token for token in found if not self._expired(token, now)), reverse=True)

    def holds(self, owner: str, token: str, now: datetime) -> bool:
        """Return whether the owner has this token and it has not expired."""
        wellformed = TOKEN.fullmatch(token) is not None
        return wellformed and not self._expired(token, now) and self._folder(owner, token).is_dir()

    def write(self, owner: str, token: str, name: str, source: BinaryIO | bytes) -> None:
        """Seal a file under a token, replacing one of its name. Raises NotThere where the token is gone."""
        stream = BytesIO(source) if isinstance(source, bytes) else source
        try:
            seal(stream, self._folder(owner, token) / name, key=self.key, name=name)
        except FileNotFoundError:
            raise NotThere(name) from None

    def stream(self, owner: str, token: str, name: str) -> Iterator[bytes]:
        """Yield the plain pieces of a file. Raises NotThere or BrokenSeal."""
        try:
            yield from unseal(self._folder(owner, token) / name, key=self.key, name=name)
        except FileNotFoundError:
            raise NotThere(name) from None

    def read(self, owner: str, token: str, name: str) -> bytes:
        """Return a whole file in plain. Raises NotThere or BrokenSeal."""
        return b"".join(self.stream(owner, token, name))

    def has(self, owner: str, token: str, name: str) -> bool:
        """Return whether a file of this name lies under the token."""
        return (self._folder(owner, token) / name).is_file()

    @contextmanager
    def opened(self, owner: str, token: str, name: str, suffix: str) -> Generator[Path]:
        """Lay a file out in plain for a reader that wants a path, and remove it afterwards.

        suffix: of the plain file's name, such as .xlsx; nothing else of the original name is used.
        """
        with self.workplace() as folder:
            plain = folder / f"file{suffix}"
            with plain.open("wb") as out:
                for piece in self.stream(owner, token, name):
                    out.write(piece)
            yield plain

    @contextmanager
    def alone(self, owner: str, token: str) -> Generator[bool]:
        """Have a token to oneself among the processes, and tell whether it could be had. Raises NotThere.

        The system gives it free where its holder dies.
        """
        try:
            door = os.open(self._folder(owner, token) / DOOR, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except FileNotFoundError:
            raise NotThere(token) from None
        try:
            flock(door, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
        finally:
            os.close(door)

    @contextmanager
    def workplace(self) -> Generator[Path]:
        """Give a private folder for plain files for a while; a sweep takes what a crash leaves."""
        place = self.root / PLAIN
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=place) as folder:
            yield Path(folder)

    def delete(self, owner: str, token: str) -> None:
        """Remove a token with all its files; one that is gone already is not an error."""
        if TOKEN.fullmatch(token):
            shutil.rmtree(self._folder(owner, token), ignore_errors=True)

    def sweep(self, now: datetime, *, starting: bool = False) -> int:
        """Remove what has expired and return how many tokens went.

        starting: nothing of this drawer is in use, so plain files left by a crash go as well.
        """
        if starting:
            shutil.rmtree(self.root / PLAIN, ignore_errors=True)
        gone = [p for p in self.root.glob("*/*") if TOKEN.fullmatch(p.name) and self._expired(p.name, now)]
        for path in gone:
            shutil.rmtree(path, ignore_errors=True)
        return len(gone)

    def _expired(self, token: str, now: datetime) -> bool:
        created = int(token[:TIME_DIGITS], 16)
        return now.timestamp() - created > self.keep.total_seconds()

    def _folder(self, owner: str, token: str) -> Path:
        return self.root / self._owner_folder(owner) / token

    def _owner_folder(self, owner: str) -> str:
        """Return a name that does not give the owner away to a reader of the disk."""
        return hmac.new(self.key, b"owner " + owner.encode(), hashlib.sha256).hexdigest()[:32]
