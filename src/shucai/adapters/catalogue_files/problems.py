"""A definition that cannot be loaded: the file, the place in it, what is wrong."""

from pathlib import Path


class BadDefinition(Exception):
    """The catalogue contains something that does not hold; ``faults`` has one line each: file, place, what."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


def fault(path: Path, place: str, what: str) -> str:
    """Return one line naming file, place and fault."""
    return f"{path.name}：{place}：{what}"
