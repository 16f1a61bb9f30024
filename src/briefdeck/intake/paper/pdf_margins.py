"""What pages carry above and below their text: heads and feet that recur, and their numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from briefdeck.intake.paper.pdf_letters import Sheet
from briefdeck.intake.paper.pdf_lines import Line
from briefdeck.text.folding import tokens
from briefdeck.text.pattern import pattern

_BAND: Final = 0.13
"""The share of a page's height, above and below, in which heads and feet stand."""
_OFTEN: Final = 0.25
"""The share of pages on which a line recurs that is taken for a head or a foot."""
_NUMBER: Final = pattern(r"\b\d{1,4}\b")
_ONLY_NUMBER: Final = pattern(
    r"(?:page|p\.|seite)?[\s\-–—|\[(•]*(?:\d{1,4}|[ivxlc]{1,6})[\s\-–—|\])•]*(?:(?:of|von|/)\s*\d{1,4})?",
    re.IGNORECASE,
)


class Margins(Struct, frozen=True):
    """The lines of each page without heads and feet.

    labels: the number that is printed on each page, or else what the file calls it. said: the
    heads and feet, each once.
    """

    pages: list[list[Line]]
    labels: list[str]
    said: list[str]


def without_margins(sheets: Sequence[Sheet], pages: Sequence[Sequence[Line]]) -> Margins:
    """Return the lines of a paper's pages without heads, feet and numbers of pages."""
    outer = [
        [line for line in lines if _is_outer(line, sheet)]
        for sheet, lines in zip(sheets, pages, strict=True)
    ]
    times = Counter(key for lines in outer for key in {_key(line) for line in lines})
    least = max(2, int(_OFTEN * len(pages)))
    heads = [
        [line for line in lines if times[_key(line)] >= least or _is_number(line, every)]
        for lines, every in zip(outer, pages, strict=True)
    ]
    kept = []
    for found, lines in zip(heads, pages, strict=True):
        baselines = [line.y for line in found]
        kept.append([line for line in lines if not any(abs(line.y - y) < 2 for y in baselines)])
    said = Counter(line.text for found in heads for line in found)
    return Margins(kept, _labels(sheets, heads), [text for text in said if not _is_bare(text)])


def _is_outer(line: Line, sheet: Sheet) -> bool:
    return not _BAND * sheet.height < line.y < (1 - _BAND) * sheet.height


def _key(line: Line) -> tuple[str, int]:
    """What is alike in a head on all pages: its words, and its height within a line."""
    words = " ".join(tokens(line.text))
    return _NUMBER.sub("0", words), round(line.y / (2 * line.size)) if words.isdigit() else 0


def _is_bare(text: str) -> bool:
    return bool(_ONLY_NUMBER.fullmatch(text))


def _is_number(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is the number of its page: alone, above or below all others."""
    if not _is_bare(line.text):
        return False
    others = [each.y for each in lines if abs(each.y - line.y) > line.size / 2]
    return not others or line.y < min(others) or line.y > max(others)


def _labels(sheets: Sequence[Sheet], heads: Sequence[Sequence[Line]]) -> list[str]:
    """The number of each page: what is printed, if that goes on from page to page."""
    shifts: Counter[int] = Counter()
    for index, lines in enumerate(heads):
        numbers = {int(found[0]) for line in lines for found in _NUMBER.finditer(line.text)}
        shifts.update([number - index for number in numbers])
    shift, times = shifts.most_common(1)[0] if shifts else (0, 0)
    if times >= max(2, len(sheets) // 2):
        return [str(index + shift) for index in range(len(sheets))]
    return [sheet.label or str(index + 1) for index, sheet in enumerate(sheets)]
