"""What has changed in a briefing as lines: what went between `[- -]`, what came between `{+ +}`, lit as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefdeck.draw.lines import Line, Span, flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefdeck.library.diff import Change, Changes, EntryChange, FieldChange
    from briefdeck.library.pairing import Piece

SIGN: Final = "Δ"
KEPT_WORDS: Final = 12
"""Words that are shown of a run that stayed, on each side of what changed."""
LONGEST_LABEL: Final = 90
_INDENT: Final = (Span("  "),)


def change_words(change: Change) -> str:
    """A sort of change in words."""
    return "changed otherwise" if change == "other" else change


def change_lines(changes: Changes, width: int, *, ids: bool = False) -> Iterator[Line]:
    """The changes entry by entry. `ids`: with the entries' ids, for print, where nothing can be followed."""
    for number, entry in enumerate(changes.entries):
        if number:
            yield ()
        yield from _entry_lines(entry, width, ids=ids)


def _entry_lines(entry: EntryChange, width: int, *, ids: bool) -> Iterator[Line]:
    yield from flow(_head(entry, follows=not ids), width, rest=_INDENT)
    if ids and entry.entry:
        was = f", which was {entry.old_entry}" if entry.old_entry else ""
        yield from flow((Span(f"{entry.entry}{was}", "muted"),), width, first=_INDENT, rest=_INDENT)
    if entry.text:
        yield from flow((Span(entry.text, "muted"),), width, first=_INDENT, rest=_INDENT)
    for field in entry.fields:
        if not (ids and field.change == "renamed"):
            lead = (*_INDENT, Span(f"{field.field.replace('_', ' ')}: ", "label"))
            yield from flow(_field_spans(field), width, first=lead, rest=_INDENT)


def _head(entry: EntryChange, *, follows: bool) -> tuple[Span, ...]:
    kinds = ", ".join(map(change_words, entry.changes))
    target = entry.entry if follows and entry.changes != ("removed",) else ""
    label = Span(
        _first_words(entry.label or entry.entry), "link" if target else "strong", target or None
    )
    return Span(f"{SIGN} {kinds}", "event"), Span(f" · {entry.noun}  ", "muted"), label


def _first_words(label: str) -> str:
    """The label, or of one that is a whole text the start."""
    return label if len(label) <= LONGEST_LABEL else label[:LONGEST_LABEL].rsplit(" ", 1)[0] + " …"


def _field_spans(field: FieldChange) -> Iterator[Span]:
    whole: tuple[Piece, ...] = (("old", field.old), ("new", field.new))
    pieces = field.pieces or tuple(piece for piece in whole if piece[1])
    for place, (kind, text) in enumerate(pieces):
        yield Span(" " if place else "")
        match kind:
            case "old":
                yield Span(f"[-{text}-]", "muted")
            case "new":
                yield Span(f"{{+{text}+}}", "agreement")
            case _:
                yield Span(_shortened(text, is_first=place == 0, is_last=place == len(pieces) - 1))


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Words that stayed, as far as they show where one is."""
    words = text.split()
    if len(words) <= 2 * KEPT_WORDS + 2:
        return text
    head = [] if is_first else words[:KEPT_WORDS]
    tail = [] if is_last else words[-KEPT_WORDS:]
    return " ".join([*head, "…", *tail])
