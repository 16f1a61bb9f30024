"""How far to trust a briefing: how much is sourced, what to doubt, numbers, what others say."""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Final

from briefdeck.document.blocks import SUPPORT_WORDS, Verified, caveat_sign
from briefdeck.document.standing import points_words
from briefdeck.draw.figure_line import figure_values
from briefdeck.draw.hues import state_span, support_span
from briefdeck.draw.lines import Line, Span, Style, flow, line_width
from briefdeck.model.briefing import Series, Source
from briefdeck.model.coverage_words import NOTHING_TO_CITE
from briefdeck.model.evidence import Support
from briefdeck.model.levels import CONFIRMED, DOUBTS, Remark
from briefdeck.output.phrases import sourcing_words
from briefdeck.output.prose_lines import KEPT_BLANK, freed
from briefdeck.reading.column import Column
from briefdeck.reading.elsewhere import DIFFERS_SIGN, ELSEWHERE, Elsewhere
from briefdeck.reading.fitting import Block, Item, Lines
from briefdeck.reading.signs import amiss_signs
from briefdeck.text.width import cell_width
from briefdeck.text.words import capital, counted

LONGEST_BAR: Final = 20
SHORTEST_VALUES: Final = 20
"""Columns of values beside which a figure's title stands on the same line."""
Counted = tuple[Span, int, str]
"""A sign, how many there are of what it stands for, and what that is called."""
BY_SUPPORT: Final[tuple[Support, ...]] = ("cited", "single", "traced", "uncited")


class Trust(Column):
    """What bears a briefing's statements, and what speaks against them."""

    def blocks(self, elsewhere: Sequence[Elsewhere], *, is_beside: bool = False) -> Iterator[Block]:
        """All of it. is_beside: how much is sourced is said here alone, and with bars."""
        most = 1 if self.level == "30s" else DOUBTS
        yield self._sourcing(is_beside=is_beside)
        if known := self.standing.verification:
            yield self._quotations(known, is_beside=is_beside)
        yield Block(
            title="What to doubt",
            noun="doubt",
            rank=5,
            count=len(self.found.doubts),
            least=DOUBTS,
            items=list(map(self._remark, self.found.doubts[:most])),
        )
        yield self._figures()
        yield Block(
            title="Elsewhere",
            rank=5,
            least=2,
            items=[self._elsewhere(place, each) for place, each in enumerate(elsewhere)],
        )
        if self.level != "30s":
            confirmed = self.found.confirmed[:CONFIRMED]
            yield Block(
                title="What holds", rank=8, least=0, items=list(map(self._remark, confirmed))
            )
            yield self._carriers()

    def _sourcing(self, *, is_beside: bool) -> Block:
        """Counts with bars, and in sentences what they come to."""
        total = self.deck.coverage.total
        if not total:
            return Block(rank=3, items=[Item(lambda: self.prose(capital(NOTHING_TO_CITE)))])
        rows = list(self._supports())
        points = self.deck.briefing.key_points or self.found.points
        of_points = points_words(points, self.deck.links)
        if is_beside:
            whole = f"{capital(sourcing_words(self.standing))}."
            forms = [
                lambda: (*self._bars(rows), *self.prose(whole)),
                lambda: (*self._bars(rows), *self.prose(f"{whole} {of_points}")),
            ]
        else:
            forms = [
                lambda: self._counts(rows),
                lambda: self._bars(rows),
                lambda: (*self._bars(rows), *self.prose(of_points)),
            ]
        return Block(
            title="How much is sourced",
            note=counted(total, "statement"),
            rank=2 if is_beside else 7,
            items=[Item(*forms)],
        )

    def _quotations(self, known: Verified, *, is_beside: bool) -> Block:
        """How many quotations and numbers were found in stored copies, and which were not.

        is_beside: how many is said here alone.
        """
        rows = [row for row in _states(known) if row[1]]
        forms = [partial(self._counts, rows), partial(self._bars, rows)]
        entries = self.deck.links.entries if self.level != "30s" else ()
        found = ((name, amiss_signs(self.deck, name)) for name in entries)
        amiss = [
            self.titled(partial(self.deck.name, name), name, lead=(*signs, Span(" ")))
            for name, signs in found
            if signs and self.deck.section_of(name) != "sources"
        ]
        title, note = _share(known)
        return Block(
            title=title,
            note=note,
            rank=4 if is_beside else 5,
            least=DOUBTS + 1,
            items=[Item(*forms), *amiss],
        )

    def _supports(self) -> Iterator[Counted]:
        """Every support that statements have: how many, and the words for it."""
        held = self.deck.coverage
        counts = (held.cited, held.single, held.traced, held.uncited)
        own = f"the {self.standing.condenses_noun}'s own"
        for support, count in zip(BY_SUPPORT, counts, strict=True):
            if count:
                words = own if support == "traced" else SUPPORT_WORDS[support]
                yield support_span(support), count, words

    def _counts(self, rows: Sequence[Counted]) -> Lines:
        """Counts in running text."""
        spans: list[Span] = []
        for sign, count, words in rows:
            gap = "   " if spans else ""
            said = f" {count} {words}".replace(" ", KEPT_BLANK)
            spans += [Span(gap), sign, Span(said, "muted")]
        return tuple(freed(flow(spans, self.width)))

    def _bars(self, rows: Sequence[Counted]) -> Lines:
        """Counts with a bar each, the longest bar for the most."""
        most = max(count for _, count, _ in rows)
        digits = len(str(most))
        column = max(cell_width(words) for _, _, words in rows)
        room = min(self.width - column - digits - 5, LONGEST_BAR)
        lines: list[Line] = []
        for sign, count, words in rows:
            blanks = " " * (column - cell_width(words) + 2)
            bar = "━" * max(round(count / most * room), 1) if room > 0 else ""
            number = Span(f"{blanks}{count:>{digits}} ", "value")
            lines.append((sign, Span(f" {words}"), number, sign._replace(text=bar)))
        return tuple(lines)

    def _remark(self, remark: Remark) -> Item:
        """A caveat by what it is about, then with what it says."""
        name = self.deck.name(remark.entry.id)
        title = f"{name}, {remark.part}" if remark.part else name
        style: Style = "caveat" if remark.caveat.is_warning else "confirmed"
        lead = (Span(f"{caveat_sign(remark.caveat.grade)} ", style),)
        sentence = partial(self.deck.plain_sentence, remark.caveat.text)
        return self.titled(lambda: title, remark.entry.id, sentence, lead=lead)

    def _figures(self) -> Block:
        """Figures in a line each: title and values in columns; longer titles over their values."""
        every = self.deck.briefing.series
        shown = self.held(self.found.figures)
        widths = [cell_width(self.deck.name(series.id)) for series in shown]
        most = self.width - SHORTEST_VALUES
        column = max([width for width in widths if width <= most], default=0)
        return Block(
            title="Numbers",
            noun="figure",
            rank=6,
            count=len(every),
            least=3,
            items=[self._figure(series, column) for series in shown],
        )

    def _figure(self, series: Series, column: int) -> Item:
        title = Span(self.deck.name(series.id), "text", series.id)
        blanks = Span(" " * (column - cell_width(title.text) + 2))
        margin = (Span("  "),)

        @cache
        def values(room: int) -> Line:
            found = figure_values(series, self.deck.numbers, room, self.deck.support(series.id))
            # The title alone leads to the figure, so that it is one stop.
            return tuple(span._replace(target=None) for span in found)

        def beside() -> Lines:
            line = (title, blanks, *values(self.width - column - 2))
            return (line,) if blanks.text and line_width(line) <= self.width else below()

        def below() -> Lines:
            said = flow(values(self.width - 2), self.width, first=margin, rest=margin)
            return (*flow((title,), self.width), *said)

        def fuller() -> Lines:
            is_fuller = values(self.width - 2) != values(self.width - column - 2)
            return below() if is_fuller else beside()

        return Item(beside, fuller)

    def _elsewhere(self, place: int, other: Elsewhere) -> Item:
        """A briefing that says otherwise."""
        differs = "differs" if other.values == 1 else "differ"
        said = f"{counted(other.values, 'value')} {differs} from {other.title}"
        lead = (Span(f"{DIFFERS_SIGN} ", "difference"),)
        return self.titled(lambda: said, f"{ELSEWHERE}{place}", lead=lead)

    def _carriers(self) -> Block:
        """The sources that carry most, with how many statements rest on each."""
        items = []
        for source, count in self.found.carriers:
            name = partial(self._short_form, source)
            items.append(self.titled(name, source.id, aside=counted(count, "statement")))
        return Block(title="Most rests on", rank=9, least=0, items=items)

    def _short_form(self, source: Source) -> str:
        # Short forms are made of all sources, so they wait until there is room for one.
        return self.deck.short_forms.short(source)


def _states(known: Verified) -> Iterator[Counted]:
    """Every state that quotations and numbers may have."""
    from briefdeck.output.verdict_words import record_words

    yield state_span("verified"), known.verified, "in stored copies"
    yield state_span("verified"), known.recorded, record_words(known.as_of)
    yield state_span("missing"), known.missing, "not in the copy"
    yield state_span("near"), known.near, "near, not the same"
    yield state_span("changed"), known.changed, "in a changed copy"
    yield state_span("unreadable"), known.unreadable, "in an unreadable copy"
    yield state_span("no-copy"), known.no_copy, "without a copy"
    yield Span("…", "muted"), known.unverified, "not verified yet"
    yield state_span("found"), known.numbers_found, "numbers in stored copies"
    yield state_span("contradicts"), known.contradicted, "numbers contradicted"
    yield state_span("missing"), known.numbers_missing, "numbers not in the copy"


def _share(known: Verified) -> tuple[str, str]:
    """What is counted, and how many of it are in copies: quotations, where there are any."""
    if known.total:
        verified = known.verified + known.recorded
        return "Quotations", f"{verified} of {known.total} verified"
    return "Cited numbers", f"{known.numbers_found} of {known.numbers} verified"
