"""The catalogue that is kept is the one that its files give now, whoever kept it and whatever became of what was kept."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import pytest

from shucai.adapters.catalogue_files import BadDefinition, kept, kept_catalogue, load_catalogue
from shucai.domain.catalogue import Catalogue
from tests.builders.catalogue import edit, small_catalogue

STUDENTS = "talent/2024/forms/9.1.yaml"
CODES = "codes/platform_lists.csv"
LOADED_WITH = """
import pathlib, sys
from shucai.adapters.catalogue_files import load_catalogue
load_catalogue(pathlib.Path(sys.argv[1]))
print(*(name for name in sys.modules if name.startswith("shucai.")))
"""

KEPT_WITH = """
import pathlib, sys
from shucai.adapters.catalogue_files import kept_catalogue
folder, changing = sys.argv[1:]
if changing:
    with open(changing, "a", encoding="utf-8") as code:
        code.write("# changed\\n")
kept_catalogue(pathlib.Path(folder))
"""


@pytest.fixture(autouse=True)
def _compiled_modules_may_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_catalogue(tmp_path / "catalogue")


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read and proved, in their order."""
    found: list[Path] = []

    def noted(folder: Path) -> Catalogue:
        found.append(folder)
        return load_catalogue(folder)

    monkeypatch.setattr(kept, "load_catalogue", noted)
    return found


def kept_files(folder: Path) -> list[Path]:
    return list((folder / "__pycache__").iterdir())


def values_of(catalogue: Catalogue) -> object:
    """Return everything that a catalogue says, to be compared: a form equals only itself."""
    return [asdict(edition) for edition in catalogue.editions], dict(catalogue.code_lists)


def title_of(folder: Path) -> str:
    return kept_catalogue(folder).edition("talent", 2024).forms["9.1"].title


def test_what_was_kept_is_what_its_files_give(folder: Path, readings: list[Path]) -> None:
    assert kept_catalogue(folder) is not kept_catalogue(folder)
    again, loaded = kept_catalogue(folder), load_catalogue(folder)
    assert readings == [folder]
    assert values_of(again) == values_of(loaded)


def test_the_catalogue_of_the_package_comes_back_as_it_was_loaded() -> None:
    kept_catalogue()
    again, loaded = kept_catalogue(), load_catalogue()
    assert values_of(again) == values_of(loaded)


def test_a_changed_definition_is_read_anew_and_nothing_old_stays(folder: Path, readings: list[Path]) -> None:
    before = title_of(folder)
    edit(folder / STUDENTS, f"title: {before}", "title: 另一张表示例")
    assert title_of(folder) == "另一张表示例"
    assert len(readings) == 2
    assert len(kept_files(folder)) == 1


def test_a_change_that_leaves_length_and_time_as_they_were_is_seen(folder: Path) -> None:
    before = title_of(folder)
    old = (folder / STUDENTS).stat()
    edit(folder / STUDENTS, f"title: {before}", f"title: {before[::-1]}")
    os.utime(folder / STUDENTS, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert title_of(folder) == before[::-1]


def test_a_changed_code_list_is_read_anew(folder: Path) -> None:
    kept_catalogue(folder)
    edit(folder / CODES, "gender,2,女", "gender,3,女")
    assert {code.code for code in kept_catalogue(folder).code_lists["gender"].codes} == {"1", "3"}


def test_a_definition_that_does_not_hold_any_more_is_refused(folder: Path) -> None:
    kept_catalogue(folder)
    edit(folder / STUDENTS, "entered_on <= left_on", "entered <= left_on")
    for _ in range(2):
        with pytest.raises(BadDefinition):
            kept_catalogue(folder)


@pytest.mark.parametrize("what", ["RUNNING", "BELOW"])
def test_other_code_reads_anew(
    what: str, folder: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_catalogue(folder)
    monkeypatch.setattr(kept, what, (*getattr(kept, what), "cli"))
    kept_catalogue(folder)
    assert len(readings) == 2


def test_a_process_keeps_nothing_under_the_name_of_code_that_came_after_it_began(
    folder: Path, tmp_path: Path
) -> None:
    package = tmp_path / "program" / "shucai"
    for part in kept.CODE:
        shutil.copytree(kept.PACKAGE / part, package / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("__init__.py", "adapters/__init__.py"):
        shutil.copy(kept.PACKAGE / name, package / name)
    names = [
        name_kept_by(package.parent, folder, changing) for changing in (package / "domain/__init__.py", None)
    ]
    assert names[0] != names[1]


def name_kept_by(program: Path, folder: Path, changing: Path | None) -> str:
    """Return the name under which another process kept a catalogue. changing: of its code, once it had begun."""
    command = [sys.executable, "-c", KEPT_WITH, str(folder), str(changing or "")]
    environment = {**os.environ, "PYTHONPATH": str(program)}
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"):
        environment.pop(name, None)
    subprocess.run(command, check=True, env=environment)
    (there,) = kept_files(folder)
    return there.name


def test_what_another_python_kept_stays_and_what_was_half_written_goes(folder: Path) -> None:
    kept_catalogue(folder)
    (there,) = kept_files(folder)
    other = there.with_name(there.name.replace(str(sys.implementation.cache_tag), "cpython-399"))
    for path in (other, there.with_name(f"{there.name}.0123456789abcdef")):
        path.write_bytes(b"")
    edit(folder / STUDENTS, "maxLength: 10", "maxLength: 20")
    kept_catalogue(folder)
    assert other in kept_files(folder)
    assert len(kept_files(folder)) == 2


def test_a_folder_that_was_moved_is_read_anew(folder: Path, readings: list[Path]) -> None:
    kept_catalogue(folder)
    moved = folder.rename(folder.with_name("moved"))
    kept_catalogue(moved)
    assert readings == [folder, moved]


def test_what_is_torn_is_read_anew_and_kept_again(folder: Path, readings: list[Path]) -> None:
    kept_catalogue(folder)
    (there,) = kept_files(folder)
    whole = there.read_bytes()
    for torn in (whole[:-1], b"", whole[:40] + b"x" + whole[41:]):
        there.write_bytes(torn)
        kept_catalogue(folder)
        assert there.read_bytes()[:32] == whole[:32]
    assert len(readings) == 4


def test_what_is_changed_while_it_is_read_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def changing(folder: Path) -> Catalogue:
        loaded = load_catalogue(folder)
        edit(folder / STUDENTS, "maxLength: 10", "maxLength: 20")
        return loaded

    monkeypatch.setattr(kept, "load_catalogue", changing)
    kept_catalogue(folder)
    assert not (folder / "__pycache__").exists()


def test_where_nothing_can_be_written_it_is_read_each_time(folder: Path, readings: list[Path]) -> None:
    (folder / "__pycache__").write_text("in the way", encoding="utf-8")
    assert title_of(folder) == title_of(folder)
    assert len(readings) == 2


def test_where_compiled_modules_may_not_be_kept_it_is_not_either(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept_catalogue(folder)
    assert not (folder / "__pycache__").exists()


def test_many_that_begin_at_once_all_have_it_whole(folder: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: kept_catalogue(folder), range(24)))
    assert all(values_of(one) == values_of(found[0]) for one in found)
    assert len(kept_files(folder)) == 1


def test_everything_that_takes_part_in_reading_and_proving_is_told_apart_by_its_text(folder: Path) -> None:
    """Whatever module of ours is there once a catalogue was loaded is among those whose text is looked at."""
    command = [sys.executable, "-c", LOADED_WITH, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    looked_at = [f"shucai.{part.replace('/', '.')}" for part in kept.CODE]
    outside = [n for n in done.stdout.split() if not any(f"{n}.".startswith(f"{one}.") for one in looked_at)]
    assert outside == ["shucai.adapters"]  # the empty one that they lie in
