"""A comparison drawn: both timelines in one frame, figures of one measure bar under bar, points facing each other."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from briefdeck.document.compare import Card, Comparison, Facing, Measure, MeasureRow, Reading, Side, sides_named
from briefdeck.draw.bars import axis, bar, label_width, labelled
from briefdeck.draw.lines import Line, Span, Style, flow, line_width, merged, truncate
from briefdeck.draw.marks import legend
from briefdeck.draw.table import Cell, table
from briefdeck.draw.timeline import TimelineIndex, side_by_side
from briefdeck.draw.values import SIGN_WORDS, ValueScale, extremes, is_hedged, point_target, tick_labels, value_spans
from briefdeck.model.briefing import Column, Point, Series
from briefdeck.model.figures import amount, number_words, unit_words, value_words

NARROWEST = 20
FACING_LEAST = 64
DIFFERS, AGREES = "≠", "="
MEASURE_SIGNS = SIGN_WORDS | {DIFFERS: "they differ beyond their hedges", AGREES: "they agree, hedges considered"}
BECAUSE = {"id": "same id", "sources": "same sources", "words": "alike", "order": ""}
SAME_SOURCE = {"id": "same id", "DOI": "same DOI", "address": "same address", "title": "same title and year"}


def draw_comparison(comparison: Comparison, width: int) -> tuple[Line, ...]:
    """Everything that a comparison holds, none of it wider than `width`: A is the first briefing, B the second."""
    width = max(width, NARROWEST)
    lines: list[Line] = []
    for letter, side in sides_named(comparison):
        lines += _side_lines(letter, side, width)
    for heading, body in (
        ("Timeline", timelines(comparison, width)),
        ("Figures", tuple(_measures(comparison.measures, width))),
        ("Key points", tuple(facing_lines(comparison.key_points, width))),
        ("Recommendations", tuple(facing_lines(comparison.recommendations, width))),
        ("Sources in common", tuple(_sources(comparison, width))),
    ):
        if body:
            lines += [(), (Span(heading, "heading"),), *body]
    return tuple(lines)


def _side_lines(letter: str, side: Side, width: int) -> tuple[Line, ...]:
    first = (Span(f"{letter}  ", _side_style(letter)),)
    note = f"  as of {side.as_of.words()} · {side.stance}"
    return flow((Span(side.title, "title"), Span(note, "muted")), width, first=first, rest=(Span("   "),))


def _side_style(letter: str) -> Style:
    return "series-1" if letter == "A" else "series-2"


def timelines(comparison: Comparison, width: int) -> tuple[Line, ...]:
    """Both timelines in one frame on one scale; nothing where neither has a date."""
    indexes = []
    for letter, side in sides_named(comparison):
        dated = side.timeline
        as_of = dated.until.upper if dated.until else None
        heading = (Span(f"{letter} ", _side_style(letter)), Span(truncate(side.title, width - 2), "strong"))
        indexes.append((heading, TimelineIndex.of(dated.eras, dated.programs, dated.events, as_of=as_of)))
    if not any(index.by_id for _, index in indexes):
        return ()
    return side_by_side(indexes, width)


def _measures(measures: Sequence[Measure], width: int) -> Iterator[Line]:
    for number, measure in enumerate(measures):
        if number:
            yield ()
        yield from measure_lines(measure, width)


def measure_lines(measure: Measure, width: int) -> Iterator[Line]:
    """One measure: its bars, then its table; where units differ, the table alone, and why."""
    yield from flow((Span(measure.title, "title"), Span(f"  {measure.name}", "muted")), width)
    if measure.is_comparable:
        chart = tuple(_measure_chart(measure, width))
        signs = [
            tuple(Span(span.text[:2], span.style) if span.style == "value" else span for span in line) for line in chart
        ]
        yield from chart
        yield from legend(signs, width, MEASURE_SIGNS)
    else:
        words = f"Not compared: the units differ ({', '.join(measure.units)})."
        yield from flow((Span(words, "caveat"),), width)
    yield ()
    yield from measure_table(measure, width)


def _measure_chart(measure: Measure, width: int) -> Iterator[Line]:
    """For each period a bar for A and one for B on one scale, and what their difference is."""
    readings = [(row, side, each) for row in measure.rows for side in (0, 1) for each in row.readings[side]]
    whole = _in_base_units(readings[0][2].series, [each for _, _, each in readings])
    yield (Span(truncate(_unit(whole), width), "muted"),)
    column = label_width([row.label for row in measure.rows], max(width - 2, NARROWEST)) + 2
    widest = max(line_width(value_spans(each.series, each.point)) for _, _, each in readings)
    widest = max(
        widest, max((_verdict_width(whole, row, each) for row, side, each in readings if side == 1), default=0)
    )
    cells = width - column - 2 - widest
    ends = [found for point in whole.points if (found := extremes(whole, point))]
    low, high = min((end[0] for end in ends), default=0.0), max((end[2] for end in ends), default=1.0)
    scale = ValueScale(min(low, 0.0), max(high, 0.0) or 1.0, cells if cells >= 6 else max(width - column - 2, 1))
    shown = ""
    for row, side, reading in readings:
        letter = "AB"[side]
        label = row.label if row.label != shown else ""
        shown = row.label
        verdict = _verdict(whole, row) if _is_last(row, side, reading) else ()
        value = (*value_spans(reading.series, reading.point), *verdict)
        yield from _measure_row(label, letter, reading, value, scale, (column, width), _based(reading))
    yield from axis(whole, scale, column, width)


def _measure_row(
    label: str, letter: str, reading: Reading, value: Line, scale: ValueScale, columns: tuple[int, int], point: Point
) -> Iterator[Line]:
    column, width = columns
    base = replace(reading.series, scale=None, points=(point,))
    target = point_target(reading.series, reading.point)
    drawn = tuple(
        Span(span.text, _side_style(letter), span.target) if span.style in {"bar", "uncertain"} else span
        for span in bar(base, point, scale)
    )
    lettered = (Span(f"{letter} ", _side_style(letter)), *drawn)
    yield from labelled(label, lettered, value, (column - 2, width), target, is_selected=False)


def _is_last(row: MeasureRow, side: int, reading: Reading) -> bool:
    return side == 1 and reading is row.readings[1][-1]


def _verdict_width(whole: Series, row: MeasureRow, reading: Reading) -> int:
    return line_width(value_spans(reading.series, reading.point)) + line_width(_verdict(whole, row))


def _verdict(whole: Series, row: MeasureRow) -> Line:
    """`≠ 21% higher` or `= agree`, behind the second side's value."""
    words = difference_words(whole, row)
    if row.verdict == "differ":
        return Span("  "), Span(DIFFERS, "difference"), Span(f" {words}" if words else "", "difference")
    return (Span("  "), Span(AGREES, "agreement")) if row.verdict == "agree" else ()


def difference_words(series: Series, row: MeasureRow) -> str:
    """How the second's value stands to the first's: "21% higher", "5,000 lower", nothing where they are the same."""
    if not row.change:
        return ""
    direction = "higher" if row.change > 0 else "lower"
    if row.percent is None or abs(row.percent) >= 1000:
        return f"{tick_labels(series, (float(abs(row.change)),))[0]} {direction}"
    percent = abs(row.percent)
    return f"{'under 1' if percent < 1 else number_words(round(percent))}% {direction}"


def _in_base_units(series: Series, readings: Sequence[Reading]) -> Series:
    return replace(series, scale=None, points=tuple(_based(each) for each in readings))


def _based(reading: Reading) -> Point:
    """The point with its numbers in base units, so that series of different scales share a chart."""
    point = reading.point
    factor = amount(reading.series, Point(value=1)) or 1
    low, high = (None if end is None else end * factor for end in (point.low, point.high))
    return replace(point, value=amount(reading.series, point), low=low, high=high)


def _unit(series: Series) -> str:
    return unit_words(series)


def measure_table(measure: Measure, width: int) -> tuple[Line, ...]:
    """Period or category, both values with their hedges, and the difference."""
    columns = [
        Column(title="Period" if any(_is_dated(row) for row in measure.rows) else "", priority=1, align="left"),
        Column(title="A", priority=1, align="right"),
        Column(title="B", priority=1, align="right"),
        Column(title="Difference", priority=2, align="left"),
    ]
    rows: list[list[Cell]] = []
    for row in measure.rows:
        first, second = (_readings_cell(readings) for readings in row.readings)
        rows.append([(Span(row.label, "label"),), first, second, _difference_cell(row)])
    return table(columns, rows, width)


def _is_dated(row: MeasureRow) -> bool:
    return any(each.point.at is not None for side in row.readings for each in side)


def _readings_cell(readings: Sequence[Reading]) -> Line:
    spans: list[Span] = []
    for each in readings:
        style: Style = "uncertain" if is_hedged(each.point) else "value" if extremes(each.series, each.point) else "gap"
        separator = [Span("; ")] if spans else []
        spans += [*separator, Span(value_words(each.series, each.point), style, point_target(each.series, each.point))]
        if each.point.caveat:
            spans.append(Span(" !", "caveat"))
    return tuple(spans) or (Span("–", "gap"),)


def _difference_cell(row: MeasureRow) -> Line:
    reading = next((each for side in row.readings for each in side), None)
    match row.verdict:
        case "differ" if reading is not None:
            words = difference_words(replace(reading.series, scale=None), row)
            return (Span(f"{DIFFERS} {f'B {words}' if words else 'differ'}", "difference"),)
        case "agree":
            return (Span(f"{AGREES} agree", "agreement"),)
        case "first only":
            return (Span("only A", "muted"),)
        case "second only":
            return (Span("only B", "muted"),)
        case _:
            return ()


def facing_lines(facing: Sequence[Facing], width: int) -> Iterator[Line]:
    """Cards face each other in two columns, or, where it is narrow, one under the other; a sign says which are alike."""
    half = (width - 5) // 2
    for number, pair in enumerate(facing):
        if number:
            yield ()
        sign = AGREES if pair.because == "id" else "≈" if pair.because in {"sources", "words"} else " "
        if width >= FACING_LEAST:
            sides = [_card_lines(card, half) for card in pair.cards]
            for place in range(max(len(side) for side in sides)):
                left, right = (side[place] if place < len(side) else () for side in sides)
                middle = f"  {sign if not place else ' '}  "
                blank = Span(" " * (half - line_width(left)))
                yield merged((*left, blank, Span(middle, "agreement"), *right))
        else:
            for letter, card in zip("AB", pair.cards, strict=True):
                if card is not None:
                    lead = (Span(f"{letter} ", _side_style(letter)),)
                    yield from flow(_card_spans(card), width, first=lead, rest=(Span("  "),))
        if why := _why(pair):
            yield from flow((Span(f"{sign} {why}", "muted"),), width)


def _card_lines(card: Card | None, width: int) -> tuple[Line, ...]:
    return flow(_card_spans(card), width) if card is not None else ((Span("–", "gap"),),)


def _card_spans(card: Card) -> Line:
    if not card.title:
        return (Span(card.text, "text", card.entry),)
    text = f"\n{card.text}" if card.text else ""
    return Span(card.title, "strong", card.entry), Span(text, "text", card.entry)


def _why(pair: Facing) -> str:
    words = BECAUSE[pair.because]
    return f"{words}: {', '.join(pair.shared)}" if pair.because == "sources" else words


def _sources(comparison: Comparison, width: int) -> Iterator[Line]:
    for source in comparison.sources:
        why = SAME_SOURCE[source.because]
        known = f"{why}; {source.ids[1]} in B" if source.ids[0] != source.ids[1] else why
        yield from flow(
            (Span(source.short, "citation", source.ids[0]), Span(f"  {known}", "muted")), width, rest=(Span("  "),)
        )


def comparison_words(comparison: Comparison) -> tuple[str, ...]:
    """The figures, points and sources of a comparison in sentences, for plain output; timelines are lists of their own."""
    first, second = comparison.sides
    sentences = [f"A is {first.title}, as of {first.as_of.words()}. B is {second.title}, as of {second.as_of.words()}."]
    for measure in comparison.measures:
        sentences.append(f"{measure.title} ({measure.name}):")
        if not measure.is_comparable:
            sentences.append(f"Not compared: the units differ ({', '.join(measure.units)}).")
        sentences += [_row_words(row) for row in measure.rows]
    for name, group in (("Key points", comparison.key_points), ("Recommendations", comparison.recommendations)):
        sentences += [f"{name}:"] if group else []
        sentences += [_facing_words(pair) for pair in group]
    sentences += ["Sources in common:"] if comparison.sources else []
    sentences += [f"{source.short} ({SAME_SOURCE[source.because]})." for source in comparison.sources]
    return tuple(sentences)


def _row_words(row: MeasureRow) -> str:
    said = ["; ".join(value_words(each.series, each.point) for each in side) or "nothing" for side in row.readings]
    reading = next(each for side in row.readings for each in side)
    words = difference_words(replace(reading.series, scale=None), row)
    verdict = {"differ": f" They differ: B is {words}." if words else " They differ.", "agree": " They agree."}
    return f"{row.label}: A says {said[0]}, B says {said[1]}.{verdict.get(row.verdict, '')}"


def _facing_words(pair: Facing) -> str:
    said = [f"{letter}: {card.title or card.text}" for letter, card in zip("AB", pair.cards, strict=True) if card]
    why = f" ({_why(pair)})" if _why(pair) else ""
    return " / ".join(said) + why
