"""The text of Markdown as it reads when it is set: the words without the signs of their markup.

Time is linear: this is read in the program's own process.
"""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.evidence.passages import CopyPage, CopyText
from briefdeck.evidence.texts.markup import plain
from briefdeck.text.page_marks import page_begun
from briefdeck.text.pattern import pattern

_FENCE: Final = pattern(r" {0,3}(```|~~~)")
_QUOTED: Final = pattern(r"(?: {0,3}>[ \t]?)+")
_HEADING: Final = pattern(r" {0,3}#{1,6}[ \t]+")
_BULLET: Final = pattern(r"[ \t]*[-*+][ \t]+(?=\S)")
_NOTE: Final = pattern(r" {0,3}\[\^[^\[\]\s]{1,40}\]:[ \t]*")
_DEFINITION: Final = pattern(r" {0,3}\[([^\[\]^][^\[\]]{0,200})\]:[ \t]*<?\S")
_BAR: Final = pattern(r"(?<!\\)\|")
_OF_RULING: Final = "|:-+ \t"
_OF_RULES: Final = "-=*_+|: \t"
"""What a rule, the underline of a heading or the ruling of a table is made of."""
_FRONT: Final = "---\n"


def markdown_text(text: str) -> CopyText:
    """Return the text of a Markdown file. Its pages begin where comments or form feeds say so."""
    return _Reader(_body(text)).read()


def _body(text: str) -> str:
    """A text without its front matter and its comments; form feeds as comments that say a page."""
    end = text.find(f"\n{_FRONT}", 3) if text.startswith(_FRONT) else -1
    if end >= 0:
        text = text[end + 1 + len(_FRONT) :]
    if "\f" in text:
        pages = text.removesuffix("\f").split("\f")
        text = "".join([f"<!-- page {at} -->\n{page}" for at, page in enumerate(pages, 1)])
    return "".join(_without_comments(text)) if "<!--" in text else text


def _without_comments(text: str) -> Iterator[str]:
    """The pieces of a text between comments; those that say a page, on lines of their own."""
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        yield text[at:start]
        end = text.find("-->", start)
        at = len(text) if end < 0 else end + 3
        if page_begun(text[start:at]):
            yield f"\n{text[start:at]}\n"
    yield text[at:]


class _Reader:
    """Reads the lines of a file, from the first to the last."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        found = (_DEFINITION.match(line) for line in self._lines if "]:" in line)
        self._defined = frozenset([match[1].casefold() for match in found if match])
        self._pieces: list[str] = []
        self._length = 0
        self._pages: list[CopyPage] = []
        self._paragraph: list[str] = []
        """The lines of the one that is open."""

    def read(self) -> CopyText:
        """Return their text."""
        fence = ""
        is_table = False
        for place, line in enumerate(self._lines):
            if fence:
                fence = self._code(line, fence)
            elif begins := _FENCE.match(line):
                self._close()
                fence = begins[1]
            else:
                words = _without(_QUOTED, line) if ">" in line else line
                is_table = "|" in words and (is_table or self._is_table(place, words))
                self._take(_row(words) if is_table else words)
        self._close()
        return CopyText("".join(self._pieces), tuple(self._pages))

    def _code(self, line: str, fence: str) -> str:
        """Take a line of code as it is; return the fence that ends it, empty where that was it."""
        if line.strip().startswith(fence):
            self._say("\n")
            return ""
        self._say(f"{line}\n")
        return fence

    def _is_table(self, place: int, line: str) -> bool:
        """Whether a table begins in a line: with a bar, or above a ruling."""
        below = "".join(self._lines[place + 1 : place + 2])
        return line.lstrip().startswith("|") or ("-" in below and not below.strip(_OF_RULING))

    def _take(self, line: str) -> None:
        """Take a line of text or of its markup."""
        number = page_begun(line)
        if number:
            self._close()
            self._pages.append(CopyPage(self._length, number))
        elif not line or line.isspace():
            self._close()
        elif heading := _HEADING.match(line):
            self._close()
            self._paragraph.append(line[heading.end() :].rstrip().rstrip("#").rstrip())
            self._close()
        elif line.strip(_OF_RULES) and not _DEFINITION.match(line):
            self._paragraph.append(_without(_BULLET, _without(_NOTE, line)).strip())

    def _close(self) -> None:
        """End the paragraph that is open."""
        if self._paragraph:
            self._say(plain("\n".join(self._paragraph), self._defined) + "\n\n")
            self._paragraph.clear()

    def _say(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


def _without(start: re.Pattern[str], line: str) -> str:
    """Return a line without what it begins with."""
    found = start.match(line)
    return line[found.end() :] if found else line


def _row(line: str) -> str:
    """The cells of a row, parted by tabs."""
    cells = _BAR.split(line.strip().removeprefix("|").removesuffix("|"))
    return "\t".join([cell.strip() for cell in cells])
