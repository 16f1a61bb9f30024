"""Following: into entries, along citations and links, and back to the very place."""

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from briefdeck.model.briefing import Source
from briefdeck.reading import state
from briefdeck.reading.actions.moving import mark_by
from briefdeck.reading.actions.reader import Choice, Reader
from briefdeck.reading.actions.registry import EVERYWHERE, action
from briefdeck.reading.deck import Deck
from briefdeck.reading.elsewhere import ELSEWHERE
from briefdeck.reading.letters import letters_for
from briefdeck.reading.page import Page
from briefdeck.reading.scene import Scene
from briefdeck.text.width import truncate

JUMP = "Press a letter to follow it; Esc to leave."
LONGEST_PLACE = 28
"""Cells of a place in the footer: other keys need room too."""
SHORT_PLACE = 16
"""Cells of a place in the footer of a screen that is narrower than `ROOMY`."""
ROOMY = 100


@action("enter", "Open or follow",
        "Go into the selected entry, or follow the marked citation or link.",
        "enter", group="Follow", where=EVERYWHERE, hint="open", is_listed=False)  # fmt: skip
def enter(screen: Any) -> None:
    """Into what is selected, or along the marked link."""
    screen.enter()


@action("back", "Back", "Come back to the very place you were before.",
        "b", "left_square_bracket", "backspace", group="Follow", where=EVERYWHERE,
        words="return previous undo")  # fmt: skip
def back(screen: Any) -> None:
    """To the very place before the last journey."""
    screen.back()


def _can_go_forward(scene: Scene) -> bool:
    return bool(scene.reading.forward)


@action("forward", "Forward", "Go again where you came back from.",
        "right_square_bracket", group="Follow", hint="forward", works=_can_go_forward,
        words="redo again")  # fmt: skip
def forward(reader: Reader) -> None:
    """Again where the reader came back from."""
    reader.go(state.go_forward(reader.reading))


@action("escape", "Out", "Leave what you are in: letters, a search, a filter, the text.",
        "escape", group="Follow", where=EVERYWHERE, hint="out", is_listed=False)  # fmt: skip
def escape(screen: Any) -> None:
    """Out of whatever is innermost."""
    screen.escape()


def _has_history(scene: Scene) -> bool:
    return bool(scene.reading.back)


@action("history", "History", "List the places where you have been, and go to one.",
        "H", group="Follow", hint="history", works=_has_history,
        words="visited recent places trail breadcrumbs")  # fmt: skip
def history(reader: Reader) -> None:
    """Choose among the places of the history, the last first."""
    places = tuple(dict.fromkeys(reversed(reader.reading.back)))
    if not places:
        reader.say("You have not been anywhere else yet.")
        return
    choices = [Choice(place, place_title(reader.deck, place), place.section) for place in places]
    reader.choose("Where you have been", choices, lambda place: _go_to(reader, place))


def place_title(deck: Deck, place: state.Place) -> str:
    """What a place of the history is called."""
    if place.entry:
        return deck.name(place.entry)
    found = deck.section(place.section)
    return found.title if found else "Overview"


def _go_to(reader: Reader, place: state.Place) -> None:
    reader.go(state.go_to(reader.reading, place))


def _has_links(scene: Scene) -> bool:
    if "reader" not in scene.places:
        return False
    top = scene.reading.place.top
    return bool(scene.page.links_between(top, top + scene.text_box.height))


@action("jump", "Letters at links",
        "Put a letter at each citation, link and address on the screen, "
        "and follow the one you press.",
        "f", group="Follow", hint="links", works=_has_links,
        words="hints labels follow goto")  # fmt: skip
def jump(reader: Reader) -> None:
    """Put letters at the links on the screen and wait for one."""
    scene = reader.scene
    top = reader.reading.place.top
    links = scene.page.links_between(top, top + scene.text_box.height)
    if "reader" not in scene.places or not links:
        reader.say("No citation or link is on the screen.")
        return
    letters = letters_for([place for place, _ in links if not _goes_on(scene.page, place)])
    reader.go(state.say(replace(reader.reading, letters=letters), JUMP))


def _goes_on(page: Page, place: int) -> bool:
    """Whether a link is the rest of one that began on the line before."""
    before, link = page.links[max(0, place - 1)], page.links[place]
    return before.target == link.target and before.pieces[-1][0] == link.line - 1


def press_letter(reader: Reader, key: str) -> bool:
    """Take a key while letters are shown; say whether it is used up.

    Anything that is not a letter ends it, and only Esc is used up by that.
    """
    letters = reader.reading.letters
    assert letters is not None, "called while letters are shown"
    answer = letters.press(key)
    if not isinstance(answer, int | str):
        reader.go(replace(reader.reading, letters=answer))
        return True
    ended = replace(reader.reading, letters=None, message=())
    if isinstance(answer, str):
        reader.go(ended)
        return answer == "out"
    target = reader.scene.page.links[answer].target
    reader.go(state.mark(ended, answer))
    follow(reader, target)
    return True


def _has_source(scene: Scene) -> bool:
    entry = scene.reading.place.entry or ""
    return bool(scene.deck.sources_of(entry)) or _voice(scene.deck, entry) is not None


@action("source", "Says who?",
        "Go to the source of what is selected; once more goes to its next source.",
        "s", group="Follow", hint="says who", works=_has_source,
        words="evidence citation cite who says reference footnote proof")  # fmt: skip
def source(reader: Reader) -> None:
    """From a statement to its source, or to the one whose words it has.

    From there to its next source.
    """
    deck, entry = reader.deck, _asked_about(reader)
    if _goes_to_next_source(reader):
        return
    cited = deck.sources_of(entry)
    voice = _voice(deck, entry)
    if cited:
        said = _first_of(deck, entry, cited)
        follow(reader, cited[0])
        reader.say(said)
    elif voice is not None:
        follow(reader, voice.id)
        reader.say("No source is cited; these are the words of this one, b back")
    else:
        reader.say("No source is cited here.")


def _asked_about(reader: Reader) -> str:
    """The entry whose source is asked for: the present one, on the overview the marked one."""
    place = reader.reading.place
    if place.entry or place.link is None:
        return place.entry or ""
    links = reader.scene.page.links
    return links[place.link].target if place.link < len(links) else ""


def _goes_to_next_source(reader: Reader) -> bool:
    """From a source that one has been led to, to the next source of the same statement."""
    reading, deck = reader.reading, reader.deck
    entry = reading.place.entry
    if not entry or deck.section_of(entry) != "sources" or not reading.back:
        return False
    origin = reading.back[-1].entry
    cited = deck.sources_of(origin) if origin else ()
    if entry not in cited or len(cited) < 2:
        return False
    following = cited[(cited.index(entry) + 1) % len(cited)]
    place = replace(reading.place, entry=following, top=0, link=None)
    reader.go(replace(reading, place=place))
    at = deck.place_in(origin or "", following)
    place_words = f", {at}" if at else ""
    reader.say(f"Source {cited.index(following) + 1} of {len(cited)}{place_words}")
    return True


def _voice(deck: Deck, entry: str) -> Source | None:
    stated = deck.entry(entry)
    voice = deck.entry(stated.said_by.source) if stated and stated.said_by else None
    return voice if isinstance(voice, Source) else None


def _first_of(deck: Deck, entry: str, cited: tuple[str, ...]) -> str:
    """What is said at the first source of an entry: whose statement it is, the place, the keys."""
    at = deck.place_in(entry, cited[0])
    words = f"Source 1 of {len(cited)}"
    if deck.support(entry) == "traced":
        words = "Its own statement"
    if at:
        words += f", {at}"
    return f"{words}, s for the next, b back" if len(cited) > 1 else f"{words}, b back"


@action("next-link", "Next link", "Mark the next citation or link in the text.",
        "full_stop", group="Follow")  # fmt: skip
def next_link(reader: Reader) -> None:
    """Mark the next link."""
    mark_by(reader, 1)


@action("previous-link", "Previous link", "Mark the citation or link before.",
        "comma", group="Follow")  # fmt: skip
def previous_link(reader: Reader) -> None:
    """Mark the link before."""
    mark_by(reader, -1)


@action("peek", "Peek",
        "Show a card on the marked citation or link, or on the source of what is selected; "
        "Enter goes there, Esc stays.",
        "p", group="Follow", hint="peek",
        works=lambda scene: _peeked(scene) is not None,
        words="card hover popup preview citation glance")  # fmt: skip
def peek(reader: Reader) -> None:
    """Show a card, or take it away."""
    reading = reader.reading
    if reading.peek is not None:
        reader.go(replace(reading, peek=None))
        return
    target = _peeked(reader.scene)
    if target is None:
        reader.say("There is nothing to look at here: no citation and no link.")
        return
    reader.go(replace(reading, peek=target))


def _peeked(scene: Scene) -> str | None:
    """What a card would be on: the marked link, else the first source, else the first link."""
    place = scene.reading.place
    links = scene.page.links if "reader" in scene.places else []
    if place.link is not None and place.link < len(links):
        return links[place.link].target
    cited = scene.deck.sources_of(place.entry or "")
    if cited:
        return cited[0]
    shown = scene.page.links_between(place.top, place.top + scene.text_box.height) if links else []
    return shown[0][1].target if shown else None


def enter_place(reader: Reader) -> None:
    """Into what is selected, or along the marked link.

    In a text without a mark, mark the first link.
    """
    scene, reading = reader.scene, reader.reading
    focus = scene.focus_part
    if reading.peek is not None:
        follow(reader, reading.peek)
    elif focus == "sections":
        part: state.Focus = "list" if scene.has_list else "reader"
        reader.go(state.focus(reading, part))
    elif focus == "list" and reading.is_finding:
        reader.go(state.keep_hit(reading))
    elif focus in {"list", "ribbon"}:
        reader.go(state.enter(reading))
    elif reading.mode == "present":
        reader.perform("page-down")
    elif reading.place.link is not None and reading.place.link < len(scene.page.links):
        follow(reader, scene.page.links[reading.place.link].target)
    else:
        mark_by(reader, 1)


def go_back(reader: Reader) -> None:
    """To the very place before the last journey.

    From where the briefing was opened to where it was opened from.
    """
    reading = reader.reading
    if not reading.is_finding and not reading.back and reader.has_below:
        reader.leave()
        return
    is_in_list = reading.is_finding and not state.has_left_list(reading)
    reader.go(state.end_find(reading) if is_in_list else state.go_back(reading))


def back_words(scene: Scene) -> str:
    """Where `back` leads, for the footer; empty where it leads nowhere."""
    reading = scene.reading
    if reading.is_finding:
        return "end search"
    longest = LONGEST_PLACE if scene.width >= ROOMY else SHORT_PLACE
    if not reading.back or (scene.below and reading.back == scene.landed):
        return f"back to {truncate(scene.below, longest)}" if scene.below else ""
    place = reading.back[-1]
    if place.section == reading.place.section and place.entry == reading.place.entry:
        return "back to the list"
    return f"back to {truncate(place_title(scene.deck, place), longest)}"


def get_out(reader: Reader) -> None:
    """Out of whatever is innermost: letters, a card, a search, a mark, a mode, a filter, a text."""
    scene, reading = reader.scene, reader.reading
    if reading.letters is not None:
        reader.go(replace(reading, letters=None, message=()))
    elif reading.peek is not None:
        reader.go(replace(reading, peek=None))
    elif reading.is_finding or reading.query:
        reader.go(state.end_find(reading))
    elif reading.place.link is not None:
        reader.go(state.mark(reading, None))
    elif reading.mode != "panes":
        reader.go(state.leave_mode(reading))
    elif reading.place.focus in {"reader", "ribbon"} and scene.has_list:
        reader.go(state.leave_text(reading))
    elif reading.filters:
        filters = state.Filters(level=reading.level)
        reader.go(state.filtered(reading, filters, reader.deck.ids(scene.section, filters)))
    elif "sections" in scene.places and reading.place.focus != "sections":
        reader.go(state.focus(reading, "sections"))


def follow(reader: Reader, target: str) -> None:
    """Go to an entry, or open an address."""
    deck, reading = reader.deck, reader.reading
    if target in deck.links.entries:
        if not deck.passes(target, reading.filters):
            reading = state.without_filters(reading)
        reader.go(state.follow(reading, deck.section_of(target), target))
    elif target.startswith(ELSEWHERE):
        found = reader.scene.elsewhere[int(target.removeprefix(ELSEWHERE))]
        reader.compare_with(Path(found.path))
    elif "://" in target or target.startswith("mailto:"):
        open_address(reader, target)
    else:
        reader.say(f"Nothing here has the id {target}.", is_warning=True)


def open_address(reader: Reader, address: str) -> None:
    """Hand an address to the browser; nothing but the web is ever opened."""
    from briefdeck.terminal.browser import browse, web_address

    safe = web_address(address)
    if not safe:
        words = f"Not opened, because it is not a web address: {address}"
        reader.say(words, is_warning=True)
        return
    is_open = browse(safe, reader.run_outside)
    words = f"Opened {safe}" if is_open else f"No browser here; the address is {safe}"
    reader.say(words, is_warning=not is_open)
