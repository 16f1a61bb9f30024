"""A comparison drawn: the ledger, statements face to face, figures bar under bar, then times."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest

from briefdeck.document.blocks import Timeline
from briefdeck.document.comparison import Comparison, PlainEntry, Side, StatementPair, sides_named
from briefdeck.document.comparison_document import (
    RELATION_TITLES,
    SAME_SOURCE,
    alone_counts,
    alone_titles,
    facts_words,
    shared_words,
    uncompared_words,
)
from briefdeck.document.ledger import LETTERS, LedgerRow, Letter
from briefdeck.document.shared_measures import Measure
from briefdeck.draw.items import Lane, Zone
from briefdeck.draw.ledger import ledger_lines, mark_spans, with_blanks
from briefdeck.draw.lines import Line, Span, flow, line_width, trimmed
from briefdeck.draw.measures import SIDE_STYLES, measure_lines, side_target
from briefdeck.draw.timeline import TimelineIndex, side_by_side
from briefdeck.model.datewords import date_words
from briefdeck.text.width import truncate
from briefdeck.text.words import counted, plural

NARROWEST = 20
FEW_DATES = 24
"""So many dated entries of both are all drawn, whether both have them or not."""
FEW_AGREEMENTS = 24
"""So many values that agree are listed at most, unless everything is asked for."""
FEW_MEASURES = 8
"""So many measures are charted at most, unless everything is asked for."""
FACING_LEAST = 64
"""In fewer cells than that, entries stand one under the other."""
BETWEEN = 3
"""Cells between two columns."""
LETTER_SPANS: dict[Letter, Span] = {
    letter: Span(f"{letter} ", style) for letter, style in zip(LETTERS, SIDE_STYLES, strict=True)
}
INDENT: Line = (Span("  "),)


def draw_comparison(
    comparison: Comparison, width: int, *, everything: bool = False, more: str = ""
) -> tuple[Line, ...]:
    """Return what a comparison holds in lines of at most `width` cells (20 at least).

    A is the first briefing, B the second. everything: every date, every value that agrees, and the
    title of every finding that only one has; `more` says where to find what is left out.
    """
    width = max(width, NARROWEST)
    lines: list[Line] = []
    for words in facts_words(comparison):
        lines += flow((Span(words, "strong"),), width)
    lines.append(())
    for letter, side in sides_named(comparison):
        lines += _side_lines(letter, side, width)
    if not comparison.has_anything:
        lines += _nothing(comparison, width)
        return tuple(trimmed(line) for line in lines)
    for heading, body in (
        (
            "Where they disagree",
            ledger_lines(
                comparison.disagreements, width, with_entries=True, titles=RELATION_TITLES
            ),
        ),
        ("Where they agree", _agreements(comparison, width, everything=everything, more=more)),
        ("What both say", facing_lines(comparison.statements, width)),
        ("What both advise", facing_lines(comparison.advice, width)),
        ("Only in one", _alone(comparison, width, everything=everything, more=more)),
        (
            "Figures side by side",
            _measures(comparison.measures, width, everything=everything, more=more),
        ),
        ("Sources in common", _sources(comparison, width)),
        ("Timelines", timelines(comparison, width, everything=everything, more=more)),
    ):
        drawn = tuple(body)
        if drawn:
            lines += [(), (Span(heading, "heading"),), *drawn]
    return tuple(trimmed(line) for line in lines)


def _side_lines(letter: Letter, side: Side, width: int) -> tuple[Line, ...]:
    note = f"  as of {date_words(side.as_of)} · {side.stance}"
    title = (Span(side.title, "title"), Span(note, "muted"))
    lead = (LETTER_SPANS[letter]._replace(text=f"{letter}  "),)
    return flow(title, width, first=lead, rest=(Span("   "),))


def _nothing(comparison: Comparison, width: int) -> Iterator[Line]:
    """Yield what each of two has that have nothing in common, in a line each."""
    yield ()
    for letter in LETTERS:
        said = (Span(alone_counts(comparison, letter), "muted"),)
        yield from flow(said, width, first=(LETTER_SPANS[letter],), rest=INDENT)


def _agreements(
    comparison: Comparison, width: int, *, everything: bool, more: str
) -> Iterator[Line]:
    rows = comparison.agreements
    shown = rows if everything else _some(rows)
    yield from ledger_lines(shown, width, with_entries=everything)
    if len(shown) < len(rows):
        said = f"{counted(len(rows) - len(shown), 'more value')} agree. {more}".rstrip()
        yield from flow((Span(said, "muted"),), width)


def _some(rows: Sequence[LedgerRow]) -> Sequence[LedgerRow]:
    return rows[:FEW_AGREEMENTS] if len(rows) > FEW_AGREEMENTS + 1 else rows


def _alone(comparison: Comparison, width: int, *, everything: bool, more: str) -> Iterator[Line]:
    """Yield what only one has: counts, and the titles of what leads it."""
    listed = 0
    for number, letter in enumerate(LETTERS):
        counts = (Span(alone_counts(comparison, letter), "strong"),)
        yield from flow(counts, width, first=(LETTER_SPANS[letter],), rest=INDENT)
        titles = alone_titles(comparison, letter, everything=everything)
        listed += len(titles)
        for noun, entries in groupby(titles, key=lambda each: each.noun):
            yield (Span(f"  {plural(noun)}", "muted"),)
            for each in entries:
                title = (Span(each.title, "text", side_target(each.entry, number)),)
                yield from flow(title, width, first=(Span("  · "),), rest=(Span("    "),))
    if listed < sum(map(len, comparison.only)) and more:
        yield from flow((Span(f"Findings are counted, not listed. {more}", "muted"),), width)


def timelines(
    comparison: Comparison, width: int, *, everything: bool = False, more: str = ""
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
    if everything or count <= FEW_DATES:
        return side_by_side(list(zip(headings, every, strict=True)), width)
    kept = [_with_eras(index, ids) for index, ids in zip(every, comparison.same_times, strict=True)]
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


def _measures(
    measures: Sequence[Measure], width: int, *, everything: bool, more: str
) -> Iterator[Line]:
    """Yield charts of the measures that can be compared somewhere, and a word on the others."""
    compared = [measure for measure in measures if any(row.pairs for row in measure.rows)]
    shown = compared if everything else compared[:FEW_MEASURES]
    for measure in shown:
        yield from measure_lines(measure, width)
        yield ()
    said = list(uncompared_words(measures))
    if len(shown) < len(compared):
        left = counted(len(compared) - len(shown), "more measure")
        said.append(f"{left} can be compared. {more}".rstrip())
    for words in said:
        yield from flow((Span(words, "muted"),), width)


def facing_lines(facing: Sequence[StatementPair], width: int) -> Iterator[Line]:
    """Yield statements facing each other in two columns, or one under the other if it is narrow.

    What they have in common stands under them.
    """
    for number, pair in enumerate(facing):
        if number:
            yield ()
        if width >= FACING_LEAST:
            yield from _side_by_side(pair, (width - BETWEEN) // 2)
        else:
            yield from _in_turn(pair, width)
        said = (Span(f"In common: {shared_words(pair)}", "muted"),)
        yield from flow(said, width, first=INDENT, rest=INDENT)


def _side_by_side(pair: StatementPair, half: int) -> Iterator[Line]:
    columns = []
    for number, (letter, entry) in enumerate(zip(LETTERS, pair.entries, strict=True)):
        lead = (LETTER_SPANS[letter],)
        columns.append(flow(_entry_spans(entry, number), half, first=lead, rest=INDENT))
    for left, right in zip_longest(*columns, fillvalue=()):
        blank = Span(" " * (half - line_width(left)))
        yield trimmed(with_blanks((*left, blank, Span(" " * BETWEEN), *right)))


def _in_turn(pair: StatementPair, width: int) -> Iterator[Line]:
    for number, (letter, entry) in enumerate(zip(LETTERS, pair.entries, strict=True)):
        lead = (LETTER_SPANS[letter],)
        drawn = flow(_entry_spans(entry, number), width, first=lead, rest=INDENT)
        yield from map(with_blanks, drawn)


def _entry_spans(entry: PlainEntry, side: int) -> Line:
    target = side_target(entry.entry, side)
    mark = tuple(mark_spans(entry.caveat))
    name = Span(f"  {entry.noun} {entry.entry}", "muted")
    if not entry.title:
        return (Span(entry.text, "text", target), *mark, name)
    text = f"\n{entry.text}" if entry.text else ""
    return Span(entry.title, "strong", target), *mark, name, Span(text, "text", target)


def _sources(comparison: Comparison, width: int) -> Iterator[Line]:
    for source in comparison.sources:
        first, second = source.ids
        why = SAME_SOURCE[source.because]
        if first != second:
            why += f"; {second} in B"
        said = (Span(source.short, "citation", first), Span(f"  {why}", "muted"))
        yield from flow(said, width, rest=INDENT)
