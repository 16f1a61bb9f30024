"""What is inside a paragraph of Word: characters, links, fields, marks of notes, boxes."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from briefdeck.intake.paper.blocks import Run
from briefdeck.intake.paper.word_numbers import in_form
from briefdeck.intake.paper.word_package import Xml
from briefdeck.intake.paper.word_styles import Style, Styles
from briefdeck.text.pattern import pattern

_THROUGH: Final = frozenset(
    {"customXml", "fldSimple", "ins", "moveTo", "sdt", "sdtContent", "smartTag"}
)
_SIGNS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_LINK: Final = pattern(r'\s*HYPERLINK\s+(?:\\l\s+)?"([^"]*)"')
_OWN_NAMES: Final = ("_GoBack", "_Toc", "_Hlk")
"""Names that Word gives to places for itself."""


class Mark(Struct, frozen=True):
    """A place in the text that leads to a note: `footnote` or `endnote`, its id and its label."""

    kind: str
    id: str
    label: str
    page: str

    @property
    def name(self) -> str:
        """The name by which the note is reached."""
        return f"{self.kind}-{self.id}"


class Line(Struct):
    """What is in a paragraph. page: where it begins. boxes: what stands in text boxes at it."""

    runs: list[Run]
    anchors: list[str]
    boxes: list[Xml]
    page: str = ""
    size: float = 0


class _Field(Struct):
    """A field that is open: what it does, and whether that has been said whole."""

    code: str = ""
    shows: bool = False

    @property
    def url(self) -> str:
        found = _LINK.match(self.code)
        if found is None:
            return ""
        return f"#{found[1]}" if "\\l" in self.code.partition('"')[0] else found[1]


class Inline:
    """Reads paragraphs one after the other; counts pages and notes on the way."""

    def __init__(self, styles: Styles, links: Mapping[str, str], *, has_pages: bool) -> None:
        """has_pages: whether the document says where its pages end."""
        self.marks: list[Mark] = []
        self._styles = styles
        self._links = links
        self._number = 1
        self._has_pages = has_pages
        self._fields: list[_Field] = []
        self._line = Line([], [], [])
        self._sizes: Counter[float] = Counter()
        self._style = Style()
        self._url = ""

    @property
    def page(self) -> str:
        """The page on which what follows begins; empty where Word has not set any."""
        return str(self._number) if self._has_pages else ""

    def read(self, paragraph: Xml, style: Style) -> Line:
        """Return what is in a paragraph of a style."""
        self._line = Line([], [], [], page=self.page)
        self._sizes = Counter()
        self._style = style
        self._read_parts(paragraph)
        self._line.size = self._sizes.most_common(1)[0][0] if self._sizes else style.size
        return self._line

    def _read_parts(self, parts: Xml) -> None:
        for part in parts:
            match part.tag:
                case "r":
                    self._read_run(part)
                case "hyperlink":
                    self._read_link(part)
                case "bookmarkStart":
                    name = part.get("name", "")
                    if name and not name.startswith(_OWN_NAMES):
                        self._line.anchors.append(name)
                case "oMath" | "oMathPara":
                    self._say("".join([each.text or "" for each in part.iter("t")]), self._style)
                case tag if tag in _THROUGH:
                    self._read_parts(part)

    def _read_link(self, part: Xml) -> None:
        before = self._url
        anchor = part.get("anchor", "")
        self._url = f"#{anchor}" if anchor else _web(self._links.get(part.get("id", ""), ""))
        self._read_parts(part)
        self._url = before

    def _read_run(self, run: Xml) -> None:
        style = self._styles.characters(run.find("rPr"), self._style)
        for part in run:
            match part.tag:
                case "t":
                    self._say(part.text or "", style)
                case "br" if part.get("type") in {"page", "column"}:
                    self._say("\n", style)
                case "lastRenderedPageBreak":
                    self._turn_page()
                case "footnoteReference" | "endnoteReference":
                    self._mark(part)
                case "fldChar":
                    self._change_field(part.get("fldCharType", ""))
                case "instrText" if self._fields and not self._fields[-1].shows:
                    self._fields[-1].code += part.text or ""
                case "AlternateContent" | "drawing" | "pict" | "object":
                    self._find_boxes(part)
                case tag if tag in _SIGNS:
                    self._say(_SIGNS[tag], style)

    def _say(self, text: str, style: Style) -> None:
        if style.hidden or not text or any(self._is_unread(field) for field in self._fields):
            return
        url = self._url or next((field.url for field in self._fields if _web(field.url)), "")
        run = Run(text, italic=style.italic, bold=style.bold, raised=style.raised, url=url)
        self._line.runs.append(run)
        if not style.raised:
            self._sizes[style.size] += len(text.strip())

    def _is_unread(self, field: _Field) -> bool:
        """Whether a field says nothing of the paper: its code, or a table of contents."""
        return not field.shows or field.code.split(maxsplit=1)[:1] in (["TOC"], ["INDEX"], ["TOA"])

    def _turn_page(self) -> None:
        self._number += 1
        if not "".join([run.text for run in self._line.runs]).strip():
            self._line.page = self.page

    def _mark(self, part: Xml) -> None:
        kind = part.tag.removesuffix("Reference")
        number = 1 + sum(mark.kind == kind for mark in self.marks)
        label = in_form(number, "decimal" if kind == "footnote" else "lowerRoman")
        mark = Mark(kind, part.get("id", ""), label, self.page)
        self.marks.append(mark)
        self._line.runs.append(Run(label, raised=True, url=f"#{mark.name}"))

    def _change_field(self, sign: str) -> None:
        if sign == "begin":
            self._fields.append(_Field())
        elif sign == "separate" and self._fields:
            self._fields[-1].shows = True
        elif sign == "end" and self._fields:
            self._fields.pop()

    def _find_boxes(self, part: Xml) -> None:
        """Take the text boxes in a drawing; of two forms of the same one, the newer."""
        if part.tag == "txbxContent":
            self._line.boxes.append(part)
            return
        for each in part:
            if each.tag != "Fallback":
                self._find_boxes(each)


def _web(address: str) -> str:
    """Return an address if it leads into the web or to a place in the document; else nothing."""
    return address if address.startswith(("http://", "https://", "#")) else ""
