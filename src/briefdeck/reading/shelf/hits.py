"""The hits of a search as lines: matching words lit in titles, texts, and on an entry's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefdeck.draw.lines import Line, Span, Style, line_width
from briefdeck.library.passage import text_of
from briefdeck.reading.entry_texts import words_of
from briefdeck.reading.roles import MATCH
from briefdeck.text.matching import Mark, pieces, snippet, word_marks
from briefdeck.text.width import cell_width, truncate
from briefdeck.text.words import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefdeck.library.query import Words
    from briefdeck.library.search import Hit
    from briefdeck.model.briefing import Entry
    from briefdeck.reading.deck import Deck

LEAST_LABEL = 24
SHORT_NOUNS = {"recommendation": "advice", "key point": "point", "quotation": "quote"}
"""What entries are called where there is little room: as the tabs of sections do."""


class Lit(NamedTuple):
    """A text and the places in it that are lit."""

    text: str
    marks: tuple[Mark, ...]


def hit_lines(hit: Hit, width: int) -> tuple[Line, Line]:
    """A hit in two lines: what it is called and of what kind it is, then its text."""
    label, text = Lit(hit.label, hit.label_marks), Lit(hit.text, hit.text_marks)
    return two_lines(label, hit.kind, text, width)


def found_lines(deck: Deck, entry_id: str, words: Sequence[Words], width: int) -> tuple[Line, Line]:
    """A hit as two lines: its title and what it is, and the passage with its words lit."""
    entry = deck.entry(entry_id)
    title, kind = deck.title, "overview"
    if entry is not None:
        row = deck.row(entry_id)
        title, kind = row.label, f"{SHORT_NOUNS.get(entry.noun, entry.noun)} {row.lead}".strip()
    shown = Lit(title, word_marks(title, words))
    return two_lines(shown, kind, _passage(deck, entry, words), width)


def _passage(deck: Deck, entry: Entry | None, words: Sequence[Words]) -> Lit:
    """The piece of an entry's text where most words stand; of dates and numbers if only there."""
    shown = Lit(*snippet(text_of(entry or deck.briefing.front), words))
    if shown.marks or entry is None:
        return shown
    texts = " · ".join([one_line(text) for text in words_of(entry) if text != entry.label])
    in_all = Lit(*snippet(texts, words))
    return in_all if in_all.marks else shown


def two_lines(title: Lit, kind: str, text: Lit, width: int) -> tuple[Line, Line]:
    """A title with what it is of at the right, then a passage, set in."""
    kind = kind if width >= 2 * LEAST_LABEL else truncate(kind, width // 3)
    label = cut(lit(title.text, title.marks, "strong"), max(1, width - cell_width(kind) - 2))
    gap = " " * (width - line_width(label) - cell_width(kind))
    second = cut(lit(*_from_first_mark(text, width - 2), "muted"), width - 2)
    return (*label, Span(gap), Span(kind, "muted")), (Span("  "), *second)


def _from_first_mark(shown: Lit, width: int) -> Lit:
    """The text from a little before its first mark if that would be out of sight."""
    text, found = shown
    if not found or found[0][1] < width - 2:
        return shown
    start = text.rfind(" ", 0, max(0, found[0][0] - width // 3)) + 1
    lead = "… " if start else ""
    shift = len(lead) - start
    return Lit(lead + text[start:], tuple((first + shift, end + shift) for first, end in found))


def lit(text: str, found: Sequence[Mark], style: Style) -> Line:
    """The text with its marks lit."""
    return tuple(
        Span(piece, MATCH if is_match else style) for piece, is_match in pieces(text, found)
    )


def cut(line: Line, width: int) -> Line:
    """A line cut to a width, with an ellipsis where something is left out."""
    if line_width(line) <= width:
        return line
    kept: list[Span] = []
    room = width
    for span in line:
        cells = cell_width(span.text)
        if cells >= room:
            kept.append(span._replace(text=truncate(span.text + " …", room)))
            break
        kept.append(span)
        room -= cells
    return tuple(kept)
