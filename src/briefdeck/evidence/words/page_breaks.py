"""What a sentence of a copy jumps over where a page ends: its foot, notes, the head of the next."""

import re
from bisect import bisect_right
from collections.abc import Generator, Iterator
from itertools import islice
from typing import Final

from briefdeck.evidence.margins import Span, bare, is_page_number
from briefdeck.evidence.words.folded import Folded
from briefdeck.text.pattern import pattern
from briefdeck.text.raised import LOWERED, RAISED

_LINES: Final = 6
"""Lines of a foot and a head, at most."""
_NOTES: Final = 5000
"""Characters of the notes at the foot of a page, at most."""
_LINES_OF_NOTE: Final = 8
"""Lines of a note, at most."""
_ENDS: Final = (".", "?", "!", ")", "”", '"', "]")
_LONGEST: Final = 100
"""Characters of a head, at most."""
_WORDS: Final = 2
"""Words of a head, at least: a word alone may be the rest of a sentence."""
_TIMES: Final = 3
"""Times that a line stands in a copy without pages, from which on it is taken for a head."""
_NOTE: Final = pattern(r"\W{0,2}(\d{1,3}|[⁰¹²³⁴-⁹]{1,3}|[*†‡])[.)\]]?\s{0,2}(?=\S)")
_WORD: Final = pattern(r"[^\W\d_]{4,}")
_LINE: Final = pattern(r"[^\n\f]+")
_STOPS: Final = ".?!:;,"


def after_break(copy: Folded, before: int, start: int) -> Iterator[int]:
    """Yield where a sentence may go on that breaks off before a line, the nearest place first.

    before: where its last word ends. start: where the line begins. A copy without pages has to show
    that one ends there: by a form feed, by a head that recurs, by one of counted numbers, or by a
    number alone in the middle of a sentence.
    """
    alone = [line for line, _ in islice(_lines(copy.text, start, start + _NOTES), 2)]
    if len(alone) == 2 and _is_lone_mark(copy, copy.text[start : alone[1]].strip()):
        yield alone[1]
    if not copy.page_starts:
        yield from _without_pages(copy, before, start)
        return
    number = bisect_right(copy.page_starts, before)
    ends = [*copy.page_starts, len(copy.text)]
    page, edge = ends[max(number - 1, 0)], ends[number]
    lines = _lines(copy.text, start, min(edge, start + _NOTES))
    for count, (first, last) in enumerate(lines):
        if _is_note(copy.text, first, page):
            # Notes may end a column as well as a page.
            if (yield from _behind_notes(copy.text, first, min(edge, first + _NOTES))):
                break
            return
        if count == _LINES or not _is_margin(copy, first, last, number):
            return
    if edge < len(copy.text) and edge - start <= _NOTES:
        yield from _behind_head(copy, before, max(edge, start), number + 1)


def _is_lone_mark(copy: Folded, line: str) -> bool:
    """Whether a line is the mark of a note: just the number that is missing between two others."""
    if not line.isdecimal():
        return False
    number = int(line)
    return number not in copy.notes and {number - 1, number + 1} <= copy.notes


def _is_note(text: str, first: int, page: int) -> bool:
    """Whether a line begins the notes of a page: its number is a mark in the page's text.

    The number may be all of it.
    """
    found = _NOTE.match(text, first)
    if not found:
        return False
    mark = re.escape(found[1].translate(LOWERED))
    written = rf"[^\W\d_][.,;:!?)\]\"'”’]*{mark}(?!\w)|\[{mark}\]"
    raised = f"{mark.translate(RAISED)}(?![⁰¹²³⁴-⁹])"
    return re.search(f"{written}|{raised}", text[page:first]) is not None


def _behind_notes(text: str, start: int, stop: int) -> Generator[int, None, bool]:
    """Yield the lines with which a text may go on behind notes; return whether they go on to there.

    A line may if the one before ends a sentence, as notes do, and soon follows the last note.
    """
    number, lines, end = 0, 0, start
    for first, last in _lines(text, start, stop):
        if text[start:end].rstrip().endswith(_ENDS):
            yield first
        found = _NOTE.match(text, first)
        said = found[1].translate(LOWERED) if found else ""
        is_next = said.isdecimal() and (not number or int(said) == number + 1)
        if is_next or (said and not said.isdecimal()):
            number, lines = int(said) if is_next else number, 0
        lines += 1
        if lines > _LINES_OF_NOTE:
            return False
        end = last
    return True


def _behind_head(copy: Folded, before: int, start: int, page: int) -> Iterator[int]:
    """Yield the lines of a page with which its text may go on, behind its head.

    In the middle of a sentence the first line is one if it is set as a heading.
    """
    lines = list(islice(_lines(copy.text, start, start + _NOTES), _LINES + 2))
    for number, (first, last) in enumerate(lines[: _LINES + 1]):
        yield first
        is_head = not number and _is_head(copy.text[first:last].strip())
        following = lines[number + 1 : number + 2]
        is_between = is_head and following and _is_inside(copy.text, before, following[0][0])
        if not (is_between or _is_margin(copy, first, last, page)):
            return


def _is_margin(copy: Folded, first: int, last: int, page: int) -> bool:
    """Whether a line is a head or a foot: it recurs, or has the number of a page beside it."""
    line = copy.text[first:last].strip()
    if first in copy.margin_starts or is_page_number(line) or _is_rule(line):
        return True
    labels = [each.label for each in copy.copy.pages[max(page - 1, 0) : page + 1] if each.label]
    words = line.replace("|", " ").split()
    is_numbered = bool(words) and (words[0] in labels or words[-1] in labels)
    return _is_head(line) and (is_numbered or line.isupper())


def _without_pages(copy: Folded, before: int, start: int) -> Iterator[int]:
    is_shown = has_number = False
    end = before
    for number, (first, last) in enumerate(_lines(copy.text, start, start + _NOTES)):
        is_shown = is_shown or "\f" in copy.text[end:first]
        if number and (is_shown or (has_number and _is_inside(copy.text, before, first))):
            yield first
        line = copy.text[first:last].strip()
        is_recurring = copy.times(bare(line)) >= _TIMES
        is_numbered = line[:1].isdecimal() or line[-1:].isdecimal()
        is_head = _is_head(bare(line)) or (is_recurring and is_numbered)
        if number == _LINES or not (is_page_number(line) or is_head or _is_rule(line)):
            return
        is_shown = is_shown or is_recurring or _is_counted(copy, line)
        is_lone = "\n\n" in copy.text[end:first] and copy.text.startswith("\n\n", last)
        has_number = has_number or (is_lone and (is_numbered or is_page_number(line)))
        end = last


def _is_counted(copy: Folded, line: str) -> bool:
    """Whether a line is one of several with numbers in a row."""
    number = line.strip("-–—|[]() ")
    return number.isdecimal() and not copy.counted.isdisjoint({int(number) - 1, int(number) + 1})


def _is_inside(text: str, before: int, start: int) -> bool:
    """Whether a sentence breaks off at an offset and goes on at another."""
    return text[start].islower() and text[before - 1] not in _STOPS


def _is_head(line: str) -> bool:
    """Whether a line is set as a heading: of two words at least, the longer ones with capitals."""
    words = _WORD.findall(line)
    if len(line) > _LONGEST or line.endswith(tuple(_STOPS)) or len(line.split()) < _WORDS:
        return False
    capitals = [word for word in words if word[0].isupper()]
    return bool(words) and len(capitals) >= 0.75 * len(words)


def _is_rule(line: str) -> bool:
    return not any(map(str.isalnum, line))


def _lines(text: str, start: int, stop: int) -> Iterator[Span]:
    """Yield the lines that say anything between two offsets, without the blanks before them."""
    for line in _LINE.finditer(text, start, min(stop, len(text))):
        if not line[0].isspace():
            yield line.end() - len(line[0].lstrip()), line.end()
