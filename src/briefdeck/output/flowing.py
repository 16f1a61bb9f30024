"""Spans broken into lines: `draw.lines.flow`, with a short way for text whose every character takes one cell.

A word that is wider than a line, mostly an address, is broken at its own joints.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from briefdeck.draw.lines import Line, Span, cell_width, flow, line_width

_ONE_CELL: Final = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u2010-\u2015\u2018-\u201f\u2020-\u2022\u2026\u25cb\u25cf\u25d0]*"
)

_CLOSING: Final = 2
"""Cells kept free for what closes an address, as in `>.`"""

_SHORTEST: Final = 12
"""In fewer cells than these words are broken wherever a line ends."""

_JOINT: Final = "[/._?&=-]"


def flowed(spans: Iterable[Span], width: int, *, first: Line = (), rest: Line = ()) -> tuple[Line, ...]:
    """As `draw.lines.flow`, several times faster for text in Latin letters without words wider than a line.

    Where not even the first word fits beside a wide `first`, that stands on a line of its own.
    """
    listed = tuple(spans)
    before, margin = line_width(first), line_width(rest)
    text = "".join([span.text for span in listed])
    widest = max(map(len, text.split(" ")))
    if widest > width - margin > _SHORTEST:
        listed = _jointed(listed, width - margin)
        text = "".join([span.text for span in listed])
    if before > margin and width - before < cell_width(_first_word(text)) <= width - margin:
        return (first, *flowed(listed, width, first=rest, rest=rest))
    if _ONE_CELL.fullmatch(text) is None or widest > width - max(before, margin):
        return flow(listed, width, first=first, rest=rest)
    return _in_single_cells(listed, text, width, first=first, rest=rest)


def _first_word(text: str) -> str:
    return text.lstrip(" ").partition(" ")[0].partition("\n")[0]


def _in_single_cells(listed: Sequence[Span], text: str, width: int, *, first: Line, rest: Line) -> tuple[Line, ...]:
    """The short way: places to break are found in the text alone, without measuring."""
    lines: list[Line] = []
    for start, end in _breaks(text, width - line_width(first), width - line_width(rest)):
        lines.append((*(rest if lines else first), *_slice(listed, start, end)))
    return tuple(lines)


def _jointed(spans: Sequence[Span], room: int) -> tuple[Span, ...]:
    """The spans with line ends at the joints of words that are wider than `room`."""
    length = room - _CLOSING
    piece = re.compile(rf"[!-~]{{1,{length}}}(?![!-~])|[!-~]{{1,{length}}}(?<={_JOINT})(?![/.])|[!-~]{{1,{length}}}")
    word = re.compile(rf"(?=[!-~]*{_JOINT})[!-~]{{{length},}}")
    return tuple(
        Span(word.sub(lambda found: "\n".join(piece.findall(found[0])), text), style, target)
        for text, style, target in spans
    )


def _breaks(text: str, first: int, rest: int) -> list[tuple[int, int]]:
    """Where each line starts and ends in the text, blanks around breaks left out."""
    found: list[tuple[int, int]] = []
    room, length = first, len(text)
    start = _skip(text, 0)
    while length - start > room:
        end = text.rfind(" ", start, start + room + 1)
        cut = end
        while text[cut - 1] == " ":
            cut -= 1
        found.append((start, cut))
        start, room = _skip(text, end), rest
    end = len(text.rstrip(" "))
    if end > start or not found:
        found.append((start, max(end, start)))
    return found


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start] == " ":
        start += 1
    return start


def _slice(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The spans between two places of their text, neighbours alike joined."""
    cut: list[Span] = []
    place = 0
    for span in spans:
        after = place + len(span.text)
        if after > start and place < end:
            text = span.text[max(start - place, 0) : end - place]
            last = cut[-1] if cut else None
            if last is not None and last.style == span.style and last.target == span.target:
                cut[-1] = Span(last.text + text, span.style, span.target)
            elif text:
                cut.append(Span(text, span.style, span.target))
        place = after
        if place >= end:
            break
    return cut
