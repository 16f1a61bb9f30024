"""The timeline to true scale: eras as bands, programs as bars, events as marks, and the same as an ordered list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from briefdeck.draw.lines import Line
from briefdeck.draw.scale import Viewport
from briefdeck.model.briefing import Era, Event, Program

Lane = Literal["era", "program", "event"]
LANES: tuple[Lane, ...] = ("era", "program", "event")


@dataclass(frozen=True, slots=True)
class TimelineIndex:
    """Everything dated, sorted once, so that a screen of any part of it is drawn in no time."""

    @classmethod
    def of(
        cls, eras: Iterable[Era], programs: Iterable[Program], events: Iterable[Event], *, as_of: int | None = None
    ) -> "TimelineIndex":
        """An index of these entries; those without a date are left out. `as_of`: the day up to which open ends are drawn."""
        raise NotImplementedError

    @property
    def whole(self) -> Viewport:
        """The view that shows everything, with a little room at both ends."""
        raise NotImplementedError


def timeline(
    index: TimelineIndex,
    width: int,
    *,
    view: Viewport | None = None,
    height: int | None = None,
    lanes: Iterable[Lane] = LANES,
    selected: str | None = None,
    grid: bool = False,
) -> tuple[Line, ...]:
    """Axis, bands, bars and marks in exactly `height` lines (None: as many as everything takes, as in print)."""
    raise NotImplementedError


def ribbon(
    index: TimelineIndex, width: int, *, view: Viewport | None = None, height: int = 2, selected: str | None = None
) -> tuple[Line, ...]:
    """The whole period in one or two lines: bands, and marks with counts where they collide; what is selected is lit."""
    raise NotImplementedError


def timeline_list(
    index: TimelineIndex, width: int, *, lanes: Iterable[Lane] = LANES, selected: str | None = None
) -> tuple[Line, ...]:
    """The same items in order of time: date, sign and title; one line or more each, each targeting its entry."""
    raise NotImplementedError


def timeline_words(index: TimelineIndex, lanes: Iterable[Lane] = LANES) -> tuple[str, ...]:
    """The same in sentences, for plain output: "2001-09-11: Attacks …", with how sure the dates are in words."""
    raise NotImplementedError
