"""Moving: rows, lines, parts of the screen, sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefdeck.tui import state
from briefdeck.tui.state import Focus

if TYPE_CHECKING:
    from briefdeck.tui.screens.reading import ReadingScreen


def down(screen: ReadingScreen) -> None:
    """One row or line on."""
    _step(screen, 1)


def up(screen: ReadingScreen) -> None:
    """One row or line back."""
    _step(screen, -1)


def page_down(screen: ReadingScreen) -> None:
    """A screenful on."""
    _leap(screen, 1)


def page_up(screen: ReadingScreen) -> None:
    """A screenful back."""
    _leap(screen, -1)


def first(screen: ReadingScreen) -> None:
    """To the first row or line."""
    _to_end(screen, is_last=False)


def last(screen: ReadingScreen) -> None:
    """To the last row or line."""
    _to_end(screen, is_last=True)


def right(screen: ReadingScreen) -> None:
    """A part to the right; in the ribbon the next event."""
    match screen.focus_part:
        case "sections":
            enter_section(screen)
        case "list":
            screen.go(state.focus(screen.reading, "reader"))
        case "ribbon":
            step_in_time(screen, 1)


def left(screen: ReadingScreen) -> None:
    """A part to the left; in the ribbon the event before."""
    match screen.focus_part:
        case "reader" if screen.has_list:
            screen.go(state.focus(screen.reading, "list"))
        case "reader" | "list" if screen.shape.is_wide and not screen.reading.is_finding:
            screen.go(state.focus(screen.reading, "sections"))
        case "ribbon":
            step_in_time(screen, -1)


def next_pane(screen: ReadingScreen) -> None:
    """To the next part, round the end."""
    _cycle(screen, 1)


def previous_pane(screen: ReadingScreen) -> None:
    """To the part before, round the end."""
    _cycle(screen, -1)


def section(screen: ReadingScreen) -> None:
    """To the section with a number; nothing where there is none."""
    number = screen.pressed
    if number.isdigit() and int(number) < len(screen.deck.sections):
        open_section(screen, screen.deck.sections[int(number)].name)


def next_entry(screen: ReadingScreen) -> None:
    """The next entry of the list, while reading on."""
    _select_by(screen, 1)


def previous_entry(screen: ReadingScreen) -> None:
    """The entry before."""
    _select_by(screen, -1)


def open_section(screen: ReadingScreen, name: str) -> None:
    """Go to a section by name."""
    part: Focus = "reader" if name == "overview" else "list"
    screen.go(state.choose_section(screen.reading, name, screen.ids_of(name), part=part))


def enter_section(screen: ReadingScreen) -> None:
    """From the sections into what the section shows."""
    screen.go(state.focus(screen.reading, "list" if screen.has_list else "reader"))


def step_in_time(screen: ReadingScreen, by: int) -> None:
    """Select the next event in time from wherever the reader is."""
    ids = screen.deck.ids("timeline") or screen.deck.ids("eras")
    if not ids:
        return
    entry = screen.reading.place.entry
    at = ids.index(entry) + by if entry in ids else 0 if by > 0 else len(ids) - 1
    if 0 <= at < len(ids):
        name = screen.deck.section_of(ids[at])
        reading = screen.reading
        if name != reading.place.section:
            reading = state.choose_section(reading, name, ids, part="ribbon")
        screen.go(state.select(reading, ids[at]))


def scroll_by(screen: ReadingScreen, lines: int) -> None:
    """Move the text by some lines."""
    screen.go(
        state.scroll(screen.reading, screen.reader_pane.clamp(screen.reading.place.top + lines))
    )


def mark_by(screen: ReadingScreen, by: int) -> None:
    """Mark the next or previous link, scrolling so that it is on the screen."""
    page, pane, reading = screen.page(), screen.reader_pane, screen.reading
    page.ensure(reading.place.top + 3 * pane.height)
    link = reading.place.link
    if link is None:
        shown = page.links_between(reading.place.top, reading.place.top + pane.height)
        if not shown:
            screen.say("No citation or link is on the screen.")
            return
        at = shown[0 if by > 0 else -1][0]
    else:
        at = link + by
        if at >= len(page.links):
            page.finish()
        if not 0 <= at < len(page.links):
            return
    line = page.links[at].line
    top = reading.place.top
    if not top <= line < top + pane.height:
        top = pane.clamp_on(page, line - pane.height // 3)
    screen.go(state.mark(state.scroll(state.focus(reading, "reader"), top), at))


def _step(screen: ReadingScreen, by: int) -> None:
    match screen.focus_part:
        case "sections":
            names = [found.name for found in screen.deck.sections]
            at = names.index(screen.section) + by
            if 0 <= at < len(names):
                screen.go(
                    state.preview_section(screen.reading, names[at], screen.ids_of(names[at]))
                )
        case "list":
            _select_by(screen, by)
        case "ribbon":
            step_in_time(screen, by)
        case "reader":
            if screen.reader_pane.fits:
                mark_by(screen, by)
            else:
                scroll_by(screen, by)


def _leap(screen: ReadingScreen, by: int) -> None:
    match screen.focus_part:
        case "list" | "sections":
            if screen.focus_part == "list":
                _select_by(screen, by * max(1, screen.list_pane.height - 1))
            else:
                _to_end(screen, is_last=by > 0)
        case _:
            scroll_by(screen, by * max(1, screen.reader_pane.height - 2))


def _to_end(screen: ReadingScreen, *, is_last: bool) -> None:
    match screen.focus_part:
        case "list":
            ids = screen.listed
            if ids:
                screen.select_entry(ids[-1 if is_last else 0])
        case "sections":
            name = screen.deck.sections[-1 if is_last else 0].name
            screen.go(state.preview_section(screen.reading, name, screen.ids_of(name)))
        case _:
            screen.go(state.scroll(screen.reading, screen.reader_pane.last_top if is_last else 0))


def _select_by(screen: ReadingScreen, by: int) -> None:
    ids = screen.listed
    if not ids:
        return
    at = screen.list_position
    target = 0 if at is None else max(0, min(len(ids) - 1, at + by))
    screen.select_entry(ids[target])


def _cycle(screen: ReadingScreen, by: int) -> None:
    parts = screen.focusable_parts
    here = screen.focus_part
    at = parts.index(here) if here in parts else 0
    screen.go(state.focus(screen.reading, parts[(at + by) % len(parts)]))
