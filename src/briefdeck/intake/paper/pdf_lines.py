"""Lines of print, put together from letters that stand beside each other on a page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from briefdeck.intake.paper.pdf_letters import Look, Sheet, Span
from briefdeck.text.pattern import pattern

_SMALL: Final = 0.85
"""The share of a line's size up to which letters beside it may be raised."""
_LONGEST_MARK: Final = 5
"""Characters of a raised mark, at most: `12`, `[12]`, `th`."""
_ORDINAL: Final = pattern(r"st|nd|rd|th")
_WIDE: Final = 1.6
"""Sizes between two words of a line, at most; what is further away is another cell or column."""
_INITIAL: Final = 1.8
"""Sizes of the text from which on a single letter is a large first one."""


class Line(Struct):
    """A line of print. y is its baseline, from the top of its page, whose number counts from 0.

    spans: each with whether it is raised. is_boxed: within a frame or a ground.
    """

    page: int
    y: float
    size: float
    spans: list[tuple[Span, bool]]
    is_boxed: bool = False

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.spans[0][0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(span.x1 for span, _ in self.spans)

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join([span.text for span, _ in self.spans]).strip()

    @property
    def looks(self) -> "Counter[Look]":
        """How many characters look how, raised ones left out."""
        found: Counter[Look] = Counter()
        for span, is_raised in self.spans:
            if not is_raised:
                found[span.look] += len(span.text.strip())
        return found

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(look.bold for look in self.looks)

    @property
    def is_italic(self) -> bool:
        """Whether all of it is italic."""
        return all(look.italic for look in self.looks)

    def add(self, span: Span, *, is_raised: bool) -> None:
        """Add letters at the end, with a blank before them where there is a gap."""
        last = self.spans[-1][0]
        gap = span.x0 - last.x1
        least = 0.35 * last.look.size if is_raised else 0.15 * min(span.look.size, last.look.size)
        if is_raised and _ORDINAL.fullmatch(span.text.strip()):
            last.text = last.text.rstrip(" ")
        elif gap > least and not last.text.endswith(" "):
            last.text += " "
        self.spans.append((span, is_raised))


def lines_of(sheet: Sheet, page: int) -> list[Line]:
    """Return the lines of a page, in the order in which they are drawn."""
    lines: list[Line] = []
    for span in sheet.spans:
        if not span.text.strip():
            continue
        if not lines or not _continued(lines[-1], span):
            lines.append(Line(page, span.y, span.look.size, [(span, span.look.raised)]))
    lines = _with_initials(_with_raised(_joined(lines)))
    for line in lines:
        middle = (line.x0 + line.x1) / 2
        line.is_boxed = any(box.holds(middle, line.y) for box in sheet.boxes)
    _unbox(lines)
    return lines


def _continued(line: Line, span: Span) -> bool:
    """Add letters to a line if they go on in it; say whether they do."""
    gap = span.x0 - line.spans[-1][0].x1
    size = max(line.size, span.look.size)
    if not -0.5 * size < gap < _WIDE * size:
        return False
    rise = line.y - span.y
    if abs(rise) < 0.2 * size:
        line.add(span, is_raised=span.look.raised)
        line.size = size
        return True
    if _is_raised(span.look.size, line.size, rise) and len(span.text.strip()) <= _LONGEST_MARK:
        line.add(span, is_raised=True)
        return True
    if _is_raised(line.size, span.look.size, -rise) and len(line.text) <= _LONGEST_MARK:
        line.spans = [(each, True) for each, _ in line.spans]
        line.add(span, is_raised=False)
        line.y, line.size = span.y, span.look.size
        return True
    return False


def _is_raised(small: float, large: float, rise: float) -> bool:
    return small <= _SMALL * large and 0.1 * large < rise < 0.8 * large


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The lines, those on one baseline as one where nothing but a space is between them."""
    joined: list[Line] = []
    by_baseline: dict[int, list[Line]] = {}
    for line in lines:
        near = [each for step in (-1, 0, 1) for each in by_baseline.get(round(line.y) + step, ())]
        left = next((each for each in near if _ends_before(each, line)), None)
        if left is None:
            joined.append(line)
            by_baseline.setdefault(round(line.y), []).append(line)
            continue
        for span, is_raised in line.spans:
            left.add(span, is_raised=is_raised)
    return joined


def _ends_before(left: Line, right: Line) -> bool:
    size = min(left.size, right.size)
    return (
        abs(left.y - right.y) < 0.2 * size
        and left.size == right.size
        and -0.2 * size < right.x0 - left.x1 < 0.8 * size
    )


def _with_raised(lines: Sequence[Line]) -> list[Line]:
    """The lines, with marks that are drawn apart from them at their ends."""
    found = []
    for line in lines:
        if len(line.text) <= _LONGEST_MARK and len(line.spans) == 1:
            beside = next((each for each in lines if _carries(each, line)), None)
            if beside is not None:
                beside.add(line.spans[0][0], is_raised=True)
                continue
        found.append(line)
    return found


def _carries(line: Line, mark: Line) -> bool:
    gap = mark.x0 - line.x1
    return _is_raised(mark.size, line.size, line.y - mark.y) and -0.2 < gap / line.size < 0.5


def _with_initials(lines: Sequence[Line]) -> list[Line]:
    """The lines, with a large first letter before the first of those beside it."""
    initials = [line for line in lines if len(line.text) == 1 and line.text.isupper()]
    left = list(lines)
    for initial in initials:
        beside = [line for line in left if _is_beside(initial, line)]
        if beside:
            first = min(beside, key=lambda line: line.y)
            letter = initial.spans[0][0]
            letter.text = letter.text.strip()
            first.spans.insert(
                0, (Span(letter.text, first.spans[0][0].look, *_place(first)), False)
            )
            left.remove(initial)
    return left


def _place(line: Line) -> tuple[float, float, float]:
    return line.x0, line.x0, line.y


def _is_beside(initial: Line, line: Line) -> bool:
    return (
        initial.size > _INITIAL * line.size
        and -0.5 * line.size < line.x0 - initial.x1 < 1.5 * line.size
        and initial.y - initial.size < line.y < initial.y + 0.3 * line.size
    )


def _unbox(lines: Iterable[Line]) -> None:
    """Let nothing be boxed where almost everything is: then the box is the page."""
    every = list(lines)
    if sum(line.is_boxed for line in every) > 0.7 * len(every):
        for line in every:
            line.is_boxed = False
