"""HTML as a tree, whatever its bytes are: in time that grows with its length, never nested deeply.

Python's own parser takes quadratic time over some broken files.
"""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.text import decoding
from briefdeck.text.entities import unescaped
from briefdeck.text.pattern import pattern


def tags(text: str) -> frozenset[str]:
    """Return names of elements or classes that are written one after the other."""
    return frozenset(text.split())


DEEPEST: Final = 100
"""Elements inside one another; what is nested more deeply counts as content of the last of them."""

VOID: Final = tags("area base br col embed hr img input link meta param source track wbr")
_RAW: Final = tags("script style textarea title xmp iframe noembed noframes")
_BLOCKS: Final = tags(
    "address article aside blockquote center details dir div dl fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul"
)
_ENDED_BY: Final = {
    "p": _BLOCKS,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "thead": frozenset({"tbody", "tfoot"}),
    "tbody": frozenset({"tbody", "tfoot"}),
    "option": frozenset({"option"}),
}
"""Elements that end without an end tag where one of these begins."""
_ENDING: Final = frozenset[str]().union(*_ENDED_BY.values())
_LIMITS: Final = {
    "li": frozenset({"ul", "ol", "menu"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "p": frozenset({"td", "th", "li", "dd", "button", "caption", "object"}),
}
"""Elements beyond which another one is not ended so."""

_CELLS: Final = frozenset({"table", "td", "th"})
_ROWS: Final = frozenset({"table", "tr", "thead", "tbody", "tfoot"})
"""Elements whose end tags also end what is open in a cell; other end tags stay inside of it."""


_TABLE_OR_BODY: Final = frozenset({"table", "body"})

_MARK: Final = pattern(r"<(?=/?[A-Za-z]|[!?])")
"""The begin of a tag, a comment or the like; any other `<` is text."""
_TAG: Final = pattern(
    r"<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+)>"
)
_ATTRIBUTE: Final = pattern(
    r"([^\s\"'>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?"
)
_ENCODING: Final = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:.-]{1,40})|<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w:.-]{1,40})",
    re.IGNORECASE,
)
_KNOWN: Final = re.compile(
    r"utf-?8|iso-?8859-?(?:[2-9]|1[0-6])|(?:windows-|cp)125[0-8]|koi8-[ru]|shift[_-]jis|euc-(?:jp|kr)"
    r"|gb(?:k|2312|18030)|big5|macintosh|mac-?roman"
)
"""Encodings that are taken at their word; Latin-1 and ASCII mean Windows-1252, as in browsers."""
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LOOKED_AT: Final = 4096


class Element:
    """An element: its name in small letters, its attributes, and texts and elements inside it."""

    __slots__ = ("attributes", "line", "parent", "parts", "tag")

    def __init__(
        self, tag: str, attributes: dict[str, str], parent: "Element | None", line: int
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.line = line
        self.parts: list[Element | str] = []

    def get(self, name: str) -> str:
        """Return an attribute's value; an empty text where it has none."""
        return self.attributes.get(name, "")

    @property
    def names(self) -> frozenset[str]:
        """Its classes and its role, in small letters."""
        return tags(f"{self.get('class')} {self.get('role')}".casefold())

    def all(self) -> "Iterator[Element]":
        """Yield this element and all inside it, in the order in which they begin."""
        yield self
        for part in self.parts:
            if isinstance(part, Element):
                yield from part.all()

    @property
    def text(self) -> str:
        """All characters inside it."""
        return "".join([part if isinstance(part, str) else part.text for part in self.parts])


def decoded(content: bytes, charset: str = "") -> str:
    """Return the characters of an HTML file, by its byte order mark or what it says of itself.

    charset: what its server says of it, which counts for more than what it says itself.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    start = content[:_LOOKED_AT]
    if b"\0" in start:
        return decoding.decoded(content)[0]
    said = _ENCODING.search(start)
    meta = (said[1] or said[2]).decode("ascii", "replace") if said else "utf-8"
    name = (charset or meta).lower()
    if _KNOWN.fullmatch(name) and name not in {"utf-8", "utf8"}:
        return content.decode(name, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("windows-1252", "replace")


def tree(text: str) -> Element:
    """Return the document that an HTML text describes."""
    return _Builder(text.replace("\0", "\ufffd")).built()


class _Builder:
    """Builds a tree from a text, tag by tag."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Element("", {}, None, 1)
        self.open = [self.root]
        self.line = 1
        self.too_deep = 0

    def built(self) -> Element:
        place = 0
        while place < len(self.text):
            mark = _MARK.search(self.text, place)
            end = mark.start() if mark else len(self.text)
            self._say(self.text[place:end])
            place = self._marked(end) if mark else end
        return self.root

    def _say(self, text: str) -> None:
        if text:
            self.open[-1].parts.append(unescaped(text))
            self.line += text.count("\n")

    def _marked(self, place: int) -> int:
        """Take what begins with `<` at a place; return where it ends."""
        found = _TAG.match(self.text, place)
        if found is None:
            return self._no_tag(place)
        line = self.line
        self.line += found[0].count("\n")
        name = found["name"].lower()
        if found["end"]:
            self._close(name)
            return found.end()
        self._begin(name, found["attributes"], line)
        return self._raw(name, found.end()) if name in _RAW else found.end()

    def _no_tag(self, place: int) -> int:
        if self.text.startswith("<!--", place):
            return self._passed(place, "-->")
        if self.text.startswith(("<!", "<?"), place):
            return self._passed(place, ">")
        # A tag without an end takes the rest of the file with it, as in browsers.
        return len(self.text)

    def _passed(self, place: int, sign: str) -> int:
        end = self.text.find(sign, place)
        end = end + len(sign) if end >= 0 else len(self.text)
        self.line += self.text.count("\n", place, end)
        return end

    def _raw(self, name: str, place: int) -> int:
        """Take the content of an element in which tags are characters."""
        found = re.compile(rf"</{name}\b", re.IGNORECASE).search(self.text, place)
        end = found.start() if found else len(self.text)
        self._say(self.text[place:end])
        return end

    def _begin(self, name: str, attributes: str, line: int) -> None:
        if name in _ENDING:
            self._end_implied(name)
        if len(self.open) > DEEPEST and name not in VOID:
            self.too_deep += 1
            return
        said = _said(attributes) if attributes else {}
        element = Element(name, said, self.open[-1], line)
        self.open[-1].parts.append(element)
        if name not in VOID and not (attributes.endswith("/") and name in {"svg", "math", "path"}):
            self.open.append(element)

    def _end_implied(self, name: str) -> None:
        """End what is still open and cannot hold an element of this name."""
        keeps = len(self.open)
        for depth in range(len(self.open) - 1, 0, -1):
            tag = self.open[depth].tag
            if name in _ENDED_BY.get(tag, ()):
                keeps = depth
            elif tag in _holders(name):
                break
        del self.open[keeps:]

    def _close(self, name: str) -> None:
        if self.too_deep:
            self.too_deep -= 1
            return
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == name:
                del self.open[depth:]
                return
            if self.open[depth].tag in _CELLS and name not in _ROWS:
                return


def _said(attributes: str) -> dict[str, str]:
    """Return attributes by their names."""
    return {
        found[1].lower(): unescaped(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(attributes)
    }


def _holders(name: str) -> frozenset[str]:
    """Return the elements that may hold one of this name: none around them ends for its sake."""
    around = _BLOCKS if name in _BLOCKS else frozenset()
    return around | _LIMITS.get(name, frozenset()) | _TABLE_OR_BODY
