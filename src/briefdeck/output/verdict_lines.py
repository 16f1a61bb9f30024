"""What became of quotations and cited numbers, as lines of styled spans."""

from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.document.blocks import Excerpt, Excerpts, SourceUse
from briefdeck.draw.hues import state_span
from briefdeck.draw.lines import Line, Span, Style, flow
from briefdeck.evidence.passages import CitedNumber, Quoted
from briefdeck.output.prose_lines import KEPT_BLANK, freed, held, inline_spans
from briefdeck.output.verdict_words import (
    EXCERPTS,
    Part,
    number_words,
    passage_parts,
    quoted_words,
    right_numbers_words,
    selector_parts,
    wrong_numbers,
)

_STYLES: Final[dict[str, Style]] = {
    "around": "muted",
    "words": "emphasis",
    "quote": "difference",
    "copy": "agreement",
}


def quoted_spans(quoted: Quoted) -> Line:
    """Return what became of a quotation: its sign and its words."""
    sign = state_span(quoted.passage.state)
    return sign, Span(f"{KEPT_BLANK}{held(quoted_words(quoted))}", "muted")


def verdict_spans(quoted: Quoted) -> Line:
    """Return the same for a list, of words that are only near with their difference."""
    said = quoted_spans(quoted)
    if not quoted.passage.difference:
        return said
    return (*said, Span(": ", "muted"), *part_spans(passage_parts(quoted.passage)))


def part_spans(parts: Iterable[Part]) -> Line:
    """Return a passage of a copy, with its signs."""
    return tuple(Span(part.text, _STYLES[part.kind]) for part in parts)


def use_lines(use: SourceUse, width: int, margin: Line) -> Iterator[Line]:
    """Yield what became of what is cited from a place: each sign with its word and its passage."""
    inner: Line = (*margin, Span("  "))
    for quoted in use.verification:
        yield from _quoted_lines(quoted, width, margin, inner)
    found = right_numbers_words(use)
    if found:
        spans = (state_span("found"), Span(f"{KEPT_BLANK}{found}", "muted"))
        yield from freed(flow(spans, width, first=margin, rest=inner))
    for number in wrong_numbers(use):
        yield from _number_lines(number, width, margin, inner)


def _quoted_lines(quoted: Quoted, width: int, margin: Line, inner: Line) -> Iterator[Line]:
    yield from freed(flow(quoted_spans(quoted), width, first=margin, rest=inner))
    passage = part_spans(passage_parts(quoted.passage))
    if passage:
        yield from flow(passage, width, first=inner, rest=inner)


def _number_lines(number: CitedNumber, width: int, margin: Line, inner: Line) -> Iterator[Line]:
    state = number.passage.state
    spans = (state_span(state), Span(f"{KEPT_BLANK}{number_words(number)}", "muted"))
    yield from freed(flow(spans, width, first=margin, rest=inner))
    if number.passage.selector is not None:
        said = part_spans(selector_parts(number.passage.selector))
        yield from flow(said, width, first=inner, rest=inner)


def excerpts_lines(
    block: Excerpts, numbers: dict[str, int], width: int, margin: Line
) -> Iterator[Line]:
    """Yield the passages of a source's copy: the words, what became of them, where."""
    count = Span(f"  {len(block.excerpts)}", "muted")
    head = (Span(EXCERPTS.upper(), "heading"), count)
    yield from flow(head, width, first=margin, rest=margin)
    for place, excerpt in enumerate(block.excerpts):
        if place:
            yield ()
        yield from _excerpt_lines(excerpt, numbers, width, margin)


def _excerpt_lines(
    excerpt: Excerpt, numbers: dict[str, int], width: int, margin: Line
) -> Iterator[Line]:
    quoted = excerpt.quoted
    inner: Line = (*margin, Span("  "))
    at = f", cited at {quoted.at}" if quoted.at else ""
    words = (Span(f"“{quoted.words}”", "text"), Span(at, "muted"))
    yield from flow(words, width, first=margin, rest=inner)
    yield from _quoted_lines(quoted, width, inner, (*inner, Span("  ")))
    rests = (Span("in ", "muted"), *inline_spans(excerpt.entries, numbers))
    yield from flow(rests, width, first=inner, rest=(*inner, Span("  ")))
