"""Days to cells and back: viewports, zoom and pan as pure functions, and round ticks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewport:
    """The days in view, first and last included (0 = 1970-01-01)."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days are in view."""
        return self.last - self.first + 1


def zoom(view: Viewport, factor: float, about: int | None = None) -> Viewport:
    """The view made `factor` times as long (0.5: twice as near), with the day `about` (else the middle) staying where it is."""
    raise NotImplementedError


def pan(view: Viewport, fraction: float) -> Viewport:
    """The view moved by a fraction of its length: 0.25 a quarter to later days, -0.25 to earlier ones."""
    raise NotImplementedError


def center(view: Viewport, day: int) -> Viewport:
    """The view moved, at the same length, so that a day stands in its middle."""
    raise NotImplementedError


def reveal(view: Viewport, first: int, last: int) -> Viewport:
    """The view unchanged if it shows any of these days, else moved so that it does."""
    raise NotImplementedError
