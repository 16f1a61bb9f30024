"""The text of a page of the web as one sees it: no scripts, no styles, nothing hidden."""

from typing import Final

from briefdeck.text.html_tree import Element, tags, tree
from briefdeck.text.pattern import pattern
from briefdeck.text.raised import RAISED

_UNSEEN: Final = tags(
    "script style title meta link base template noscript noframes noembed iframe object datalist"
    " select textarea rp rt annotation annotation-xml desc metadata"
)
"""Elements whose content no page shows as a part of its text."""
_SHADOWS: Final = ("shadowrootmode", "shadowmode", "shadowroot")
"""Attributes of a template that is a part of the page after all."""
_UNSEEN_CLASSES: Final = tags(
    "sf-hidden sr-only visually-hidden visuallyhidden screen-reader-text screenreader-only"
    " element-invisible"
)
"""Classes by which pages, and programs that save them, hide what is in them."""
_HIDING: Final = pattern(
    r"(?i)(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])"
    r"|opacity\s*:\s*0(?![.\d]))"
)
_PARAGRAPHS: Final = tags(
    "address article aside blockquote body center details dialog dir dl fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html main menu nav ol p pre section summary table ul"
)
_LINES: Final = tags("br caption dd div dt legend li option optgroup tr")
_CELLS: Final = tags("td th")
_NO_BREAK, _BLANK, _CELL, _LINE, _PARAGRAPH = range(5)
_BREAKS: Final = ("", " ", "", "\n", "\n\n")
"""What is written for each of them, before the tabs of cells."""
_OPENING: Final = {"q": "“"}
_CLOSING: Final = {"q": "”"}
_NOT_RAISED: Final = pattern(r"[^\d,\s]")


def html_text(text: str) -> str:
    """Return the text of an HTML file: lines end where blocks do, and tabs part cells of a row."""
    words = _Words()
    words.take(tree(text))
    return words.text()


class _Words:
    """Gathers what is seen, piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._break = _NO_BREAK
        """What has to stand between the last words and the next."""
        self._set_apart = 0
        """How many elements are open in which blanks and line ends are kept."""
        self._tabs = 0
        """How many cells of a row have ended since the last words, empty ones too."""
        self._is_first = True
        """Whether the next cell is the first of its row."""

    def text(self) -> str:
        """Return all words."""
        return "".join(self._pieces)

    def take(self, element: Element) -> None:
        """Take what is seen of an element."""
        tag = element.tag
        if _is_unseen(element):
            return
        around = _NO_BREAK if _is_cell_alone(element) else _break_around(tag)
        if tag == "br" and self._break >= _LINE:
            around = _PARAGRAPH
        if tag == "tr":
            self._tabs = 0
            self._is_first = True
        elif tag in _CELLS:
            self._tabs += not self._is_first
            self._is_first = False
        self._part(around)
        if tag == "sup":
            self._raise(element)
            return
        self._say(_OPENING.get(tag, ""))
        self._set_apart += tag == "pre"
        self._take_inside(element)
        self._set_apart -= tag == "pre"
        self._say(_CLOSING.get(tag, ""))
        if tag == "tr":
            self._tabs = 0
        self._part(around)

    def _take_inside(self, element: Element) -> None:
        for part in element.parts:
            if isinstance(part, str):
                self._say(part)
            else:
                self.take(part)

    def _raise(self, element: Element) -> None:
        """Take raised letters; figures as such, that a year and its footnote are not one number."""
        raised = _Words()
        raised._take_inside(element)
        text = raised.text()
        self._say(text if _NOT_RAISED.search(text) else text.translate(RAISED))

    def _part(self, at_least: int) -> None:
        self._break = max(self._break, at_least)

    def _say(self, text: str) -> None:
        if self._set_apart:
            words = text
        else:
            words = " ".join(text.split())
            if text[:1].isspace():
                self._part(_BLANK)
        if not words:
            return
        if self._pieces:
            self._pieces.append(_BREAKS[self._break])
        self._pieces.append("\t" * self._tabs)
        self._tabs = 0
        self._pieces.append(words)
        self._break = _BLANK if text[-1:].isspace() and not self._set_apart else _NO_BREAK


def _is_unseen(element: Element) -> bool:
    if element.tag in _UNSEEN:
        is_shadow = element.tag == "template" and any(map(element.get, _SHADOWS))
        return not is_shadow
    said = element.attributes
    if not said:
        return False
    if "hidden" in said or (element.tag == "dialog" and "open" not in said):
        return True
    if "class" in said and not _UNSEEN_CLASSES.isdisjoint(said["class"].split()):
        return True
    return "style" in said and _HIDING.search(said["style"]) is not None


def _is_cell_alone(element: Element) -> bool:
    """Whether an element is the only block of a cell, which stays in its row."""
    cell = element.parent
    if cell is None or cell.tag not in _CELLS or not _is_block(element):
        return False
    blocks = (part for part in cell.parts if isinstance(part, Element) and _is_block(part))
    return next(blocks) is element and next(blocks, None) is None


def _is_block(element: Element) -> bool:
    return element.tag != "br" and _break_around(element.tag) >= _LINE


def _break_around(tag: str) -> int:
    """What parts an element's words from those before and behind it."""
    if tag in _PARAGRAPHS:
        return _PARAGRAPH
    if tag in _LINES:
        return _LINE
    return _CELL if tag in _CELLS else _NO_BREAK
