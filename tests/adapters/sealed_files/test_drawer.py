"""Sealed files: unreadable on the disk, found by their owner only, gone when their time is over."""

import io
from datetime import UTC, datetime, timedelta

import pytest

from shucai.adapters.sealed_files import BrokenSeal, Drawer, NotThere
from shucai.adapters.sealed_files.cipher import PIECE_BYTES

NOW = datetime(2024, 9, 5, 14, 30, tzinfo=UTC)
KEEP = timedelta(hours=24)


@pytest.fixture
def drawer(tmp_path):
    return Drawer(root=tmp_path, key=b"k" * 32, keep=KEEP)


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES])
def test_what_is_sealed_comes_back_whatever_its_size(drawer, size):
    content = bytes(n % 251 for n in range(size))
    token = drawer.create("owner", NOW)
    drawer.write("owner", token, "file", io.BytesIO(content))
    assert drawer.read("owner", token, "file") == content


def test_neither_content_nor_owner_nor_name_can_be_read_from_the_disk(drawer, tmp_path):
    token = drawer.create("the-owner", NOW)
    drawer.write("the-owner", token, "file", b"320102200803086311" * 50)
    for path in tmp_path.rglob("*"):
        assert "the-owner" not in str(path)
        assert not path.is_file() or b"320102200803086311" not in path.read_bytes()


def test_another_owner_or_another_token_finds_nothing(drawer):
    token = drawer.create("owner", NOW)
    drawer.write("owner", token, "file", b"x")
    assert not drawer.holds("stranger", token, NOW)
    assert not drawer.holds("owner", "../" + token, NOW)
    with pytest.raises(NotThere):
        drawer.read("stranger", token, "file")


def _files(tmp_path):
    return [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sealed: sealed[:-1],
        lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]),
        lambda sealed: b"OTHER001" + sealed[8:],
        lambda sealed: sealed[: 8 + 16 + PIECE_BYTES + 16],
    ],
    ids=["cut", "altered", "no magic", "last piece dropped"],
)
def test_an_altered_file_is_refused(drawer, tmp_path, spoil):
    token = drawer.create("owner", NOW)
    drawer.write("owner", token, "file", bytes(PIECE_BYTES + 5))
    [path] = _files(tmp_path)
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(BrokenSeal):
        drawer.read("owner", token, "file")


def test_a_file_under_another_name_or_key_is_refused(drawer, tmp_path):
    token = drawer.create("owner", NOW)
    drawer.write("owner", token, "file", b"x")
    [path] = _files(tmp_path)
    path.rename(path.with_name("other"))
    with pytest.raises(BrokenSeal):
        drawer.read("owner", token, "other")


def test_tokens_are_listed_newest_first_and_only_while_they_live(drawer):
    old = drawer.create("owner", NOW)
    new = drawer.create("owner", NOW + timedelta(hours=1))
    assert drawer.tokens("owner", NOW + timedelta(hours=1)) == [new, old]
    assert drawer.tokens("owner", NOW + KEEP + timedelta(minutes=1)) == [new]
    assert drawer.tokens("nobody", NOW) == []


def test_a_sweep_removes_what_has_expired_and_nothing_else(drawer):
    old, new = drawer.create("owner", NOW), drawer.create("owner", NOW + timedelta(hours=2))
    assert drawer.sweep(NOW + KEEP + timedelta(minutes=1)) == 1
    assert not drawer.holds("owner", old, NOW)
    assert drawer.holds("owner", new, NOW)


def test_a_plain_copy_lives_only_while_it_is_read(drawer):
    token = drawer.create("owner", NOW)
    drawer.write("owner", token, "file", b"plain")
    with drawer.opened("owner", token, "file", ".xlsx") as path:
        assert path.read_bytes() == b"plain"
        assert path.suffix == ".xlsx"
    assert not path.exists()


def test_a_deleted_token_takes_nothing_more(drawer):
    token = drawer.create("owner", NOW)
    drawer.delete("owner", token)
    drawer.delete("owner", token)
    with pytest.raises(NotThere):
        drawer.write("owner", token, "file", b"x")


def test_a_sweep_at_the_start_takes_plain_files_that_a_crash_left(drawer, tmp_path):
    left = tmp_path / "plain" / "left.xlsx"
    left.parent.mkdir()
    left.write_bytes(b"plain")
    drawer.sweep(NOW, starting=True)
    assert not left.exists()


def test_a_token_is_had_by_one_at_a_time(drawer):
    token = drawer.create("owner", NOW)
    with drawer.alone("owner", token) as first, drawer.alone("owner", token) as second:
        assert (first, second) == (True, False)
    with drawer.alone("owner", token) as again:
        assert again
    drawer.delete("owner", token)
    with pytest.raises(NotThere), drawer.alone("owner", token):
        pass
