"""What the text shows: the page of the present place, where it begins, and its marked link."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace

from briefdeck.draw.lines import Line, Span, flow, line_text
from briefdeck.reading import frame, state
from briefdeck.reading.geometry import Box
from briefdeck.reading.page import NO_LINE, Page, Presentation
from briefdeck.reading.scene.standing import NOWHERE, PAGES_KEPT, Standing
from briefdeck.reading.views.page import PageView
from briefdeck.text.width import cell_width
from briefdeck.text.words import counted


class TextScene(Standing):
    """The page of an entry, of the overview, or of all that is read on through."""

    @property
    def text_box(self) -> Box:
        """Where the text is, or would be if the list had not its turn."""
        return self.places.get("reader") or self.places.get("list") or NOWHERE

    @property
    def page(self) -> Page:
        """The page of the present place, laid out to the width of the text."""
        box, place = self.text_box, self.reading.place
        width = max(1, box.width - 2)
        key: tuple[object, ...] = (place.section, place.entry, place.mode, width, self._scope)
        if place.mode == "present" or place.section == "overview":
            key = (*key, box.height, self._header_has_title, "ribbon" in self.places)
        if key not in self._pages:
            if len(self._pages) >= PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[key] = self._make_page(width, box.height)
        return self._pages[key]

    @property
    def has_more(self) -> bool:
        """Whether the text goes on below the screen."""
        end = self.reading.place.top + self.text_box.height
        return self.page.ensure(end + 1) > end

    @property
    def fits(self) -> bool:
        """Whether the whole page is on the screen."""
        height = self.text_box.height
        return self.page.ensure(height + 1) <= height

    @property
    def _header_has_title(self) -> bool:
        """Whether the header shows the whole title."""
        if "header" not in self.places:
            return False
        header = frame.header(self.deck, self.reading, self.width, warning=self.warning)
        return self.deck.title in line_text(header)

    @property
    def _scope(self) -> object:
        """What changes pages beside their entry: what is read on through, and what is left out."""
        return self.reading.filters if self.reading.mode != "panes" else self.reading.level

    def _make_page(self, width: int, height: int) -> Page:
        place = self.reading.place
        if place.mode == "present":
            from briefdeck.reading.present import presentation

            return presentation(self.deck, self.reading.level, width, height)
        if place.mode in {"flow", "zen"} and place.entry:
            return self._flow(place.entry)
        if place.entry:
            return Page(self.entry_lines(place.entry, width))
        if place.section == "overview" and self.is_single:
            from briefdeck.reading.spoken import overview_document, spoken_lines

            lines = spoken_lines(overview_document(self.deck, self.reading.level), width)
            return Page(chain(lines, self._section_lines(), self._own_lines("", width)))
        if place.section == "overview":
            from briefdeck.reading.overview import overview_page

            page = overview_page(
                self.deck,
                width,
                height,
                self.reading.level,
                shows_title=not self._header_has_title,
                shows_eras="ribbon" not in self.places,
                elsewhere=self.elsewhere,
            )
            return page.followed_by(self._own_lines("", width))
        return Page(iter(((Span("Nothing here passes the filter.", "muted"),),)))

    def _section_lines(self) -> Iterator[Line]:
        """The sections by number, for who does not see them around the text."""
        yield NO_LINE
        for place, found in enumerate(self.sections):
            count = f", {counted(self.count_of(found), 'entry')}" if found.tables else ""
            yield (Span(f"{place} {found.title}{count}"),)

    def _flow(self, entry: str) -> Page:
        from briefdeck.reading.pages import Flow

        order = self.reading_order
        rest = order[order.index(entry) :] if entry in order else (entry,)
        return Flow(rest, self.flow_lines)

    def flow_lines(self, entry_id: str) -> Iterator[Line]:
        """An entry as it stands in the continuous page, under its section's title if it begins it.

        Two blank lines follow it.
        """
        width = max(1, min(self.text_box.width - 2, self.measure))
        name = self.deck.section_of(entry_id)
        found = self.deck.section(name)
        if found is not None and self.ids_of(name)[:1] == (entry_id,):
            length = 0 if self.is_single else width - cell_width(found.title) - 1
            rule = "─" * max(0, length)
            yield (Span(f"{found.title} ", "heading"), Span(rule, "frame"))
            yield NO_LINE
        yield from self.entry_lines(entry_id, width)
        yield NO_LINE
        yield NO_LINE

    def entry_lines(self, entry_id: str, width: int) -> Iterator[Line]:
        """An entry's page, and under it what is the reader's own and who changed it last."""
        drawn = self.deck.page(entry_id)
        if self.is_single:
            from briefdeck.reading.spoken import spoken_lines

            yield from spoken_lines(drawn, width)
        else:
            from briefdeck.reading.pages import document_lines, titled

            lines = document_lines(drawn, width)
            yield from titled(lines, self.deck.era_place(self.deck.links.entries[entry_id]))
        yield from self._own_lines(entry_id, width)
        change = self.last_changes.get(entry_id)
        if change is not None:
            from briefdeck.document.last_change import last_change_words

            yield NO_LINE
            yield from flow((Span(last_change_words(change), "muted"),), width)

    def _own_lines(self, entry_id: str, width: int) -> Iterator[Line]:
        if self.own is not None and self.is_single:
            from briefdeck.reading.spoken import own_words

            for words in own_words(entry_id, self.own.looked):
                yield from (NO_LINE, *flow((Span(words),), width))
        elif self.own is not None:
            yield from self.own.lines(entry_id, width)

    def clamp(self, page: Page, top: int) -> int:
        """The nearest line of a page that can stand at the top."""
        height = self.text_box.height
        if top <= 0:
            return 0
        page.ensure(top + height)
        return max(0, min(top, len(page.lines) - height))

    def _text(self) -> PageView:
        page = self.page
        if isinstance(page, Presentation):
            self._keep_slide(page)
        self._keep_mark(page)
        self._reveal_match(page)
        self.reading = state.scroll(self.reading, self.clamp(page, self.reading.place.top))
        reading = self.reading
        letters = reading.letters.shown if reading.letters is not None else {}
        margin = 0 if self.is_single else 1
        place = reading.place
        return PageView(page, place.top, place.link, reading.words, letters, margin)

    def _keep_slide(self, page: Presentation) -> None:
        """Stand at the top of a screen; in another size or at another level at the same slide."""
        line, before, height = self.reading.place.top, self._before[1], self.text_box.height
        top = line - line % height
        if isinstance(before, Presentation) and before is not page:
            name, was = before.part_at(line)
            top = page.start_of(name)
            same = top + line - was
            if (line - was) % height == 0 and page.part_at(same)[0] == name:
                top = same
        self.reading = state.scroll(self.reading, top)

    def _keep_letters(self) -> None:
        """End waiting for a letter with the page that the letters are on."""
        if self.reading.letters is None:
            self._lettered = None
            return
        page = self.page if "reader" in self.places else None
        if self._lettered is None:
            self._lettered = page
        if page is None or page is not self._lettered:
            self._lettered = None
            self.reading = replace(self.reading, letters=None, message=())

    def _keep_mark(self, page: Page) -> None:
        """In a new layout of what is shown, leave the mark at its link, or end it with its link."""
        place = self.reading.place
        shown = (place.section, place.entry)
        (was_shown, before), self._before = self._before, (shown, page)
        if place.link is None or before is None or before is page or was_shown != shown:
            return
        page.finish()
        marked = [link.target for link in before.links[place.link : place.link + 1]]
        same = [at for at, link in enumerate(page.links) if link.target in marked]
        nearest = min(same, key=lambda at: abs(at - (place.link or 0)), default=None)
        self.reading = state.mark(self.reading, nearest)

    def _reveal_match(self, page: Page) -> None:
        """Scroll a page that was just come to because of a search to its first match."""
        place, query = self.reading.place, self.reading.query
        if (place.entry, query) == self._revealed:
            return
        self._revealed = (place.entry, query)
        if query and place.top == 0 and place.mode == "panes":
            line = page.find(self.reading.words)
            height = self.text_box.height
            if line is not None and line >= height - 1:
                self.reading = state.scroll(self.reading, line - height // 3)

    def forget_pages(self) -> None:
        """Lay out pages anew."""
        self._pages.clear()
