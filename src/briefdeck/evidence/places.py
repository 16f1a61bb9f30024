"""Where in a copy a cited place is: its pages, sections, chapters, tables, notes and lines."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import Final, assert_never

from briefdeck.evidence.locators import Locator, locators
from briefdeck.evidence.margins import Span
from briefdeck.evidence.passages import CopyText
from briefdeck.evidence.words.folded import folded
from briefdeck.text.pattern import pattern
from briefdeck.text.raised import RAISED
from briefdeck.text.roman import roman, roman_value

_OVER: Final = 600
"""Characters that a sentence may have on the page before or after, at most."""
_LONGEST_TABLE: Final = 6000
"""Characters of a table or a figure with its caption, where no other one follows sooner."""
_LONGEST_NOTE: Final = 2000
"""Characters of a note, where no other one follows sooner."""
_ABOVE: Final = 1000
"""Characters above the caption of a figure that belong to it."""

_STOP: Final = pattern(r"(?<![A-Z])[.?!][\"'”’)\]\d]*\s+(?=[\"'“‘(]*[A-Z])|\n\s*\n")
"""The end of a sentence, or of a paragraph; not that of an abbreviation like U.S."""
_MARKS: Final = 8
"""Characters of quotation marks and marks of notes that may follow a sentence's stop."""
_ENDED: Final = pattern(r"[.?!:][\"'”’)\]\d*†]*\Z")

_ROW: Final = pattern(r"^[ \t]*[|+]|\S(?:[ \t]{2,}|\t)\S.*\S(?:[ \t]{2,}|\t)\S|\S[ \t]{3,}[\d$(-]")
"""A row of a table, or a rule between rows."""
_FEWEST_ROWS: Final = 2
_PLAIN_ROW: Final = pattern(r"\S[ ]*\t|^[ ]*\|.*\|")
"""A row of a table of the web or of Markdown."""
_LINE: Final = pattern(r"[^\n]+")
_NOTE_BELOW: Final = pattern(
    r"\W{0,3}(?:(?:sources?|notes?|key|legend|data)\b|[a-z0-9][.):])|[*†‡]", re.IGNORECASE
)
"""The begin of the notes below a table."""
_LINES_OF_NOTES: Final = 6
"""Lines of notes below a table, or of a cell between two of its rows, at most."""
_BLANK: Final = pattern(r"\n[ \t]*(?=\n)")

_BEGIN: Final = r"^[ \t]{0,40}(?:[#*_>|]{1,8}[ \t]{0,8})?"
"""The begin of a line, with markup."""
_WHOLE: Final = r"(?!\w|\.\d)"
"""The end of a number: `4` is not in `4.2`."""
_TITLE: Final = r"(?=[^\w\n]*(?:$|(?-i:[A-Z\d])))[^\n]{0,200}$"
"""The rest of a heading or a caption: not that of a sentence, which goes on in small letters."""
_LISTED: Final = pattern(r"\.{3}|(?:\. ){3}|…|(?:\t| {2})\d+\Z")
"""What a line of a table of contents has."""
_CAPTIONS: Final = {"table": r"tab(?:le|\.)", "figure": r"fig(?:ure|\.)"}
_PICTURES: Final = {"figure", "chart", "map"}
_WORDS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_HEADINGS: Final = 20
"""Headings with one number that are looked at."""


def extents(copy: CopyText, at: str) -> tuple[Span, ...]:
    """Return where a cited place is in a copy, in order; nothing where that cannot be told.

    Of a page and a table on it, that is the table's part of the page. To a page belongs the whole
    of the sentences with which it begins and ends.
    """
    named = list(locators(at))
    pages = _together(copy, [each for each in named if each.kind == "page"])
    within = _together(copy, [each for each in named if each.kind != "page"])
    if pages and within:
        return _common(pages, within) or pages
    return pages or within


def _together(copy: CopyText, named: Iterable[Locator]) -> tuple[Span, ...]:
    return tuple(sorted({span for each in named for span in _found(copy, each)}))


def _common(first: Iterable[Span], second: tuple[Span, ...]) -> tuple[Span, ...]:
    both = [(max(a[0], b[0]), min(a[1], b[1])) for a in first for b in second]
    return tuple((start, end) for start, end in both if start < end)


def _found(copy: CopyText, named: Locator) -> Iterator[Span]:
    match named.kind:
        case "page":
            yield from _pages(copy, named.first, named.last)
        case "section":
            yield from _sections(copy.text, named)
        case "chapter":
            yield from _chapters(copy.text, named)
        case "captioned":
            yield from _captioned(copy.text, named)
        case "note":
            yield from _notes(copy.text, named)
        case "line":
            yield from _lines(copy.text, named)
        case "paragraph":
            yield from _paragraphs(copy.text, named)
        case _:
            assert_never(named.kind)


def _pages(copy: CopyText, first: str, last: str) -> Iterator[Span]:
    """Yield the pages from one to another: by what is printed on them, else by their count."""
    ends = [page.start for page in copy.pages[1:]] + [len(copy.text)]
    begins = _numbers(copy, first)
    for begin in begins:
        end = next((each for each in _numbers(copy, last) if each >= begin), None)
        if end is not None:
            yield _with_sentences(copy, copy.pages[begin].start, ends[end])


def _numbers(copy: CopyText, label: str) -> list[int]:
    """Return which pages have a label, counted from 0."""
    wanted = label.casefold()
    labelled = [n for n, page in enumerate(copy.pages) if page.label.casefold() == wanted]
    is_count = label.isdecimal() and 0 < int(label) <= len(copy.pages)
    return labelled or ([int(label) - 1] if is_count else [])


def _with_sentences(copy: CopyText, start: int, end: int) -> Span:
    """Return pages with the rest of the sentences that begin before or end after them."""
    margins = folded(copy).margins
    before = _body_before(copy, margins, start)
    if before and not _ENDED.search(copy.text, max(before - _MARKS, 0), before):
        first = max(before - _OVER, 0)
        stops = [stop.end() for stop in _STOP.finditer(copy.text, first, before)]
        start = stops[-1] if stops else first
    last = _body_before(copy, margins, end)
    after = _body_after(copy, margins, end)
    if after < len(copy.text) and not _ENDED.search(copy.text, max(last - _MARKS, 0), last):
        stop = _STOP.search(copy.text, after, after + _OVER)
        end = stop.end() if stop else min(after + _OVER, len(copy.text))
    return start, end


def _body_before(copy: CopyText, margins: Sequence[Span], place: int) -> int:
    """Return where the text before a place ends, blanks and margins left out."""
    for start, end in reversed(margins[: bisect_left(margins, (place,))]):
        if copy.text[end:place].strip():
            break
        place = start
    first = max(place - _OVER, 0)
    return first + len(copy.text[first:place].rstrip())


def _body_after(copy: CopyText, margins: Sequence[Span], place: int) -> int:
    """Return where the text at or after a place begins, blanks and margins left out."""
    for start, end in margins[bisect_left(margins, (place,)) :]:
        if copy.text[place:start].strip():
            break
        place = end
    following = copy.text[place : place + _OVER]
    return place + len(following) - len(following.lstrip())


def _sections(text: str, named: Locator) -> Iterator[Span]:
    """Yield a section with its subsections, up to the next one of its level or above."""
    word = r"(?:§{1,2}|sec(?:tion|t)?\b\.?|article|chapter|part)?[ \t]{0,8}"
    heading = rf"{_BEGIN}{word}{_number(named.first)}{_WHOLE}{_TITLE}"
    following = _any_of(_following(named.last))
    yield from _headed(text, heading, rf"{_BEGIN}{word}{following}{_WHOLE}{_TITLE}")


def _following(number: str) -> Iterator[str]:
    """Yield the numbers of the headings that may end a section: of `4.2` 4.3 and 5."""
    parts = number.split(".")
    while parts:
        last = parts.pop()
        value = _value(last)
        if value:
            yield ".".join([*parts, str(value + 1)])
        elif len(last) == 1:
            yield ".".join([*parts, chr(ord(last) + 1)])


def _chapters(text: str, named: Locator) -> Iterator[Span]:
    """Yield a chapter, a part, an article or an appendix, up to the next one."""
    heading = rf"{_BEGIN}{named.word}[ \t]{{1,8}}{_number(named.first)}{_WHOLE}{_TITLE}"
    another = rf"(?!{_number(named.last)}\b)(?:\d+|[ivxlc]+|[A-Z]|{'|'.join(_WORDS)})\b"
    yield from _headed(text, heading, rf"{_BEGIN}{named.word}[ \t]{{1,8}}{another}{_TITLE}")


def _captioned(text: str, named: Locator) -> Iterator[Span]:
    """Yield tables or figures with their captions, up to the next one.

    Figures stand above them; a table does where its rows do, and none follow.
    """
    word = _CAPTIONS.get(named.word, named.word)
    heading = rf"{_BEGIN}{word}[ \t]{{1,8}}{_number(named.first)}{_WHOLE}{_TITLE}"
    another = rf"(?!{_number(named.last)}\b)[A-Z]?\d[\w.]*{_TITLE}"
    words = "|".join([*_CAPTIONS.values(), "box", "chart", "map", "exhibit"])
    after = rf"{_BEGIN}(?:{words})[ \t]{{1,8}}{another}|^#{{1,6}} "
    for start, end in _headed(text, heading, after, _LONGEST_TABLE):
        if named.word in _PICTURES:
            yield max(start - _ABOVE, 0), end
        else:
            above = _with_rows_above(text, start, end)
            is_below = above == (start, end)
            yield (start, _end_of_rows(text, start, end)) if is_below else above


def _with_rows_above(text: str, caption: int, end: int) -> Span:
    """A table from its caption to an end, or from the rows above that to the caption's end."""
    above = text[max(caption - _LONGEST_TABLE, 0) : caption].rstrip().splitlines(keepends=True)
    rows = list(takewhile(_is_row, reversed(above)))
    if len(rows) < _FEWEST_ROWS:
        return caption, end
    blank = _BLANK.search(text, caption + 1, end)
    below = text[blank.end() : end].lstrip("\n").splitlines() if blank else []
    if sum(map(_is_row, below[:_FEWEST_ROWS])) == _FEWEST_ROWS:
        return caption, end
    start = caption - len(text[:caption]) + len(text[:caption].rstrip())
    return start - sum(map(len, rows)), blank.start() if blank else end


def _end_of_rows(text: str, start: int, end: int) -> int:
    """Where a table ends whose rows are plain: behind its last row and the notes below it."""
    last, between, is_in_notes = 0, 0, False
    for line in _LINE.finditer(text, start, end):
        if _PLAIN_ROW.search(line[0]):
            last, between, is_in_notes = line.end(), 0, False
        elif last and not line[0].isspace():
            goes_on = is_in_notes and text[line.start() - 2 : line.start()] != "\n\n"
            is_in_notes = goes_on or _NOTE_BELOW.match(line[0]) is not None
            last = line.end() if is_in_notes else last
            between += 1
            if between > _LINES_OF_NOTES:
                break
    return last or end


def _is_row(line: str) -> bool:
    """Whether a line of a text looks like one of a table: cells with rules or gaps between."""
    return _ROW.search(line) is not None


def _notes(text: str, named: Locator) -> Iterator[Span]:
    """Yield the text of a note: what begins with its number, up to the next number."""
    start = r"^[ \t]{0,40}\[?\^?"
    stop = r"(?:[\].):]{0,2}[ \t]{1,8}|(?=(?-i:[A-Z])))(?=[^\s\d])"
    heading = rf"{start}{_any_of([named.first, named.first.translate(RAISED)])}{stop}"
    following = [*_following(named.last)]
    after = (
        rf"{start}{_any_of([*following, *(each.translate(RAISED) for each in following)])}{stop}"
    )
    yield from _headed(text, heading, after, _LONGEST_NOTE)


def _paragraphs(text: str, named: Locator) -> Iterator[Span]:
    """Yield paragraphs that are numbered."""
    stop = r"[.)]{0,2}[ \t]{1,8}(?=(?-i:[A-Z])|[\"“])"
    heading = rf"{_BEGIN}[(¶]?[ ]?{re.escape(named.first)}{stop}"
    after = rf"{_BEGIN}[(¶]?[ ]?{_any_of(_following(named.last))}{stop}"
    yield from _headed(text, heading, after, _LONGEST_TABLE)


def _lines(text: str, named: Locator) -> Iterator[Span]:
    """Yield the lines from one number to another."""
    if not (named.first.isdecimal() and named.last.isdecimal()):
        return
    first, last = int(named.first), int(named.last)
    ends = [-1, *(each.start() for each in islice(re.finditer("\n", text), last)), len(text)]
    if 0 < first <= last and first < len(ends):
        yield ends[first - 1] + 1, ends[min(last, len(ends) - 1)]


def _headed(text: str, heading: str, after: str, longest: int | None = None) -> Iterator[Span]:
    """Yield from each line that is a heading to the next one that ends what it heads."""
    flags = re.MULTILINE | re.IGNORECASE
    following = re.compile(after, flags)
    headings = (each for each in re.finditer(heading, text, flags) if not _is_listed(text, each))
    end = -1
    for found in islice(headings, _HEADINGS):
        if end < found.end():
            ends = following.finditer(text, found.end())
            end = next((each.start() for each in ends if not _is_listed(text, each)), len(text))
        yield found.start(), min(end, found.start() + (longest or end))


def _is_listed(text: str, heading: "re.Match[str]") -> bool:
    """Whether a heading is one of a table of contents."""
    end = text.find("\n", heading.start() + 1)
    line = text[heading.start() : end if end >= 0 else len(text)].strip()
    return _LISTED.search(line[-200:]) is not None


def _value(number: str) -> int:
    """Return the value of a number of digits or Roman letters; 0 where it has none."""
    return int(number) if number.isdecimal() else roman_value(number)


def _any_of(numbers: Iterable[str]) -> str:
    """Return an expression for one of some numbers; it matches nothing where there are none."""
    return f"(?:{'|'.join(map(_number, numbers)) or '(?!)'})"


def _number(number: str) -> str:
    """Return an expression for a number however it is written: `5`, `V`, `five`."""
    value = _value(number)
    if not 0 < value < 4000:
        return re.escape(number)
    ways = [number, str(value), roman(value), *_WORDS[value - 1 : value]]
    return f"(?:{'|'.join(ways)})"
