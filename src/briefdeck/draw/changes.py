"""What has changed in a briefing: what went between `[- -]`, what came between `{+ +}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefdeck.draw.lines import Line, Span, flow
from briefdeck.text.width import first_words

# The reading interface shows the sign of changes without loading what compares texts.
if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefdeck.library.diff import Changes, EntryChange, FieldChange
    from briefdeck.library.pairing import Piece

SIGN: Final = "Δ"
KEPT_WORDS: Final = 12
"""Words that are shown of a run that stayed, on each side of what changed."""
LONGEST_LABEL: Final = 90
"""Characters of a label that is a whole text."""
_INDENT: Final = (Span("  "),)


def change_lines(changes: Changes, width: int, *, ids: bool = False) -> Iterator[Line]:
    """Return the changes entry by entry, in lines of at most `width` cells.

    `ids`: with the entries' ids, for print, where nothing can be followed and addresses run over.
    """
    for number, entry in enumerate(changes.entries):
        if number:
            yield ()
        yield from _entry_lines(entry, width, ids=ids)


def _entry_lines(entry: EntryChange, width: int, *, ids: bool) -> Iterator[Line]:
    yield from flow(_head(entry, follows=not ids), width, rest=_INDENT)
    if ids and entry.entry:
        was = f", which was {entry.old_entry}" if entry.old_entry else ""
        yield from _muted(entry.entry + was, width)
    if entry.text:
        yield from _muted(entry.text, width)
    for field in entry.fields:
        # The lines above say it already.
        if field.change == "moved" or (ids and field.change == "renamed"):
            continue
        name = field.field.replace("_", " ")
        lead = (*_INDENT, Span(f"{name}: ", "label"))
        yield from flow(_field_spans(field), width, first=lead, rest=_INDENT, runs_over=ids)


def _muted(text: str, width: int) -> tuple[Line, ...]:
    return flow((Span(text, "muted"),), width, first=_INDENT, rest=_INDENT)


def _head(entry: EntryChange, *, follows: bool) -> Line:
    text = _first_words(entry.label or entry.entry)
    is_there = bool(entry.entry) and entry.changes != ("removed",)
    label = Span(text, "link", entry.entry) if follows and is_there else Span(text, "strong")
    return Span(f"{SIGN} {entry.words}", "event"), Span(f" · {entry.noun}  ", "muted"), label


def _first_words(label: str) -> str:
    """Return the label, or the start of one that is a whole text."""
    if len(label) <= LONGEST_LABEL:
        return label
    return first_words(label, LONGEST_LABEL) + " …"


def _field_spans(field: FieldChange) -> Iterator[Span]:
    pieces = field.pieces or _whole(field)
    last = len(pieces) - 1
    for place, (kind, text) in enumerate(pieces):
        if place:
            yield Span(" ")
        match kind:
            case "old":
                yield Span(f"[-{text}-]", "muted")
            case "new":
                yield Span(f"{{+{text}+}}", "agreement")
            case "same":
                yield Span(_shortened(text, is_first=place == 0, is_last=place == last))


def _whole(field: FieldChange) -> tuple[Piece, ...]:
    """Return a field that is not compared word by word as what it was and what it is."""
    old: Piece = ("old", field.old)
    new: Piece = ("new", field.new)
    return tuple(piece for piece in (old, new) if piece[1])


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Return words that stayed, as far as they show where one is."""
    words = text.split()
    if len(words) <= 2 * KEPT_WORDS + 2:
        return text
    head = [] if is_first else words[:KEPT_WORDS]
    tail = [] if is_last else words[-KEPT_WORDS:]
    return " ".join([*head, "…", *tail])
