"""Finding: words, filters, commands, keys."""

from collections.abc import Callable
from typing import Any, get_args

from briefdeck.model.briefing import Kind
from briefdeck.reading import state
from briefdeck.reading.actions.reader import Anyone, Choice, Reader
from briefdeck.reading.actions.registry import EVERYWHERE, LISTS, action
from briefdeck.reading.scene import Scene

Switch = Callable[[state.Filters], state.Filters]
FLAGS = (
    ("uncited", "Without a source", "○", "uncited unsourced unsupported missing"),
    ("single", "With one source alone", "◐", "single only rests weak half"),
    ("caveat", "With a caveat that warns", "⚠", "caveats warnings doubts doubtful"),
    ("confirmed", "Confirmed elsewhere", "✓", "checked corroborated"),
    ("unverified", "With a quotation not verified", "✗", "quote words copy missing near evidence"),
)
"""Conditions that are on or off: name, title, sign, other words."""


@action("find", "Find", "Find words in the briefing as you type, ignoring case and accents.",
        "slash", group="Find", where=EVERYWHERE, hint="find",
        words="search grep look for locate ctrl-f")  # fmt: skip
def find(screen: Any) -> None:
    """Ask for words, and show what matches while they are typed."""
    screen.find()


def _has_hits(scene: Scene) -> bool:
    return bool(scene.reading.hits) and not scene.reading.is_finding


@action("next-hit", "Next match", "Go to the next match.",
        "n", group="Find", hint="next match", works=_has_hits)  # fmt: skip
def next_hit(reader: Reader) -> None:
    """The next match."""
    _go(reader, 1)


@action("previous-hit", "Match before", "Go to the match before.", "N", group="Find")
def previous_hit(reader: Reader) -> None:
    """The match before."""
    _go(reader, -1)


@action("filter", "Filter",
        "Show only some entries: by kind of statement, tag, actor, program, "
        "sources or caveat.",
        "F", group="Find", where=LISTS, hint="filter",
        works=lambda scene: scene.section != "overview",
        words="only uncited unsourced tag actor caveat narrow restrict")  # fmt: skip
def filter(screen: Any) -> None:  # noqa: A001  # the action's name
    """Choose what the lists show."""
    screen.choose_filter()


@action("search", "Search the library", "Search the texts of all briefings as you type.",
        "ctrl+f", group="Find", where=LISTS, hint="search all",
        words="everywhere all briefings full text grep", verb="search")  # fmt: skip
def search(screen: Anyone) -> None:
    """Search all briefings."""
    screen.open_search()


@action("palette", "Commands", "Choose among all actions, sections and entries by typing.",
        "ctrl+p", group="Find", where=EVERYWHERE, hint="everything", is_listed=False)  # fmt: skip
def palette(screen: Anyone) -> None:
    """Choose among everything by typing."""
    screen.show_palette()


def ask_to_find(reader: Reader) -> None:
    """Open the line to type in."""
    reader.ask("find")


def choose_filter(reader: Reader) -> None:
    """Choose among conditions that the lists can be held to."""
    reader.choose("Show only", filter_choices(reader), lambda switch: hold_to(reader, switch))


def hold_to(reader: Reader, switch: Switch) -> None:
    """Show what passes the filters after one of them is switched."""
    filters = switch(reader.reading.filters)
    ids = reader.deck.ids(reader.scene.section, filters)
    reader.go(state.filtered(reader.reading, filters, ids))
    shown = f"Shown: {filters.sentence(reader.deck.name)}; Esc shows everything."
    reader.say(shown if filters else "Everything is shown.")


def filter_choices(reader: Reader) -> list[Choice[Switch]]:
    """Everything that lists can be held to, each a switch."""
    filters, deck = reader.reading.filters, reader.deck
    found = condition_choices(reader)
    for entry, count in deck.common_subjects:
        is_on = entry.id in filters.about
        note = f"{entry.noun} {count}"
        found.append(Choice(_switch("about", entry.id), deck.name(entry.id), note, is_on))
    return found + [
        Choice(_switch("tag", tag), tag, "tag", tag in filters.tags) for tag in deck.tags
    ]


def condition_choices(reader: Reader) -> list[Choice[Switch]]:
    """What lists of any briefing can be held to; of quotations once anything is known of them."""
    filters, found = reader.reading.filters, []
    if filters:
        found.append(Choice(_switch("filter", "none"), "Everything", "no filter"))
    is_on = {
        "uncited": filters.is_uncited,
        "single": filters.is_single,
        "caveat": filters.has_caveat,
        "confirmed": filters.is_confirmed,
        "unverified": filters.is_unverified,
    }
    for name, title, note, words in FLAGS:
        if name == "unverified" and reader.deck.verification is None:
            continue
        switch = _switch("filter", name)
        found.append(Choice(switch, title, note, is_on[name], words, f"filter:{name}"))
    for kind in get_args(Kind):
        switch, title = _switch("kind", kind), f"{kind.capitalize()}s"
        found.append(Choice(switch, title, "kind", kind in filters.kinds, name=f"filter:{kind}"))
    return found


def _switch(kind: str, name: str) -> Switch:
    def switch(filters: state.Filters) -> state.Filters:
        return state.toggled(filters, kind, name)

    return switch


def _go(reader: Reader, step: int) -> None:
    reading = reader.reading
    if not reading.hits:
        reader.say("Nothing has been searched for; / finds.")
        return
    moved = state.go_to_hit(reading, step, reader.deck.section_of)
    at = moved.hits.index(moved.place.entry or "") + 1
    reader.go(moved)
    reader.say(f"“{reading.query}” {at} of {len(reading.hits)}")
