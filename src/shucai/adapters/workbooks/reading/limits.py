"""How much a file may hold and how much reading it may use."""

from dataclasses import dataclass, replace

MB = 1024 * 1024
LARGE_FILE = 10 * MB
FILES_A_CHILD = 100  # then a fresh one goes on, so that nothing a parser leaves behind adds up


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading; beyond any of them the file is refused. Source: design.md, ruling 12.

    rows: of data; a sheet may have HEADING_ROWS more. seconds: on the clock, for the child; a file above LARGE_FILE may
    take seconds_per_mb more for each further MB on disk, as 200,000 × 50 cells (50 MB) take 10 s on a free machine and
    several times that on a busy one; what unpacks to much from little does not. memory_bytes: address space of the
    child; 200,000 rows of 50 Chinese columns abort below 2.2 GB.
    """

    file_bytes: int = 100 * MB
    unzipped_bytes: int = 1024 * MB
    rows: int = 200_000
    columns: int = 100
    seconds: float = 18
    seconds_per_mb: float = 0.7
    memory_bytes: int = 3 * 1024 * MB

    def of_file(self, size: int) -> "Limits":
        """Return the limits for a file of this many bytes: the same, with the time its size may take."""
        return replace(self, seconds=self.seconds + max(size - LARGE_FILE, 0) / MB * self.seconds_per_mb)


STANDARD = Limits()
HEADING_ROWS = 20  # titles, headings and notes above the data of an official template


@dataclass(frozen=True, slots=True)
class Usage:
    """What the child used: peak resident bytes and CPU seconds; zeros where no child was started."""

    peak_bytes: int = 0
    cpu_seconds: float = 0.0


def size_text(size: int) -> str:
    """Return a size as people say it: 850 KB, 120 MB, 1.5 GB."""
    if size < MB:
        return f"{max(size // 1024, 1)} KB"
    if size < 1024 * MB:
        return f"{size / MB:.0f} MB"
    return f"{size / (1024 * MB):.1f} GB".replace(".0 ", " ")
