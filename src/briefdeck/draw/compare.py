"""A comparison drawn: both timelines in one frame, figures of one measure bar under bar, points facing each other."""

from collections.abc import Iterator, Sequence

from briefdeck.document.comparison import Comparison, Measure, Side, Verdict, sides_named
from briefdeck.document.comparison_document import (
    counts_words,
    measure_verdict,
    measure_words,
)
from briefdeck.document.likeness import Facing, PlainEntry, shared_times
from briefdeck.draw.items import Lane
from briefdeck.draw.lines import Line, Span, Style, flow, line_width, trimmed
from briefdeck.draw.measures import AGREES, DIFFERS, SIDE_STYLES, measure_lines
from briefdeck.draw.timeline import TimelineIndex, side_by_side
from briefdeck.text.width import truncate
from briefdeck.text.words import counted

NARROWEST = 20
FEW_DATES = 24
"""So many dated entries of both are all drawn, whether both have them or not."""
GLANCE_SIGNS: dict[Verdict, tuple[str, Style]] = {
    "differ": (DIFFERS, "difference"),
    "in part": (DIFFERS, "difference"),
    "agree": (AGREES, "agreement"),
}
FACING_LEAST = 64
BECAUSE = {"id": "same id", "sources": "same sources", "words": "alike", "order": ""}
SAME_SOURCE = {
    "id": "same id",
    "DOI": "same DOI",
    "address": "same address",
    "title": "same title and year",
}


def draw_comparison(
    comparison: Comparison, width: int, *, every_date: bool = False, more: str = ""
) -> tuple[Line, ...]:
    """Everything that a comparison holds, none of it wider than `width`: A is the first briefing, B the second.

    The timelines are of the eras and of what both date, or of every date; `more` says where to find what is left out.
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
    first = (Span(f"{letter}  ", SIDE_STYLES["AB".index(letter)]),)
    note = f"  as of {side.as_of.words()} · {side.stance}"
    return flow(
        (Span(side.title, "title"), Span(note, "muted")), width, first=first, rest=(Span("   "),)
    )


def timelines(
    comparison: Comparison, width: int, *, every_date: bool = False, more: str = ""
) -> tuple[Line, ...]:
    """Both timelines in one frame on one scale: eras, what both date, and how much is left out; nothing without a date."""
    indexes = []
    for letter, side in sides_named(comparison):
        dated = side.timeline
        as_of = dated.until.upper if dated.until else None
        heading = (
            Span(f"{letter} ", SIDE_STYLES["AB".index(letter)]),
            Span(truncate(side.title, width - 2), "strong"),
        )
        indexes.append(
            (heading, TimelineIndex.of(dated.eras, dated.programs, dated.events, as_of=as_of))
        )
    if not any(index.by_id for _, index in indexes):
        return ()
    if every_date or sum(len(index.by_id) for _, index in indexes) <= FEW_DATES:
        return side_by_side(indexes, width)
    shared = shared_times(*(side.timeline for side in comparison.sides))
    kept = [
        (heading, index.only({*ids, *(item.id for item in index.tracks["era"].items)}))
        for (heading, index), ids in zip(indexes, shared, strict=True)
    ]
    said = _left_out([whole for _, whole in indexes], [index for _, index in kept])
    note = flow((Span(f"{said} {more}".rstrip(), "muted"),), width) if said else ()
    return (*side_by_side(kept, width), *note)


def _left_out(whole: Sequence[TimelineIndex], kept: Sequence[TimelineIndex]) -> str:
    """How many dates only one of the two has: "Left out, for only one of the two has them: A's 20 programs and 31 events."."""
    said = []
    for letter, every, some in zip("AB", whole, kept, strict=True):
        lanes: tuple[tuple[Lane, str], ...] = (("program", "program"), ("event", "event"))
        rest = [
            (len(every.tracks[lane].items) - len(some.tracks[lane].items), noun)
            for lane, noun in lanes
        ]
        parts = [counted(count, noun) for count, noun in rest if count]
        said += [f"{letter}'s {' and '.join(parts)}"] if parts else []
    return f"Left out, for only one of the two has them: {'; '.join(said)}." if said else ""


def glance(comparison: Comparison, width: int) -> tuple[Line, ...]:
    """What differs and what agrees, a line for each measure, before the charts."""
    if not comparison.measures:
        return ()
    lines = [
        *flow((Span(counts_words(comparison) or "No figure stands in both.", "strong"),), width)
    ]
    for measure in comparison.measures:
        verdict = measure_verdict(measure)
        sign, style = GLANCE_SIGNS.get(verdict, ("–", "muted"))
        lead = (Span(f"{sign} ", style),)
        said = (Span(f"{measure.title}: ", "label"), Span(measure_words(measure), style))
        lines += flow(said, width, first=lead, rest=(Span("  "),))
    return (*lines, ())


def _measures(measures: Sequence[Measure], width: int) -> Iterator[Line]:
    for number, measure in enumerate(measures):
        if number:
            yield ()
        yield from measure_lines(measure, width)


def facing_lines(facing: Sequence[Facing], width: int) -> Iterator[Line]:
    """Entries face each other in two columns, or, where it is narrow, one under the other; a sign says which are alike."""
    half = (width - 5) // 2
    for number, pair in enumerate(facing):
        if number:
            yield ()
        sign = (
            AGREES if pair.because == "id" else "≈" if pair.because in {"sources", "words"} else " "
        )
        if width >= FACING_LEAST:
            sides = [_entry_lines(entry, half) for entry in pair.entries]
            for place in range(max(len(side) for side in sides)):
                left, right = (side[place] if place < len(side) else () for side in sides)
                middle = f"  {sign if not place else ' '}  "
                blank = Span(" " * (half - line_width(left)))
                yield trimmed((*left, blank, Span(middle, "agreement"), *right))
        else:
            for letter, entry in zip("AB", pair.entries, strict=True):
                if entry is not None:
                    lead = (Span(f"{letter} ", SIDE_STYLES["AB".index(letter)]),)
                    yield from flow(_entry_spans(entry), width, first=lead, rest=(Span("  "),))
        if why := _why(pair):
            yield from flow((Span(f"{sign} {why}", "muted"),), width)


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
    words = BECAUSE[pair.because]
    return f"{words}: {', '.join(pair.shared)}" if pair.because == "sources" else words


def _sources(comparison: Comparison, width: int) -> Iterator[Line]:
    for source in comparison.sources:
        why = SAME_SOURCE[source.because]
        known = f"{why}; {source.ids[1]} in B" if source.ids[0] != source.ids[1] else why
        yield from flow(
            (Span(source.short, "citation", source.ids[0]), Span(f"  {known}", "muted")),
            width,
            rest=(Span("  "),),
        )
