"""What became of quotations and cited numbers, as lines of styled spans."""

from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.document.blocks import Excerpt, Excerpts, SourceUse
from briefdeck.draw.hues import state_span
from briefdeck.draw.lines import Line, Span, Style, flow
from briefdeck.evidence.passages import Quoted
from briefdeck.output.prose_lines import KEPT_BLANK, freed, held, inline_spans
from briefdeck.output.verdict_words import (
    EXCERPTS,
    Part,
    Verdict,
    excerpts_note,
    use_verdicts,
    verdict,
)

_STYLES: Final[dict[str, Style]] = {
    "around": "muted",
    "words": "emphasis",
    "quote": "difference",
    "copy": "agreement",
}


def verdict_spans(told: Verdict) -> Line:
    """Return what became of words or numbers: its sign and its words."""
    return state_span(told.state), Span(f"{KEPT_BLANK}{held(told.words)}", "muted")


def listed_spans(quoted: Quoted) -> Line:
    """Return the same for a list, of words that are only near with their difference."""
    told = verdict(quoted, is_whole=False)
    passage = (Span(": ", "muted"), *part_spans(told.parts)) if told.parts else ()
    return (*verdict_spans(told), *passage)


def part_spans(parts: Iterable[Part]) -> Line:
    """Return a passage of a copy, with its signs."""
    return tuple(Span(part.text, _STYLES[part.kind]) for part in parts)


def use_lines(use: SourceUse, width: int, margin: Line) -> Iterator[Line]:
    """Yield what became of what is cited from a place: each sign with its word and its passage."""
    for told in use_verdicts(use):
        yield from _lines(told, width, margin)


def _lines(told: Verdict, width: int, margin: Line) -> Iterator[Line]:
    inner: Line = (*margin, Span("  "))
    yield from freed(flow(verdict_spans(told), width, first=margin, rest=inner))
    if told.parts:
        yield from flow(part_spans(told.parts), width, first=inner, rest=inner)


def excerpts_lines(
    block: Excerpts, numbers: dict[str, int], width: int, margin: Line
) -> Iterator[Line]:
    """Yield the passages of a source's copy: the words, what became of them, where."""
    count = Span(f"  {excerpts_note(block)}", "muted")
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
    at = f", cited at {quoted.seen_at}" if quoted.seen_at else ""
    words = (Span(f"“{quoted.words}”", "text"), Span(at, "muted"))
    yield from flow(words, width, first=margin, rest=inner)
    yield from _lines(verdict(quoted), width, inner)
    rests = (Span("in ", "muted"), *inline_spans(excerpt.entries, numbers))
    yield from flow(rests, width, first=inner, rest=(*inner, Span("  ")))
