"""The card at a citation or link: what it is, how far to trust it, what else rests on it."""

from collections.abc import Iterator

from briefdeck.document.blocks import SUPPORT_WORDS
from briefdeck.draw.lines import Line, Span, flow
from briefdeck.model.briefing import Entry, Source
from briefdeck.model.evidence import STATEMENTS
from briefdeck.reading.deck import Deck
from briefdeck.reading.entry_rows import entry_signs
from briefdeck.text.words import counted

CARD_LINES = 4


def peek_lines(deck: Deck, target: str, origin: str | None, width: int) -> tuple[Line, ...]:
    """A card of at most `CARD_LINES` lines on an entry, or on an address.

    `origin`: the entry from which one looks, for the place that it names in a source.
    """
    entry = deck.entry(target)
    if entry is None:
        return tuple(flow((Span(target, "link"),), width))[:CARD_LINES]
    facts = (Span(" · ".join(_facts(deck, entry, origin)), "muted"),)
    below = list(flow(facts, width))[: CARD_LINES - 1]
    lines: list[Line] = []
    for line in _head(deck, entry, width):
        if len(lines) + len(below) < CARD_LINES:
            lines.append(line)
    return (*lines, *below)


def _head(deck: Deck, entry: Entry, width: int) -> Iterator[Line]:
    signs = entry_signs(deck, entry.id)
    yield from flow((*signs, Span(" " if signs else ""), Span(deck.name(entry.id), "title")), width)
    text = entry.text or ""
    if text and not isinstance(entry, Source):
        yield from flow((Span(deck.plain_label(text)),), width)


def _facts(deck: Deck, entry: Entry, origin: str | None) -> Iterator[str]:
    yield entry.noun
    if isinstance(entry, Source):
        if entry.reliability:
            yield f"reliability {entry.reliability}"
        place = deck.place_in(origin, entry.id) if origin else ""
        if place:
            yield place
    elif entry.table in STATEMENTS:
        yield SUPPORT_WORDS[deck.support(entry.id)]
    resting = {link.source for link in deck.links.backward.get(entry.id, ())} - {origin}
    if resting:
        rest = "rests" if len(resting) == 1 else "rest"
        yield f"{counted(len(resting), 'other entry')} {rest} on it"
