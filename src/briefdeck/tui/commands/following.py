"""Following: into entries, along citations and links, and back to the very place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefdeck.model.briefing import Source
from briefdeck.tui import state
from briefdeck.tui.commands.moving import enter_section, mark_by
from briefdeck.tui.letters import letters_for

if TYPE_CHECKING:
    from briefdeck.tui.deck import Deck
    from briefdeck.tui.screens.reading import ReadingScreen


def enter(screen: ReadingScreen) -> None:
    """Into what is selected, or along the marked link.

    In a text without a mark, mark the first link.
    """
    reading = screen.reading
    match screen.focus_part:
        case "sections":
            enter_section(screen)
        case "list" if reading.is_finding:
            screen.go(state.keep_hit(reading))
        case "list" | "ribbon":
            screen.go(state.enter(reading))
        case "reader":
            link = reading.place.link
            links = screen.page().links
            if link is not None and link < len(links):
                follow(screen, links[link].target)
            else:
                mark_by(screen, 1)


def back(screen: ReadingScreen) -> None:
    """To the very place before the last journey.

    From where the briefing was opened to where it was opened from.
    """
    reading = screen.reading
    if not reading.is_finding and not reading.back and len(screen.app.screen_stack) > 1:
        screen.leave()
        return
    is_in_list = reading.is_finding and not state.has_left_list(reading)
    screen.go(state.end_find(reading) if is_in_list else state.go_back(reading))


def forward(screen: ReadingScreen) -> None:
    """Again where the reader came back from."""
    screen.go(state.go_forward(screen.reading))


def escape(screen: ReadingScreen) -> None:
    """Out of whatever is innermost: a search, a mark, a filter, the text."""
    reading = screen.reading
    if reading.is_finding or reading.query:
        screen.go(state.end_find(reading))
    elif reading.place.link is not None:
        screen.go(state.mark(reading, None))
    elif reading.place.focus in {"reader", "ribbon"} and screen.has_list:
        screen.go(state.leave_text(reading))
    elif reading.filters:
        screen.go(state.filtered(reading, state.Filters(), screen.deck.ids(screen.section)))
    elif screen.shape.is_wide and reading.place.focus != "sections":
        screen.go(state.focus(reading, "sections"))


def jump(screen: ReadingScreen) -> None:
    """Put letters at the links on the screen and wait for one."""
    links = screen.reader_pane.links_on_screen() if "reader" in screen.places else []
    if not links:
        screen.say("No citation or link is on the screen.")
        return
    screen.begin_jump(letters_for([place for place, _ in links]))


def source(screen: ReadingScreen) -> None:
    """From a statement to its source, or to the one whose words it has.

    From there to its next source.
    """
    reading, deck = screen.reading, screen.deck
    entry = reading.place.entry
    if entry and deck.section_of(entry) == "sources" and reading.back:
        origin = reading.back[-1].entry
        cited = deck.sources_of(origin) if origin else ()
        if entry in cited and len(cited) > 1:
            following = cited[(cited.index(entry) + 1) % len(cited)]
            place = replace(reading.place, entry=following, top=0, link=None)
            screen.go(replace(reading, place=place))
            at = deck.place_in(origin or "", following)
            place_words = f", {at}" if at else ""
            screen.say(f"Source {cited.index(following) + 1} of {len(cited)}{place_words}")
            return
    cited = deck.sources_of(entry or "")
    if cited:
        said = _first_of(deck, entry or "", cited)
        follow(screen, cited[0])
        screen.say(said)
        return
    stated = deck.entry(entry)
    voice = deck.entry(stated.said_by.source) if stated and stated.said_by else None
    if isinstance(voice, Source):
        follow(screen, voice.id)
        screen.say("No source is cited; these are the words of this one, b back")
    else:
        screen.say("No source is cited here.")


def _first_of(deck: Deck, entry: str, cited: tuple[str, ...]) -> str:
    """What is said at the first source of an entry: whose statement it is, the place, the keys."""
    at = deck.place_in(entry, cited[0])
    words = f"Source 1 of {len(cited)}"
    if deck.support(entry) == "traced":
        words = "Its own statement"
    if at:
        words += f", {at}"
    return f"{words}, s for the next, b back" if len(cited) > 1 else f"{words}, b back"


def next_link(screen: ReadingScreen) -> None:
    """Mark the next link."""
    mark_by(screen, 1)


def previous_link(screen: ReadingScreen) -> None:
    """Mark the link before."""
    mark_by(screen, -1)


def follow(screen: ReadingScreen, target: str) -> None:
    """Go to an entry, or open an address."""
    if target in screen.deck.links.entries:
        reading = state.mark(screen.reading, screen.reading.place.link)
        if not screen.deck.passes(target, reading.filters):
            reading = state.without_filters(reading)
        screen.go(state.follow(reading, screen.deck.section_of(target), target))
    elif "://" in target or target.startswith("mailto:"):
        from briefdeck.tui.commands.taking import open_address

        open_address(screen, target)
    else:
        screen.say(f"Nothing here has the id {target}.", is_warning=True)
