"""Time: zoom, pan, go to a date, lanes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefdeck.draw.items import Lane
from briefdeck.model.datehints import nearest_dates
from briefdeck.model.edtf import Edtf, is_edtf
from briefdeck.text.visible import visible
from briefdeck.tui import state, times

if TYPE_CHECKING:
    from briefdeck.draw.axis import Viewport
    from briefdeck.tui.screens.reading import ReadingScreen


HIDING: tuple[Lane | None, ...] = (None, "program", "event", "era")
"""What the timeline leaves out, in turn."""


def zoom_in(screen: ReadingScreen) -> None:
    """A shorter time, around what is selected."""
    _zoom(screen, 0.5)


def zoom_out(screen: ReadingScreen) -> None:
    """A longer time."""
    _zoom(screen, 2.0)


def pan_left(screen: ReadingScreen) -> None:
    """To earlier times."""
    _pan(screen, -0.25)


def pan_right(screen: ReadingScreen) -> None:
    """To later times."""
    _pan(screen, 0.25)


def fit(screen: ReadingScreen) -> None:
    """The whole time again."""
    screen.go(replace(screen.reading, view=None))


def lanes(screen: ReadingScreen) -> None:
    """One lane left out after another, then none."""
    hidden = screen.reading.hidden_lane
    hidden = HIDING[(HIDING.index(hidden) + 1) % len(HIDING)]
    screen.go(replace(screen.reading, hidden_lane=hidden))
    screen.say(
        f"The timeline leaves {hidden}s out."
        if hidden
        else "The timeline shows eras, programs and events."
    )


def date(screen: ReadingScreen) -> None:
    """Ask for a date."""
    screen.open_prompt("date", "a date: 2008, 2008-06, 2008-06-30T21:45")


def go_to_date(screen: ReadingScreen, text: str) -> None:
    """Select the event of a date, or the nearest to it; "Oct 2025" and "c. 1850" are read too."""
    meant = nearest_dates(text, is_edtf)
    if not meant:
        screen.say(
            f"`{visible(text)}` is not a date; write 2008, 2008-06-30 or 2008-06-30T21:45.",
            is_warning=True,
        )
        return
    wanted = Edtf.parse(meant[0].date)
    nearest = times.nearest(
        screen.index, screen.ids_of("timeline") or screen.ids_of("eras"), wanted
    )
    if nearest is None:
        screen.say("Nothing that is shown has a date.")
        return
    part = screen.reading.place.focus
    screen.show_in_section(nearest)
    screen.go(state.focus(screen.reading, part))


def _zoom(screen: ReadingScreen, factor: float) -> None:
    if _is_drawn(screen):
        _take(screen, times.zoomed(screen.index, screen.reading, factor))


def _pan(screen: ReadingScreen, fraction: float) -> None:
    if _is_drawn(screen):
        _take(screen, times.panned(screen.index, screen.reading, fraction))


def _is_drawn(screen: ReadingScreen) -> bool:
    if screen.section == "timeline" or "timeline" not in {
        found.name for found in screen.deck.sections
    }:
        return screen.section == "timeline"
    from briefdeck.tui.commands.moving import open_section

    open_section(screen, "timeline")
    return True


def _take(screen: ReadingScreen, view: Viewport) -> None:
    screen.go(replace(screen.reading, view=view))
