"""What is on the screen as it is spoken: words for signs, nothing that is drawn.

For the interface with one part and no frame, and for reading by line.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from briefdeck.document.blocks import (
    CONFIRMED_SIGN,
    SUPPORT_SIGNS,
    SUPPORT_WORDS,
    Document,
    EntryList,
    caveat_word,
)
from briefdeck.document.summaries import summary_document
from briefdeck.draw.changes import SIGN as CHANGED_SIGN
from briefdeck.draw.lines import Line, folded
from briefdeck.model.evidence import Support
from briefdeck.model.levels import Level
from briefdeck.output.plain import lay_out
from briefdeck.reading.deck import Deck, Row
from briefdeck.reading.entry_rows import with_heading
from briefdeck.reading.own import BOOKMARK_SIGN, NOTE_SIGN, STANDINGS, Looked
from briefdeck.reading.state import EVERYTHING
from briefdeck.text.ascii_signs import in_ascii
from briefdeck.text.pattern import pattern
from briefdeck.text.width import cell_width, truncate

DRAWN = pattern("[\u2500-\u259f\u2800-\u28ff]")
"""Boxes, blocks and Braille patterns: what screen readers spell out, or leave out."""
SUPPORT: dict[Support, str] = SUPPORT_WORDS | {"traced": "own statement"}
"""How a statement is supported, in few words: they are heard at every row."""
SIGN_WORDS = {
    **{sign: SUPPORT[support] for support, sign in SUPPORT_SIGNS.items()},
    "\N{WARNING SIGN}": "warning:",
    CONFIRMED_SIGN: "confirmed",
    CHANGED_SIGN: "changed:",
    BOOKMARK_SIGN: "bookmark",
    NOTE_SIGN: "note",
    "\N{BALLOT X}": "error:",
}
"""What signs mean where the interface's own lines are spoken."""


def without_drawing(text: str) -> str:
    """The text with ASCII signs for characters that are drawn with."""
    return DRAWN.sub(lambda found: in_ascii(found[0]), text)


def in_words(text: str) -> str:
    """A line of the interface with words for its signs."""
    for sign, words in SIGN_WORDS.items():
        text = text.replace(sign, f" {words} ")
    return " ".join(without_drawing(text).split())


def entry_words(
    deck: Deck, entry_id: str, own: str = "", width: int | None = None, *, says_kind: bool = False
) -> str:
    """An entry's row in words: number or date, title, how it is supported, what its caveat is.

    own: the signs of the reader's own. In a width the title gives way to what comes after it.
    says_kind: what sort of entry it is comes first; the overview is an empty id.
    """
    if not entry_id:
        return f"overview: {deck.title}"
    row = with_heading(deck.row(entry_id))
    kind = f"{deck.links.entries[entry_id].noun}: " if says_kind else ""
    return row_words(deck, replace(row, lead=f"{kind}{row.lead}"), own, width)


def row_words(deck: Deck, row: Row, own: str = "", width: int | None = None) -> str:
    """A row in words, as `entry_words` has it."""
    entry = deck.entry(row.entry)
    after = [SIGN_WORDS[sign].rstrip(":") for sign in own]
    if entry is not None and deck.is_statement(entry):
        after.append(SUPPORT[deck.support(entry.id)])
    if entry is not None and entry.warning is not None:
        after.append(caveat_word(entry.warning.grade).lower())
    amiss = deck.verdicts.warning(row.entry) if deck.verdicts else None
    if amiss is not None:
        after.append(amiss.text)
    title = without_drawing(f"{row.lead} {row.label}".strip())
    tail = "".join(f", {words}" for words in after)
    if width is None:
        return title + tail
    title = truncate(title, max(width // 2, width - cell_width(tail)))
    return truncate(title + tail, width)


def spoken_lines(document: Document, width: int) -> Iterator[Line]:
    """The lines of a document in words; its citations, links and listed entries lead somewhere."""
    for line in lay_out(document, width=width):
        for piece in folded(line, width):
            yield tuple(span._replace(text=without_drawing(span.text)) for span in piece)


def overview_document(deck: Deck, level: Level) -> Document:
    """What is read first: the reading of a level, its lists left out where sections have them."""
    is_everything = level == EVERYTHING
    drawn = summary_document(deck.lookup, None, "30s" if is_everything else level)
    # The last block says how to print more.
    blocks = drawn.blocks[:-1]
    if is_everything:
        blocks = tuple(block for block in blocks if not isinstance(block, EntryList))
    return replace(drawn, blocks=blocks)


def own_words(entry_id: str, looked: Looked | None) -> Iterator[str]:
    """The reader's bookmark and note on an entry."""
    placed = looked.placed.get(entry_id) if looked else None
    if placed is None:
        return
    if placed.mark.bookmarked:
        yield "You have a bookmark here."
    if placed.mark.note:
        doubt = STANDINGS[placed.standing]
        yield f"Your note{f' ({doubt})' if doubt else ''}: {placed.mark.note}"
