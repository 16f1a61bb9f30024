"""The card at a citation or link: what it is, how far to trust it, what else rests on it.

At a citation of a source's words it shows what became of them in the stored copy, and the passage.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from briefdeck.document.blocks import SUPPORT_WORDS
from briefdeck.draw.lines import Line, Span, flow
from briefdeck.evidence.passages import Quoted
from briefdeck.model.briefing import Entry, Source
from briefdeck.model.evidence import STATEMENTS
from briefdeck.output.prose_lines import freed
from briefdeck.output.verdict_lines import part_spans, quoted_spans
from briefdeck.output.verdict_words import Part, passage_parts
from briefdeck.reading.deck import Deck
from briefdeck.reading.entry_rows import entry_signs
from briefdeck.reading.geometry import PEEK_ROWS
from briefdeck.text.width import cell_width, fit, last_fit, truncate
from briefdeck.text.words import capital, counted

CARD_LINES = 4
MOST_ROWS = 9
"""Rows of a card that shows words of a copy, at most."""
NOT_YET = "not verified yet"
RAGGED = 6
"""Cells that a line leaves free at its end, as words are not broken."""
WORDS = frozenset({"words"})
DIFFERENCE = frozenset({"quote", "copy"})
INDENT: Line = (Span("  "),)


def peek_lines(
    deck: Deck,
    target: str,
    origin: str | None,
    width: int,
    height: int = PEEK_ROWS,
    *,
    is_spoken: bool = False,
) -> tuple[Line, ...]:
    """A card on an entry, or on an address, in at most `height` lines.

    `origin`: the entry from which one looks, for the place and the words that it has of a source.
    `is_spoken`: what became of the words is said without signs.
    """
    entry = deck.entry(target)
    if entry is None:
        return tuple(flow((Span(target, "link"),), width))[:CARD_LINES]
    head = list(_head(deck, entry, width))
    facts = list(flow((Span(" · ".join(_facts(deck, entry, origin)), "muted"),), width))
    cited = _cited(deck, target, origin)
    if not cited:
        below = facts[: CARD_LINES - 1]
        return (*head[: CARD_LINES - len(below)], *below)
    room = height - 2
    if is_spoken:
        sentences = cited_sentences(deck, target, origin)
        lines = chain.from_iterable(flow((Span(each),), width) for each in sentences)
    else:
        lines = chain.from_iterable(_cited_lines(each, width, room) for each in cited)
    said = list(lines)[:room]
    rest = height - len(said)
    title = head[: max(1, rest - len(facts))]
    return (*title, *said, *facts[: rest - len(title)])


def _head(deck: Deck, entry: Entry, width: int) -> Iterator[Line]:
    # What is amiss elsewhere in a source's copy would be taken for what is so here.
    signs = () if isinstance(entry, Source) else entry_signs(deck, entry.id)
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


class _Cited(NamedTuple):
    """Words of a source that an entry has, and what became of them; None: nobody has looked yet."""

    words: str
    quoted: Quoted | None = None


def _cited(deck: Deck, target: str, origin: str | None) -> list[_Cited]:
    """The words of a source that an entry has, seen from either; those not found come first."""
    if deck.verdicts is None:
        return []
    ends = (origin or "", target)
    entry, source = ends if isinstance(deck.entry(target), Source) else ends[::-1]
    known = [_Cited(each.words, each) for each in deck.verdicts.between(entry, source)]
    known += [_Cited(words) for words in deck.verdicts.waiting_between(entry, source)]
    return sorted(known, key=_is_verified)


def _is_verified(cited: _Cited) -> bool:
    return cited.quoted is not None and cited.quoted.passage.state == "verified"


def _cited_lines(cited: _Cited, width: int, room: int) -> Iterator[Line]:
    """What became of words, and the passage that they are, or are near to; else the words."""
    quoted = cited.quoted
    told = quoted_spans(quoted) if quoted else (Span(f"… {NOT_YET}", "muted"),)
    said = freed(flow(told, width, rest=INDENT))
    yield from said
    cells = (room - len(said)) * (width - RAGGED)
    words = (Span(f"“{truncate(cited.words, max(cells, 3))}”", "muted"),)
    passage = part_spans(_narrowed(passage_parts(quoted.passage), cells)) if quoted else ()
    yield from flow(passage or words, width, first=INDENT, rest=INDENT)


def cited_sentences(deck: Deck, target: str, origin: str | None) -> Iterator[str]:
    """Yield what became of the words of a source that an entry has, in words alone."""
    from briefdeck.output.verdict_sentences import sentence

    for cited in _cited(deck, target, origin):
        told = sentence(cited.quoted) if cited.quoted else capital(NOT_YET)
        yield f"“{cited.words}”: {told}" if cited.quoted else f"{told}: “{cited.words}”"


def _narrowed(parts: Sequence[Part], cells: int) -> list[Part]:
    """A passage in some cells: its words, or what differs in them, with less of what is around."""
    is_near = any(part.kind in DIFFERENCE for part in parts)
    cores = [at for at, part in enumerate(parts) if part.kind in (DIFFERENCE if is_near else WORDS)]
    around = [at for at in range(len(parts)) if at not in cores]
    free = cells - sum(cell_width(parts[at].text) for at in cores)
    each = max(0, free // max(1, len(around)))
    return [
        _cut(part, each, is_before=at < cores[0], is_after=at > cores[-1]) if at in around else part
        for at, part in enumerate(parts)
    ]


def _cut(part: Part, cells: int, *, is_before: bool, is_after: bool) -> Part:
    """A part of a passage without what is furthest from its words, or from what differs."""
    text = part.text
    if cell_width(text) <= cells:
        return part
    room = (cells - 1) if is_before or is_after else (cells - 1) // 2
    start = "" if is_before else fit(text, room).rpartition(" ")[0]
    end = "" if is_after else last_fit(text, room).partition(" ")[2]
    return part._replace(text=f"{start}{' ' * bool(start)}…{' ' * bool(end)}{end}")
