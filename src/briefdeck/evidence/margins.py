"""What the pages of a copy carry beside its text: their numbers, running heads and feet."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import takewhile
from typing import Final, NamedTuple

from briefdeck.evidence.passages import CopyText
from briefdeck.text.pattern import pattern

Span = tuple[int, int]
"""Characters of a copy's text from start to before end."""

_NUMBER: Final = pattern(
    r"[-–—|\[(\s]*(?:page\s+|p\.\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\])\s]*",
    re.IGNORECASE,
)
_COUNTED: Final = pattern(
    r"\A\W*page\s+\d+(?:\s*(?:of|/)\s*\d+)?|\bpage\s+\d+(?:\s*(?:of|/)\s*\d+)?\W*\Z",
    re.IGNORECASE,
)
"""The number of a page with its word, at either end of a line."""
_SIGNS: Final = "0123456789 \t\r\f-–—|.,:;·•()[]/"
_SIGN: Final = pattern(r"\S")
_LONGEST: Final = 120
"""Characters of a line that may be a head or a foot, at most."""
_SHORTEST: Final = 4
"""Letters of a head or a foot, at least."""
_DEEPEST: Final = 3
"""Lines at either end of a page among which its number, head and foot are."""
_TIMES: Final = 3
"""Pages on which a line recurs, from which on it is taken for a head or a foot."""


class _Page(NamedTuple):
    """A page: its label, its first lines from its top, and its last lines from its bottom."""

    label: str
    first: list[Span]
    last: list[Span]


def is_page_number(line: str) -> bool:
    """Whether a line says nothing but the number of a page: `12`, `- iv -`, `Page 3 of 9`."""
    return len(line) <= 24 and _NUMBER.fullmatch(line) is not None


def bare(line: str) -> str:
    """Return what is the same in a running head on all pages: the line without its number.

    All of it where little else is left, as of the time at which a page was printed.
    """
    if len(line) <= _LONGEST and "age " in line:
        line = _COUNTED.sub("", line)
    said = line.strip(_SIGNS)
    return said if len(said) >= _SHORTEST else line.strip()


def margins(copy: CopyText) -> tuple[Span, ...]:
    """Return the lines at the ends of pages that are numbers, heads and feet, in order.

    A head or a foot is what recurs on three pages, or on both where there are two.
    """
    if len(copy.pages) < 2:
        return ()
    pages = list(_pages(copy))
    least = min(_TIMES, len(pages))
    times = Counter(
        name
        for page in pages
        for name in {bare(copy.text[slice(*span)]) for span in {*page.first, *page.last}}
    )

    def is_margin(label: str, span: Span) -> bool:
        line = copy.text[slice(*span)].strip()
        if line == label or is_page_number(line):
            return True
        name = bare(line)
        return len(line) <= _LONGEST and len(name) >= _SHORTEST and times[name] >= least

    found = {
        span
        for page in pages
        for lines in (page.first, page.last)
        for span in takewhile(partial(is_margin, page.label), lines)
    }
    return tuple(sorted(found))


def _pages(copy: CopyText) -> Iterator[_Page]:
    stops = [page.start for page in copy.pages[1:]] + [len(copy.text)]
    for page, stop in zip(copy.pages, stops, strict=True):
        first = list(_lines_down(copy.text, page.start, stop))
        last = list(_lines_up(copy.text, page.start, stop))
        yield _Page(page.label, first, last)


def _lines_down(text: str, start: int, stop: int) -> Iterator[Span]:
    """Yield the first lines that say anything between two offsets."""
    for _ in range(_DEEPEST):
        found = _SIGN.search(text, start, stop)
        if not found:
            return
        end = text.find("\n", found.start(), stop)
        end = stop if end < 0 else end
        yield found.start(), end
        start = end


def _lines_up(text: str, start: int, stop: int) -> Iterator[Span]:
    """Yield the last lines that say anything between two offsets, from the last one up."""
    for _ in range(_DEEPEST):
        stop = start + len(text[start:stop].rstrip())
        if stop == start:
            return
        begin = max(text.rfind("\n", start, stop) + 1, start)
        yield stop - len(text[begin:stop].lstrip()), stop
        stop = begin
