"""The whole catalogue from a folder of files."""

import gc
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from shucai.adapters.catalogue_files.problems import BadDefinition, fault
from shucai.adapters.catalogue_files.read_codes import CodeListFiles
from shucai.adapters.catalogue_files.read_edition import read_edition
from shucai.domain.catalogue import Catalogue
from shucai.domain.proof import Fault, prove

DATA = Path(__file__).resolve().parents[2] / "catalogue"
PLATFORMS = ("talent", "national")


def load_catalogue(folder: Path = DATA) -> Catalogue:
    """Return every edition of both platforms, proved: what a definition names exists.

    Raises BadDefinition with one line a fault: file and line, place, what is wrong.
    """
    with nothing_collected():
        return _loaded(folder)


@contextmanager
def nothing_collected() -> Generator[None]:
    """Let nothing look for garbage meanwhile: what is read stays, and going through it over and over takes its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _loaded(folder: Path) -> Catalogue:
    faults: list[str] = []
    code_lists = CodeListFiles(folder / "codes")
    editions = [
        read_edition(year_folder, faults)
        for platform in PLATFORMS
        for year_folder in sorted((folder / platform).glob("[0-9]*"))
    ]
    if faults:
        raise BadDefinition(faults)
    catalogue = Catalogue(tuple(edition for edition in editions if edition is not None), code_lists)
    faults = [_line(folder, fault) for fault in prove(catalogue)]
    if faults:
        raise BadDefinition(faults)
    return catalogue


def _line(folder: Path, found: Fault) -> str:
    home = folder / found.edition.platform / str(found.edition.year)
    path = home / "forms" / f"{found.form.code}.yaml" if found.form is not None else home / "edition.yaml"
    return fault(path, found.place, found.what)
