"""What the pages of a copy are called: by the numbers printed on them, where they go on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from briefdeck.evidence.passages import CopyPage, CopyText
from briefdeck.text.pattern import pattern

MOST_PAGES: Final = 10_000
_OUTER: Final = 2
"""Lines at the top and at the foot of a page among which its number is."""
_LONGEST: Final = 200
_NUMBERS: Final = pattern(r"(?<![\d.,/-])\d{1,4}(?![\d,/-]|\.\d)")
_FIGURES: Final = pattern(r"\d[\d.,]*")
_MOST_FIGURES: Final = 3
"""Numbers in a line with that of its page, at most: a row of a table has more."""
_SIGNS: Final = " \t.-–—|·•[]()"
_CALLED_PAGE: Final = pattern(r"(?i)\b(?:page|p\.?|seite)\s*\Z")
_OF_ALL: Final = pattern(r"(?i)\A\s*(?:of|/|von)\s*\d{1,4}")
_YEARS: Final = frozenset(range(1900, 2100))
_FEW: Final = 5
"""Pages up to which years that follow each other are not taken for their numbers."""
_ROMAN: Final = pattern(r"[\W_]*([ivxlc]{1,7})[\W_]*")


def paged(pages: Sequence[str], labels: Sequence[str] = ()) -> CopyText:
    """Return the text of pages one after the other, each on new lines.

    labels: what the file itself calls them; where that says no more than their count, the numbers
    are taken that are printed on them. A text of one page without a name has no pages.
    """
    if len(pages) == 1 and not labels:
        return CopyText(pages[0])
    names = labels if _says_more(labels) else printed_labels(pages)
    starts = []
    at = 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1
    marks = [CopyPage(start, name) for start, name in zip(starts, names, strict=True)]
    return CopyText("\n".join(pages), tuple(marks))


def printed_labels(pages: Sequence[str]) -> list[str]:
    """Return the numbers that pages bear, by those that go on from page to page, else their counts.

    Of pages before the first number, the Roman one that they bear; empty where there is none.
    """
    shifts: Counter[int] = Counter()
    outer = [list(_outer(page)) for page in pages]
    for index, lines in enumerate(outer):
        numbers = {number for line in lines for number in _at_edges(line)}
        if len(pages) <= _FEW:
            numbers -= _YEARS
        shifts.update([number - index for number in numbers])
    shift, times = shifts.most_common(1)[0] if shifts else (1, 0)
    # Of two pages both have to bear theirs.
    if times < max(2, len(pages) // 2):
        shift = 1
    return [
        str(index + shift) if index + shift > 0 else _roman(lines)
        for index, lines in enumerate(outer)
    ]


def _at_edges(line: str) -> Iterator[int]:
    """The numbers with which a line begins or ends, as one does that bears the number of a page.

    A row of a table does, too, and counts only where a number says that it is a page's.
    """
    is_row = len(_FIGURES.findall(line)) > _MOST_FIGURES
    for found in _NUMBERS.finditer(line):
        before, behind = line[: found.start()], line[found.end() :]
        is_called = _CALLED_PAGE.search(before) is not None
        is_first = not _CALLED_PAGE.sub("", before).strip(_SIGNS)
        if (is_first or _ends(behind)) and (is_called or not is_row):
            yield int(found[0])


def _ends(behind: str) -> bool:
    """Whether nothing stands behind a number, or only how many there are: `12 of 40`."""
    return not any(map(str.isalnum, _OF_ALL.sub("", behind)))


def _says_more(labels: Sequence[str]) -> bool:
    return any(label != str(index + 1) for index, label in enumerate(labels) if label)


def _outer(page: str) -> Iterator[str]:
    """The first lines of a page and the last ones, as far as they are short."""
    lines = [line for line in page.split("\n") if line and not line.isspace()]
    for line in [*lines[:_OUTER], *lines[_OUTER:][-_OUTER:]]:
        if len(line) <= _LONGEST:
            yield line


def _roman(lines: Sequence[str]) -> str:
    found = [match[1] for line in lines if (match := _ROMAN.fullmatch(line))]
    return found[0] if found else ""
