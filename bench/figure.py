"""One measured number beside what it must keep to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured number beside what it must keep to."""

    title: str
    value: float
    target: float
    unit: str = ""
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """Return whether the target is met."""
        return self.value >= self.target if self.at_least else self.value <= self.target

    def line(self) -> str:
        """Return the line that is printed."""
        sign = "≥" if self.at_least else "≤"
        mark = "✓" if self.kept else "✗"
        return (
            f"{mark} {self.title:<42} {self.value:>9.2f}{self.unit}   目标 {sign} {self.target:g}{self.unit}"
        )
