"""A definition that cannot be loaded: file and line, the place in the document, what is wrong."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from shucai.adapters.catalogue_files.lines import line_of
from shucai.domain.catalogue import Place


class BadDefinition(Exception):
    """The catalogue contains something that does not hold; ``faults`` has one line each: file:line, place, what."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


class Slip(ValueError):
    """Something in a document that cannot be read. place: keys from the top, as in ``("fields", "major_code")``."""

    def __init__(self, place: Place, what: str) -> None:
        self.place, self.what = place, what
        super().__init__(what)


@contextmanager
def at(place: Place) -> Generator[None]:
    """Say where a key is missing or a value is of no use."""
    try:
        yield
    except Slip:
        raise
    except KeyError as error:
        raise Slip(place, f"缺少键 {error.args[0]}") from None
    except (TypeError, ValueError, AttributeError) as error:
        raise Slip(place, f"无法读取（{error}）") from None


PLACE_WORDS = {
    "fields": "字段",
    "checks": "检查",
    "departments": "部门",
    "stages": "阶段",
    "steps": "步骤",
    "parts": "段",
}


def fault(path: Path, place: Place, what: str) -> str:
    """Return one line naming file, line, place and fault, e.g. ``talent/2024/forms/0.1.1.yaml:37：字段 x：…``."""
    line = line_of(path, place)
    words = " ".join([*(PLACE_WORDS.get(part, part) for part in place[:1]), *place[1:]])
    shown = "/".join(path.parts[-4:]) if path.suffix == ".yaml" else path.name
    return "：".join(filter(None, (f"{shown}:{line}", words, what)))
