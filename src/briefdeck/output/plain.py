"""A document as linear text for screen readers and mail.

Nothing is drawn, no sign stands for a word, and every chart and table is in words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, assert_never

from briefdeck.document.blocks import (
    CAVEAT_SIGN,
    SUPPORT_SIGNS,
    SUPPORT_WORDS,
    AnyBlock,
    Arguments,
    Attribution,
    Badges,
    Caveat,
    Document,
    EntryList,
    Evidence,
    Excerpt,
    Excerpts,
    Fact,
    Facts,
    Figure,
    FigureList,
    FigureNote,
    Grid,
    Heading,
    Item,
    Passage,
    Points,
    Quote,
    References,
    Standing,
    Statement,
    Timeline,
    caveat_word,
)
from briefdeck.draw.lines import Line, Span, flow, line_text
from briefdeck.draw.units import Units
from briefdeck.model.briefing import Table
from briefdeck.model.datewords import date_words
from briefdeck.model.figures import (
    NOT_COMPARABLE,
    places_in_order,
    point_label,
    unit_words,
    value_words,
)
from briefdeck.model.levels import Level
from briefdeck.model.nodes import Inline, ListBlock, Paragraph, ProseBlock, Text
from briefdeck.model.trends import trend_words
from briefdeck.output.cells import table_words
from briefdeck.output.list_lines import FOR_CAVEAT
from briefdeck.output.phrases import (
    count_words,
    coverage_parts,
    missing_words,
    seen_words,
    sourcing_words,
    stance_words,
    status_words,
    via_words,
)
from briefdeck.output.prose_lines import (
    KEPT_BLANK,
    addressed,
    citation_spans,
    freed,
    held,
    inline_spans,
    prose_lines,
)
from briefdeck.text.words import capital, listed

USE_WORDS: Final = {"voice": "its own statement", "caveat": FOR_CAVEAT}
"""What is said of a citation that is not what an entry cites."""

_SUPPORT_SIGN: Final = re.compile(f"[{''.join(SUPPORT_SIGNS.values())}]\\s*")


def render(document: Document, *, width: int) -> str:
    """Return the document as paragraphs, at most `width` cells wide but for long addresses."""
    return "\n".join(line_text(line) for line in lay_out(document, width=width)) + "\n"


def lay_out(
    document: Document, *, width: int, bullets: Mapping[str, str] | None = None
) -> list[Line]:
    """Return the lines of the document, whose citations, links and listed entries lead somewhere.

    bullets: by the ids of entries, what stands before them in lists instead of a hyphen.
    """
    writer = _Writer(document.numbers, width, bullets or {}, document.level)
    for block in document.blocks:
        writer.write(block)
    return writer.finished()


def _spoken(text: str) -> str:
    """Return the text with the sign of a warning as a word."""
    return text.replace(CAVEAT_SIGN, "Warning:")


class _Writer:
    """Paragraphs being gathered, with one blank line between them.

    reading: one of a few minutes gives no counts beside a percentage.
    """

    def __init__(
        self,
        numbers: dict[str, int],
        width: int,
        bullets: Mapping[str, str],
        reading: Level | Literal[""],
    ) -> None:
        self._numbers = numbers
        self._width = width
        self._bullets = bullets
        self._reading = reading
        self._is_short = reading in {"30s", "3m"}
        self._lines: list[Line] = []

    def finished(self) -> list[Line]:
        """Everything written so far, without blank lines at its beginning and end."""
        lines = self._lines
        filled = [place for place, line in enumerate(lines) if line_text(line).strip()]
        return list(map(_stripped, lines[filled[0] : filled[-1] + 1])) if filled else []

    def write(self, block: AnyBlock) -> None:  # noqa: C901  # one case a kind
        """Write a block."""
        match block:
            case Heading():
                self._heading(block)
            case Passage(role="bluf"):
                self._prose(block.prose, "Bottom line: ")
            case Passage():
                self._prose(block.prose)
            case Standing():
                self._list(self._standing(block))
            case Badges():
                self._paragraph(_sentence([badge.text for badge in block.badges]))
            case Attribution():
                self._paragraph(f"{block.words}:")
            case Caveat():
                self._prose(block.prose, f"{caveat_word(block.grade)}: ")
            case Facts():
                self._facts(block.facts)
            case Arguments():
                self._arguments(block)
            case Evidence():
                self._evidence(block)
            case EntryList():
                count = count_words(block).replace(" · ", ", ")
                self._paragraph(f"{block.title} ({count}):")
                self._entries(block.items)
            case Points():
                self._points(block)
            case Quote():
                self._quote(block)
            case Figure():
                self._figure(block)
            case Excerpts():
                self._excerpts(block)
            case FigureList():
                self._figure_list(block)
            case Grid():
                self._table(block.table)
            case Timeline():
                self._timeline(block)
            case References(is_apart=True):
                pass
            case References():
                self._references(block)
            case _:
                assert_never(block)

    def _heading(self, block: Heading) -> None:
        text = block.text
        if block.note:
            # The words beside a sign of support say what it means.
            text += f" ({held(_SUPPORT_SIGN.sub('', block.note))})"
        if block.level > 1:
            text += ":"
        self._paragraph(text)

    def _paragraph(self, text: str) -> None:
        if text:
            spans = addressed(_spoken(text).strip(), "muted")
            self._lines += [(), *freed(flow(spans, self._width, runs_over=True))]

    def _standing(self, block: Standing) -> Iterator[str]:
        yield f"As of: {date_words(block.as_of)}."
        yield f"Stance: {stance_words(block)}."
        sourced = sourcing_words(block) if self._is_short else coverage_parts(block)
        yield f"Coverage: {sourced}."
        if block.verification:
            from briefdeck.output.verdict_words import verified_parts, verified_words

            known = block.verification
            short = verified_words(known, reading=self._reading)
            words = short if self._is_short else verified_parts(known)
            if words:
                yield f"Verification: {words}."

    def _list(self, items: Iterable[str | Line]) -> None:
        self._lines.append(())
        for item in items:
            hang: Line = (Span("  "),)
            spans = addressed(_spoken(item), "text") if isinstance(item, str) else item
            self._lines += flow(spans, self._width, rest=hang, runs_over=True)

    def _entries(self, items: Iterable[Item]) -> None:
        self._lines.append(())
        hang: Line = (Span("  "),)
        for item in items:
            self._lines += flow(self._entry(item), self._width, rest=hang, runs_over=True)
            self._lines += (
                prose_lines(
                    item.prose, self._numbers, self._width, first=hang, rest=hang, bullet="-"
                )
                if item.prose
                else ()
            )

    def _entry(self, item: Item) -> Line:
        bullet = self._bullets.get(item.entry, "-")
        return (Span(f"{bullet} "), Span(_spoken(_item(item)), "text", item.entry))

    def _prose(self, prose: Iterable[ProseBlock], opening: str = "") -> None:
        """Write prose, its first paragraph opened with some words; nothing if there is no prose."""
        blocks = tuple(prose)
        if not blocks:
            return
        first, *others = blocks
        if opening and isinstance(first, Paragraph):
            first = Paragraph(inlines=(Text(text=opening), *first.inlines))
        elif opening:
            self._paragraph(opening)
        drawn = prose_lines((first, *others), self._numbers, self._width, bullet="-")
        if drawn:
            self._lines += [(), *drawn]

    def _facts(self, facts: Iterable[Fact]) -> None:
        self._list(map(self._fact, facts))

    def _fact(self, fact: Fact) -> Line:
        value = _unkept(inline_spans(fact.value, self._numbers))
        if fact.verification is None:
            return (Span(f"{fact.name}: "), *value)
        from briefdeck.output.verdict_sentences import listed_verdict

        return (Span(f"{fact.name}: "), *value, Span(f" ({listed_verdict(fact.verification)})"))

    def _arguments(self, block: Arguments) -> None:
        for title, texts in (("For", block.arguments_for), ("Against", block.arguments_against)):
            if texts:
                self._paragraph(f"{title}:")
                self._prose((ListBlock(items=texts),))
        self._paragraph(missing_words(block))

    def _words(self, inlines: Iterable[Inline]) -> str:
        return _characters(inline_spans(inlines, self._numbers))

    def _evidence(self, block: Evidence) -> None:
        support = SUPPORT_WORDS[block.support] if block.support else ""
        said = ": ".join(filter(None, ["Evidence", block.words or support]))
        end = ":" if block.items else "."
        self._paragraph(f"{said}{end}")
        for use in block.items:
            number = use.number or "no such source"
            line = ", ".join(filter(None, (f"- [{number}] {use.short}", via_words(use))))
            if use.role != "support":
                line += f" ({USE_WORDS[use.role]})"
            if use.quote:
                line += f": “{use.quote}”"
            if use.says:
                line += f". The source says: “{use.says}”"
            if use.is_known:
                from briefdeck.output.verdict_sentences import use_sentences

                line = " ".join([_closed(line), *map(_closed, use_sentences(use))])
            self._list([(Span(_spoken(line), "text", use.source),)])

    def _excerpts(self, block: Excerpts) -> None:
        from briefdeck.output.verdict_words import EXCERPTS, excerpts_note

        note = excerpts_note(block).replace(" · ", ", ")
        self._paragraph(f"{EXCERPTS} ({note}):")
        self._list(map(self._excerpt, block.excerpts))

    def _excerpt(self, excerpt: Excerpt) -> Line:
        from briefdeck.output.verdict_sentences import sentence

        quoted = excerpt.quoted
        at = f", cited at {quoted.seen_at}" if quoted.seen_at else ""
        said = f"- “{quoted.words}”{at}. {_closed(sentence(quoted))} In "
        entries = _unkept(inline_spans(excerpt.entries, self._numbers))
        return (Span(said), *entries, Span("."))

    def _points(self, block: Points) -> None:
        for number, point in enumerate(block.points, 1):
            if not point.prose:
                self._paragraph(f"{number}. {point.title}")
            elif point.title:
                self._prose(point.prose, f"{number}. {_closed(point.title)} ")
            else:
                self._prose(point.prose, f"{number}. ")
            self._under_point(point)

    def _under_point(self, point: Statement) -> None:
        """Write whose words a point is, what sort of statement, its facts and its caveat."""
        said = [badge.text for badge in point.badges]
        if point.attribution:
            said.insert(0, point.attribution.words)
        self._paragraph(_sentence(said))
        if point.facts:
            self._facts(point.facts)
        self._prose(point.caveat, f"{caveat_word(point.caveat_grade)}: ")

    def _quote(self, block: Quote) -> None:
        said = ", ".join(filter(None, ("Quotation", block.speaker, block.when)))
        self._prose(block.prose, f"{said}: ")
        if block.verification:
            from briefdeck.output.verdict_sentences import listed_verdict

            for quoted in block.verification:
                self._paragraph(_closed(capital(listed_verdict(quoted))))

    def _figure(self, figure: Figure) -> None:
        self._one_figure(figure, "Figure, in words")
        for each in figure.companions:
            self._one_figure(each, "On the same chart")
        for words in figure.apart:
            self._paragraph(words)
        self._paragraph("[End of figure]")

    def _one_figure(self, figure: Figure, opening: str) -> None:
        series = figure.series
        years = ", by U.S. fiscal year" if series.calendar == "us-fiscal" else ""
        self._paragraph(f"{opening}: {series.title}, in {unit_words(series)}{years}.")
        self._paragraph(trend_words(series))
        self._list(self._values(figure))
        shared = [note for note in figure.notes if len(note.points) > 1]
        if shared:
            self._list(self._shared_note(figure, note) for note in shared)

    def _figure_list(self, block: FigureList) -> None:
        from briefdeck.draw.figure_line import figure_words

        items = [
            figure_words(series, self._numbers, support) for series, support in block.supported
        ]
        self._list(f"- {item}" for item in items)

    def _values(self, figure: Figure) -> Iterator[str]:
        """Yield a sentence for each point: its value and sources, and what is said of it alone."""
        series = figure.series
        units = Units.of([series])
        # The unit is said above; a size or a currency is part of a number.
        value = units.cell if units.head == series.unit else value_words
        for place in places_in_order(series):
            point = series.points[place]
            said = f"- {point_label(series, point)}: {value(series, point)}"
            notes = [note for note in figure.notes if note.points == (place,)]
            beside = [self._words(note.text) for note in notes if not note.is_caveat]
            if point.is_counted_otherwise:
                beside.append(NOT_COMPARABLE)
            if beside:
                said += f" ({'; '.join(beside)})"
            if point.citations:
                said += f" {_characters(citation_spans(point.citations, self._numbers))}"
            said += "."
            remarks = [f" {self._remark(note)}" for note in notes if note.is_caveat]
            yield said + "".join(remarks)

    def _remark(self, note: FigureNote) -> str:
        """Return a note with what it is, where it is a caveat: "Incorrect: …"."""
        words = self._words(note.text)
        return f"{caveat_word(note.grade)}: {words}" if note.is_caveat else words

    def _shared_note(self, figure: Figure, note: FigureNote) -> str:
        """Return what is said of several values: "On 2011 and 2012: no source given."."""
        words = _closed(self._remark(note))
        if note.number is None:
            return f"On all values: {words}"
        points = [figure.series.points[place] for place in note.points]
        labels = [point_label(figure.series, point) for point in points]
        return f"On {listed(labels)}: {words}"

    def _table(self, table: Table) -> None:
        heads, rows = table_words(table)
        titles = "; ".join(filter(None, heads))
        self._paragraph(f"Table, row by row: {table.title}. Columns: {titles}.")
        for number, row in enumerate(rows, 1):
            said = [
                f"{head}: {cell}" if head else cell
                for head, cell in zip(heads, row, strict=False)
                if cell
            ]
            self._list([f"Row {number}. {'; '.join(said)}." if said else f"Row {number} is empty."])
        self._paragraph("[End of table]")

    def _timeline(self, block: Timeline) -> None:
        from briefdeck.draw.timeline import TimelineIndex, timeline_words

        index = TimelineIndex.of(block.eras, block.programs, block.events, as_of=block.until)
        words = timeline_words(index, ("era", "program", "event"))
        self._paragraph(f"Timeline, in words, in order of time ({len(words)} entries):")
        self._list(f"- {word}" for word in words)
        self._paragraph("[End of timeline]")

    def _references(self, block: References) -> None:
        for reference in block.references:
            said = (self._words(reference.full), seen_words(reference), status_words(reference))
            known = filter(None, said)
            self._paragraph(f"[{reference.number}] {' '.join(known)}")
            if reference.notes:
                self._facts(reference.notes)


def _unkept(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans with common blanks where citations are kept together."""
    for span in spans:
        yield span._replace(text=_spoken(span.text.replace(KEPT_BLANK, " ")))


def _stripped(line: Line) -> Line:
    """Return a line without blanks at its end."""
    kept = list(line)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return tuple(kept)


def _characters(spans: Iterable[Span]) -> str:
    """Return the characters of spans, with common blanks where citations are kept together."""
    return "".join([span.text for span in spans]).replace(KEPT_BLANK, " ")


def _sentence(words: Iterable[str]) -> str:
    """Return words as one sentence, as in "Judgment; no source."; nothing where there are none."""
    text = "; ".join(words)
    if not text:
        return ""
    return _closed(capital(text))


def _closed(text: str) -> str:
    if text.endswith((".", "?", "!", "…")):
        return text
    return f"{text}."


def _item(item: Item) -> str:
    label = f"{item.when}: {item.label}" if item.when else item.label
    parts = [label]
    if item.note:
        parts.append(item.note)
    if item.support:
        parts.append(SUPPORT_WORDS[item.support])
    if item.has_caveat:
        parts.append("has a caveat")
    if item.is_confirmed:
        parts.append("confirmed")
    return "; ".join(parts)
