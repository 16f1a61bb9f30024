"""A document as linear text for screen readers and mail: no drawing, no signs, every chart and table in words."""

from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from briefdeck.document.blocks import (
    CAVEAT_WORD,
    SUPPORT_WORDS,
    AnyBlock,
    Attribution,
    Badge,
    Badges,
    Caveat,
    Document,
    EntryList,
    Evidence,
    Facts,
    Figure,
    Grid,
    Heading,
    Item,
    Passage,
    Points,
    Quote,
    Reference,
    References,
    Standing,
    Statement,
    Timeline,
)
from briefdeck.draw.lines import Line, Span, flow, line_text
from briefdeck.model.briefing import Series, Table
from briefdeck.model.datewords import date_words
from briefdeck.model.figures import in_order, point_label, trend_words, unit_words, value_words
from briefdeck.model.nodes import Inline, Paragraph, ProseBlock, Text
from briefdeck.output.phrases import (
    cell_words,
    column_words,
    coverage_parts,
    status_words,
)
from briefdeck.output.prose_lines import citation_spans, freed, held, inline_spans, prose_lines

_UNSPOKEN: Final = (
    ("⚠", "Warning:"),
    ("● ", ""),
    ("◐ ", ""),
    ("○ ", ""),
    ("●", ""),
    ("◐", ""),
    ("○", ""),
)


def render(document: Document, *, width: int) -> str:
    """The document as paragraphs, one thing after another; nothing is wider than `width` cells."""
    writer = _Writer(document.numbers, width)
    for block in document.blocks:
        writer.write(block)
    return writer.text()


def _spoken(text: str) -> str:
    """The text with signs as words, or left out where words beside them say the same."""
    for sign, words in _UNSPOKEN:
        text = text.replace(sign, words)
    return text


class _Writer:
    """Paragraphs being gathered, with one blank line between them."""

    def __init__(self, numbers: dict[str, int], width: int) -> None:
        self._numbers = numbers
        self._width = width
        self._lines: list[str] = []

    def text(self) -> str:
        """Everything written so far."""
        return "\n".join(line.rstrip() for line in self._lines).strip("\n") + "\n"

    def write(self, block: AnyBlock) -> None:  # noqa: C901  # one case a kind
        """Write a block."""
        match block:
            case Heading():
                note = f" ({held(block.note)})" if block.note else ""
                self._paragraph(f"{block.text}{note}" + ("" if block.level == 1 else ":"))
            case Passage():
                self._prose(block.prose, "Bottom line: " if block.role == "bluf" else "")
            case Standing():
                self._list(_standing(block))
            case Badges():
                self._paragraph(_sentence(_badges(block.badges)))
            case Attribution():
                self._paragraph(f"{block.words}:")
            case Caveat():
                self._prose(block.prose, f"{CAVEAT_WORD}: ")
            case Facts():
                self._list(f"{fact.name}: {self._words(fact.value)}" for fact in block.facts)
            case Evidence():
                self._evidence(block)
            case EntryList():
                self._paragraph(f"{block.title} ({len(block.items)}):")
                self._list(f"- {_item(item)}" for item in block.items)
            case Points():
                for number, point in enumerate(block.points, 1):
                    self._point(number, point)
            case Quote():
                self._quote(block)
            case Figure():
                self._figure(block.series)
            case Grid():
                self._table(block.table)
            case Timeline():
                self._timeline(block)
            case References():
                for reference in block.references:
                    self._reference(reference)
            case _:
                assert_never(block)

    def _paragraph(self, text: str) -> None:
        if text:
            drawn = flow((Span(_spoken(text).strip(), "muted"),), self._width)
            self._lines += ["", *map(line_text, freed(drawn))]

    def _list(self, items: Iterable[str]) -> None:
        self._lines.append("")
        for item in items:
            hang: Line = (Span("  "),)
            spoken = Span(_spoken(item))
            self._lines += (line_text(line) for line in flow((spoken,), self._width, rest=hang))

    def _prose(self, prose: Iterable[ProseBlock], opening: str = "") -> None:
        """Prose, its first paragraph opened with some words."""
        blocks = tuple(prose)
        if opening and blocks and isinstance(blocks[0], Paragraph):
            blocks = (Paragraph(inlines=(Text(text=opening), *blocks[0].inlines)), *blocks[1:])
        elif opening and blocks:
            self._paragraph(opening)
        drawn = prose_lines(blocks, self._numbers, self._width, bullet="-")
        self._lines += ["", *map(line_text, drawn)] if drawn else []

    def _words(self, inlines: Iterable[Inline]) -> str:
        return "".join(span.text for span in inline_spans(inlines, self._numbers)).replace(
            "\N{NO-BREAK SPACE}", " "
        )

    def _evidence(self, block: Evidence) -> None:
        self._paragraph(
            "Evidence: "
            + (SUPPORT_WORDS[block.support] if block.support else "")
            + ("." if not block.items else ":")
        )
        for use in block.items:
            quote = f": “{use.quote}”" if use.quote else ""
            self._list([f"- [{use.number or 'no such source'}] {use.short}{quote}"])

    def _point(self, number: int, point: Statement) -> None:
        self._prose(
            point.prose, f"{number}. {_closed(point.title)} " if point.title else f"{number}. "
        )
        if not point.prose:
            self._paragraph(f"{number}. {point.title}")
        said = [point.attribution.words] if point.attribution else []
        self._paragraph(_sentence([*said, *_badges(point.badges)]))
        if point.facts:
            self._list(f"{fact.name}: {self._words(fact.value)}" for fact in point.facts)
        if point.caveat:
            self._prose(point.caveat, f"{CAVEAT_WORD}: ")

    def _quote(self, block: Quote) -> None:
        said = ", ".join(part for part in (block.speaker, block.when) if part)
        self._prose(block.prose, f"Quotation, {said}: " if said else "Quotation: ")

    def _figure(self, series: Series) -> None:
        kind = "us-fiscal" if series.calendar == "us-fiscal" else ""
        years = ", by U.S. fiscal year" if kind else ""
        self._paragraph(f"Figure, in words: {series.title}, in {unit_words(series)}{years}.")
        self._paragraph(trend_words(series))
        self._list(self._values(series))
        self._paragraph("[End of figure]")

    def _values(self, series: Series) -> Iterator[str]:
        for point in in_order(series):
            mark = (
                "".join(span.text for span in citation_spans(point.citations, self._numbers))
                if point.citations
                else ""
            )
            said = f" ({point.text})" if point.text else ""
            caveat = f" {CAVEAT_WORD}: {point.caveat}" if point.caveat else ""
            yield f"- {point_label(series, point)}: {value_words(series, point)}{said}{f' {mark}' if mark else ''}.{caveat}".replace(
                "\N{NO-BREAK SPACE}", " "
            )

    def _table(self, table: Table) -> None:
        titles = [column_words(column) for column in table.columns]
        self._paragraph(f"Table, row by row: {table.title}. Columns: {'; '.join(titles)}.")
        for number, row in enumerate(table.rows, 1):
            cells = "; ".join(
                f"{title}: {cell_words(value)}" for title, value in zip(titles, row, strict=False)
            )
            self._list([f"Row {number}. {cells}."])
        self._paragraph("[End of table]")

    def _timeline(self, block: Timeline) -> None:
        from briefdeck.draw.timeline import TimelineIndex, timeline_words

        index = TimelineIndex.of(
            block.eras,
            block.programs,
            block.events,
            as_of=block.until.upper if block.until else None,
        )
        words = timeline_words(index, ("era", "program", "event"))
        self._paragraph(f"Timeline, in words, in order of time ({len(words)} entries):")
        self._list(f"- {word}" for word in words)
        self._paragraph("[End of timeline]")

    def _reference(self, reference: Reference) -> None:
        known = " ".join(filter(None, (self._words(reference.full), status_words(reference))))
        self._paragraph(f"[{reference.number}] {known}")
        if reference.notes:
            self._list(f"{fact.name}: {self._words(fact.value)}" for fact in reference.notes)


def _badges(badges: Iterable[Badge]) -> list[str]:
    return [badge.text for badge in badges]


def _sentence(words: list[str]) -> str:
    """Words as one sentence, as in "Judgment; no source."."""
    text = "; ".join(words)
    return _closed(text[:1].upper() + text[1:]) if text else ""


def _closed(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _standing(block: Standing) -> Iterator[str]:
    yield f"As of: {date_words(block.as_of)}."
    side = f", from {block.condenses_label}" if block.condenses_label else ""
    yield f"Stance: {block.stance}{side}."
    yield f"Coverage: {coverage_parts(block)}."


def _item(item: Item) -> str:
    parts = [f"{item.when}: {item.label}" if item.when else item.label]
    if item.note:
        parts.append(item.note)
    if item.support:
        parts.append(SUPPORT_WORDS[item.support])
    if item.has_caveat:
        parts.append("has a caveat")
    if item.sole:
        parts.append("would lose its only source")
    return "; ".join(parts)
