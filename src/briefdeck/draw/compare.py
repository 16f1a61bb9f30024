"""A comparison drawn: both timelines in one frame, figures bar under bar, points face to face."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from briefdeck.document.blocks import Timeline
from briefdeck.document.comparison import Comparison, Measure, Side, Verdict, sides_named
from briefdeck.document.comparison_document import (
    counts_words,
    measure_verdict,
    measure_words,
)
from briefdeck.document.likeness import Facing, Likeness, PlainEntry, shared_times
from briefdeck.draw.items import Lane, Zone
from briefdeck.draw.lines import Line, Span, flow, line_width, trimmed
from briefdeck.draw.measures import AGREES, DIFFERS, LETTERS, SIDE_STYLES, measure_lines
from briefdeck.draw.timeline import TimelineIndex, side_by_side
from briefdeck.model.datewords import date_words
from briefdeck.text.width import truncate
from briefdeck.text.words import counted

NARROWEST = 20
FEW_DATES = 24
"""So many dated entries of both are all drawn, whether both have them or not."""
FACING_LEAST = 64
"""In fewer cells than that, entries stand one under the other."""
BETWEEN = 5
"""Cells between two columns: a sign with two blanks on each side."""
LETTER_SPANS = {
    letter: Span(f"{letter} ", style) for letter, style in zip(LETTERS, SIDE_STYLES, strict=True)
}
INDENT: Line = (Span("  "),)
GLANCE_SIGNS: dict[Verdict, Span] = {
    "differ": Span(f"{DIFFERS} ", "difference"),
    "in part": Span(f"{DIFFERS} ", "difference"),
    "agree": Span(f"{AGREES} ", "agreement"),
}


class _Because(NamedTuple):
    """Why two entries face each other: a sign between them, and in words below."""

    sign: str
    words: str


BECAUSE: dict[Likeness, _Because] = {
    "id": _Because(AGREES, "same id"),
    "sources": _Because("≈", "same sources"),
    "words": _Because("≈", "alike"),
    "order": _Because(" ", ""),
}
SAME_SOURCE = {
    "id": "same id",
    "DOI": "same DOI",
    "address": "same address",
    "title": "same title and year",
}


def draw_comparison(
    comparison: Comparison, width: int, *, every_date: bool = False, more: str = ""
) -> tuple[Line, ...]:
    """Return everything that a comparison holds in lines of at most `width` cells (20 at least).

    A is the first briefing, B the second. The timelines are of the eras and of what both date, or
    of every date; `more` says where to find what is left out.
    """
    width = max(width, NARROWEST)
    lines: list[Line] = []
    for letter, side in sides_named(comparison):
        lines += _side_lines(letter, side, width)
    for heading, body in (
        ("Timeline", timelines(comparison, width, every_date=every_date, more=more)),
        ("Figures", (*glance(comparison, width), *_measures(comparison.measures, width))),
        ("Key points", tuple(facing_lines(comparison.key_points, width))),
        ("Recommendations", tuple(facing_lines(comparison.recommendations, width))),
        ("Sources in common", tuple(_sources(comparison, width))),
    ):
        if body:
            lines += [(), (Span(heading, "heading"),), *body]
    return tuple(trimmed(line) for line in lines)


def _side_lines(letter: str, side: Side, width: int) -> tuple[Line, ...]:
    note = f"  as of {date_words(side.as_of)} · {side.stance}"
    title = (Span(side.title, "title"), Span(note, "muted"))
    lead = (LETTER_SPANS[letter]._replace(text=f"{letter}  "),)
    return flow(title, width, first=lead, rest=(Span("   "),))


def timelines(
    comparison: Comparison, width: int, *, every_date: bool = False, more: str = ""
) -> tuple[Line, ...]:
    """Return both timelines in one frame on one scale; nothing without a date.

    They show eras, what both date, and how much is left out.
    """
    headings = [
        (LETTER_SPANS[letter], Span(truncate(side.title, width - 2), "strong"))
        for letter, side in sides_named(comparison)
    ]
    dated = [side.timeline for side in comparison.sides]
    every = _indexes(dated)
    count = sum(len(index.by_id) for index in every)
    if not count:
        return ()
    if every_date or count <= FEW_DATES:
        return side_by_side(list(zip(headings, every, strict=True)), width)
    shared = shared_times(*dated)
    kept = [_with_eras(index, ids) for index, ids in zip(every, shared, strict=True)]
    drawn = side_by_side(list(zip(headings, kept, strict=True)), width)
    said = _left_out(every, kept)
    if not said:
        return drawn
    return (*drawn, *flow((Span(f"{said} {more}".rstrip(), "muted"),), width))


def _indexes(timelines: Sequence[Timeline]) -> list[TimelineIndex]:
    """Return the indexes of timelines that are drawn with one clock."""
    entries = [(*each.eras, *each.programs, *each.events) for each in timelines]
    zone = Zone.of(entry.date for each in entries for entry in each if entry.date is not None)
    return [
        TimelineIndex.of(each.eras, each.programs, each.events, as_of=each.until, zone=zone)
        for each in timelines
    ]


def _with_eras(index: TimelineIndex, ids: Iterable[str]) -> TimelineIndex:
    """Return the index of these entries and all eras."""
    return index.only({*ids, *(item.id for item in index.tracks["era"].items)})


def _left_out(whole: Sequence[TimelineIndex], kept: Sequence[TimelineIndex]) -> str:
    """Return how many dates only one of the two has: "… A's 20 programs and 31 events."."""
    said = []
    lanes: tuple[Lane, ...] = ("program", "event")
    for letter, every, some in zip(LETTERS, whole, kept, strict=True):
        parts = []
        for lane in lanes:
            missing = len(every.tracks[lane].items) - len(some.tracks[lane].items)
            if missing:
                parts.append(counted(missing, lane))
        if parts:
            said.append(f"{letter}'s {' and '.join(parts)}")
    return f"Left out, for only one of the two has them: {'; '.join(said)}." if said else ""


def glance(comparison: Comparison, width: int) -> tuple[Line, ...]:
    """Return what differs and what agrees, a line for each measure, before the charts."""
    if not comparison.measures:
        return ()
    counts = counts_words(comparison) or "No figure stands in both."
    lines = list(flow((Span(counts, "strong"),), width))
    for measure in comparison.measures:
        sign = GLANCE_SIGNS.get(measure_verdict(measure), Span("– ", "muted"))
        said = (Span(f"{measure.title}: ", "label"), Span(measure_words(measure), sign.style))
        lines += flow(said, width, first=(sign,), rest=INDENT)
    return (*lines, ())


def _measures(measures: Sequence[Measure], width: int) -> Iterator[Line]:
    for number, measure in enumerate(measures):
        if number:
            yield ()
        yield from measure_lines(measure, width)


def facing_lines(facing: Sequence[Facing], width: int) -> Iterator[Line]:
    """Return entries facing each other in two columns, or one under the other if it is narrow.

    A sign between them, and words below, say why.
    """
    for number, pair in enumerate(facing):
        if number:
            yield ()
        if width >= FACING_LEAST:
            yield from _in_columns(pair, (width - BETWEEN) // 2)
        else:
            yield from _in_turn(pair, width)
        why = _why(pair)
        if why:
            yield from flow((Span(f"{BECAUSE[pair.because].sign} {why}", "muted"),), width)


def _in_columns(pair: Facing, half: int) -> Iterator[Line]:
    first, second = (_entry_lines(entry, half) for entry in pair.entries)
    sign = BECAUSE[pair.because].sign
    for left, right in zip_longest(first, second, fillvalue=()):
        blank = Span(" " * (half - line_width(left)))
        yield trimmed((*left, blank, Span(f"  {sign}  ", "agreement"), *right))
        sign = " "


def _in_turn(pair: Facing, width: int) -> Iterator[Line]:
    for letter, entry in zip(LETTERS, pair.entries, strict=True):
        if entry is not None:
            yield from flow(_entry_spans(entry), width, first=(LETTER_SPANS[letter],), rest=INDENT)


def _entry_lines(entry: PlainEntry | None, width: int) -> tuple[Line, ...]:
    if entry is None:
        return ((Span("–", "gap"),),)
    return flow(_entry_spans(entry), width)


def _entry_spans(entry: PlainEntry) -> Line:
    if not entry.title:
        return (Span(entry.text, "text", entry.entry),)
    text = f"\n{entry.text}" if entry.text else ""
    return Span(entry.title, "strong", entry.entry), Span(text, "text", entry.entry)


def _why(pair: Facing) -> str:
    words = BECAUSE[pair.because].words
    return f"{words}: {', '.join(pair.shared)}" if pair.because == "sources" else words


def _sources(comparison: Comparison, width: int) -> Iterator[Line]:
    for source in comparison.sources:
        first, second = source.ids
        why = SAME_SOURCE[source.because]
        if first != second:
            why += f"; {second} in B"
        said = (Span(source.short, "citation", first), Span(f"  {why}", "muted"))
        yield from flow(said, width, rest=INDENT)
