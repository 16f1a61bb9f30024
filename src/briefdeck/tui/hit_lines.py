"""The hits of a search as lines: matching words lit in titles, texts, and on an entry's page."""

from collections.abc import Iterable, Iterator, Sequence

from briefdeck.draw.lines import Line, Span, Style, line_width
from briefdeck.library.query import Words
from briefdeck.library.search import Hit
from briefdeck.text.matching import Mark, pieces, word_marks
from briefdeck.text.width import cell_width, truncate
from briefdeck.tui.roles import MATCH

LEAST_LABEL = 24


def hit_lines(hit: Hit, width: int) -> tuple[Line, ...]:
    """A hit in two lines: what it is called and where it stands, then the text with the words."""
    needed = cell_width(hit.label)
    room = max(cell_width(hit.kind), min(width - needed - 2, width * 3 // 5))
    where = (
        truncate(f"{hit.kind} · {hit.briefing}", room)
        if width >= 2 * LEAST_LABEL
        else truncate(hit.kind, width // 3)
    )
    label = cut(lit(hit.label, hit.label_marks, "strong"), max(1, width - cell_width(where) - 2))
    gap = " " * (width - line_width(label) - cell_width(where))
    second = cut(lit(*_from_first_mark(hit, width - 2), "muted"), width - 2)
    return (*label, Span(gap), Span(where, "muted")), (Span("  "), *second)


def _from_first_mark(hit: Hit, width: int) -> tuple[str, tuple[Mark, ...]]:
    """(text, marks) of a hit, from a little before its first mark if that would be out of sight."""
    text, found = hit.text, hit.text_marks
    if not found or found[0][1] < width - 2:
        return text, found
    start = text.rfind(" ", 0, max(0, found[0][0] - width // 3)) + 1
    lead = "… " if start else ""
    shift = len(lead) - start
    return lead + text[start:], tuple((first + shift, end + shift) for first, end in found)


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


def page_lines(lines: Iterable[Line], wanted: Sequence[Words]) -> Iterator[Line]:
    """The lines of a page with the words of a query lit; links stay links."""
    for line in lines:
        found = word_marks("".join(span.text for span in line), wanted) if wanted else ()
        yield _lit_line(line, found) if found else line


def _lit_line(line: Line, found: Sequence[Mark]) -> Line:
    spans: list[Span] = []
    start = 0
    for span in line:
        inside = [(max(0, first - start), min(len(span.text), end - start)) for first, end in found]
        own = [(first, end) for first, end in inside if first < end]
        spans += [piece._replace(target=span.target) for piece in lit(span.text, own, span.style)]
        start += len(span.text)
    return tuple(spans)


def first_lit(lines: Sequence[Line]) -> int | None:
    """The first line on which something is lit."""
    for number, line in enumerate(lines):
        if any(span.style == MATCH for span in line):
            return number
    return None
