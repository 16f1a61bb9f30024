"""The card at a citation or link: what it is, how far to trust it, what else rests on it.

At a citation of a source's words it shows what became of them in the stored copy, and the passage.
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from briefdeck.document.blocks import SUPPORT_WORDS, SourceUse
from briefdeck.document.verdicts import Verdicts
from briefdeck.draw.lines import Line, Span, flow
from briefdeck.evidence.passages import CitedNumber
from briefdeck.model.briefing import Entry, Source
from briefdeck.model.evidence import STATEMENTS
from briefdeck.output.prose_lines import freed
from briefdeck.output.verdict_lines import part_spans, verdict_spans
from briefdeck.output.verdict_sentences import sentence, use_sentences
from briefdeck.output.verdict_words import Verdict, number_verdicts, verdict
from briefdeck.reading.deck import Deck
from briefdeck.reading.entry_rows import entry_signs
from briefdeck.reading.geometry import PEEK_ROWS
from briefdeck.reading.narrowing import narrowed
from briefdeck.text.width import truncate
from briefdeck.text.words import capital, counted

CARD_LINES = 4
MOST_ROWS = 9
"""Rows of a card that shows words of a copy, at most."""
NOT_YET = "not verified yet"
RAGGED = 6
"""Cells that a line leaves free at its end, as words are not broken."""
AGREEING = frozenset({"verified", "found"})
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
    """What became of what an entry has of a source; words: those that are quoted, if any are.

    verdict: None where nobody has looked for the words yet.
    """

    words: str = ""
    verdict: Verdict | None = None
    sentence: str = ""

    @property
    def is_amiss(self) -> bool:
        """Whether it is not as the copy has it, or nobody knows."""
        return self.verdict is None or self.verdict.state not in AGREEING


def _cited(deck: Deck, target: str, origin: str | None) -> list[_Cited]:
    """What an entry has of a source, seen from either of them; what is amiss comes first."""
    known = deck.verdicts
    if known is None:
        return []
    ends = (origin or "", target)
    entry, source = ends if isinstance(deck.entry(target), Source) else ends[::-1]
    return sorted(_all_cited(known, entry, source), key=lambda each: not each.is_amiss)


def _all_cited(known: Verdicts, entry: str, source: str) -> Iterator[_Cited]:
    """Yield the words that are quoted, those that were not looked for yet, then the numbers."""
    for each in known.between(entry, source):
        yield _Cited(each.words, verdict(each), f"“{each.words}”: {sentence(each)}")
    for words in known.waiting_between(entry, source):
        yield _Cited(words, None, f"{capital(NOT_YET)}: “{words}”")
    use = _use_of_numbers(source, known.numbers_between(entry, source))
    for told, said in zip(number_verdicts(use), use_sentences(use), strict=True):
        yield _Cited("", told, said)


def _use_of_numbers(source: str, numbers: tuple[CitedNumber, ...]) -> SourceUse:
    places = {each.at for each in numbers}
    at = places.pop() if len(places) == 1 else None
    return SourceUse(source=source, number=None, short="", at=at, cited_numbers=numbers)


def _cited_lines(cited: _Cited, width: int, room: int) -> Iterator[Line]:
    """What became of words, and the passage that they are, or are near to; else the words."""
    told = cited.verdict
    spans = verdict_spans(told) if told else (Span(f"… {NOT_YET}", "muted"),)
    said = freed(flow(spans, width, rest=INDENT))
    yield from said
    rows = room - len(said)
    cells = rows * (width - RAGGED)
    parts = told.parts if told else ()
    if parts:
        whole = flow(part_spans(parts), width, first=INDENT, rest=INDENT)
        if len(whole) > rows:
            whole = flow(part_spans(narrowed(parts, cells)), width, first=INDENT, rest=INDENT)
        yield from whole
    elif cited.words:
        words = f"“{truncate(cited.words, max(cells, 3))}”"
        yield from flow((Span(words, "muted"),), width, first=INDENT, rest=INDENT)


def cited_sentences(deck: Deck, target: str, origin: str | None) -> Iterator[str]:
    """Yield what became of what an entry has of a source, in words alone."""
    for cited in _cited(deck, target, origin):
        yield cited.sentence
