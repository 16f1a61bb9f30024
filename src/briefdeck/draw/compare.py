"""A comparison drawn: both timelines in one frame, figures of one measure bar under bar, points facing each other."""

from collections.abc import Iterator, Sequence

from briefdeck.document.compare import Card, Comparison, Facing, Measure, Side, sides_named
from briefdeck.draw.lines import Line, Span, flow, line_width, trimmed, truncate
from briefdeck.draw.measures import AGREES, measure_lines, row_words, side_style
from briefdeck.draw.timeline import TimelineIndex, side_by_side

NARROWEST = 20
FACING_LEAST = 64
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
    return tuple(trimmed(line) for line in lines)


def _side_lines(letter: str, side: Side, width: int) -> tuple[Line, ...]:
    first = (Span(f"{letter}  ", side_style("AB".index(letter))),)
    note = f"  as of {side.as_of.words()} · {side.stance}"
    return flow((Span(side.title, "title"), Span(note, "muted")), width, first=first, rest=(Span("   "),))


def timelines(comparison: Comparison, width: int) -> tuple[Line, ...]:
    """Both timelines in one frame on one scale; nothing where neither has a date."""
    indexes = []
    for letter, side in sides_named(comparison):
        dated = side.timeline
        as_of = dated.until.upper if dated.until else None
        heading = (Span(f"{letter} ", side_style("AB".index(letter))), Span(truncate(side.title, width - 2), "strong"))
        indexes.append((heading, TimelineIndex.of(dated.eras, dated.programs, dated.events, as_of=as_of)))
    if not any(index.by_id for _, index in indexes):
        return ()
    return side_by_side(indexes, width)


def _measures(measures: Sequence[Measure], width: int) -> Iterator[Line]:
    for number, measure in enumerate(measures):
        if number:
            yield ()
        yield from measure_lines(measure, width)


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
                yield trimmed((*left, blank, Span(middle, "agreement"), *right))
        else:
            for letter, card in zip("AB", pair.cards, strict=True):
                if card is not None:
                    lead = (Span(f"{letter} ", side_style("AB".index(letter))),)
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
        sentences += [row_words(measure, row) for row in measure.rows]
    for name, group in (("Key points", comparison.key_points), ("Recommendations", comparison.recommendations)):
        sentences += [f"{name}:"] if group else []
        sentences += [_facing_words(pair) for pair in group]
    sentences += ["Sources in common:"] if comparison.sources else []
    sentences += [f"{source.short} ({SAME_SOURCE[source.because]})." for source in comparison.sources]
    return tuple(sentences)


def _facing_words(pair: Facing) -> str:
    said = [f"{letter}: {card.title or card.text}" for letter, card in zip("AB", pair.cards, strict=True) if card]
    why = f" ({_why(pair)})" if _why(pair) else ""
    return " / ".join(said) + why
