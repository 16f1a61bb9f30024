"""A briefing as a Word document: native headings, captions, lists, tables, links to bookmarks."""

from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.resources import files
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from briefdeck.document.lookup import lookup
from briefdeck.export import Exported, Wanted
from briefdeck.export.html.frame import is_right_to_left, known_language
from briefdeck.export.paper.nodes import Paper, Picture
from briefdeck.export.paper.pictures import dressed
from briefdeck.export.paper.whole import paper
from briefdeck.export.svg_style import PLAIN_STYLE
from briefdeck.export.word.body import BULLETS, INDENT, Body
from briefdeck.export.word.elements import field, paragraph, styled

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section

_NAMESPACES: Final = nsdecls("w", "r", "wp", "a", "pic")
_EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""The first day that a zip file can name; what has no date of its own is of that day."""
_LEVELS: Final = range(9)
_UNWANTED: Final = frozenset({"thumbnail", "stylesWithEffects", "customXml"})
"""What the template of python-docx has and a briefing does not."""
_WORD_2013: Final = "15"
"""The way of setting texts that all later versions of Word share."""
_LONGEST: Final = 255
"""Characters that a property may have."""


def export(wanted: Wanted) -> Exported:
    """Write a briefing as a Word document."""
    made = paper(lookup(wanted.loaded), wanted.level)
    book = _Book(made)
    content = book.content()
    return Exported(content, (*made.losses, *book.losses))


class _Book:
    """A document being filled; `losses` says what it lacks."""

    def __init__(self, made: Paper) -> None:
        self._made = made
        self._document: Document = docx.Document()
        self._part = self._document.part
        self._addresses: dict[str, str] = {}
        self._can_draw = find_spec("resvg_py") is not None
        self.losses: list[str] = []

    def content(self) -> bytes:
        """Return the file."""
        self._clear()
        body = Body(self._relation, self._pixels)
        section = self._document.sections[0]
        _set_page(section)
        root = parse_xml(f"<w:body {_NAMESPACES}>{body.xml(self._made)}</w:body>")
        # The page's setting stays last.
        place = self._document.element.body
        for position, element in enumerate(list(root)):
            place.insert(position, element)
        self._number(body.starts)
        self._head_and_foot(section)
        self._describe()
        written = BytesIO()
        self._document.save(written)
        return _dated(written)

    def _clear(self) -> None:
        """Take away what the template brings, and set our styles."""
        for holder in (self._part, self._part.package):
            unwanted = [
                name
                for name, each in holder.rels.items()
                if each.reltype.rpartition("/")[2] in _UNWANTED
            ]
            for name in unwanted:
                del holder.rels[name]
        language = known_language(self._made.language)
        turned = "<w:bidi/>" if is_right_to_left(language) else ""
        said = (files("briefdeck.export") / "briefing-styles.xml").read_text()
        styles = parse_xml(said.replace("LANGUAGE", language).replace("DIRECTION", turned))
        _fill(self._document.styles.element, styles)

    def _relation(self, address: str) -> str:
        known = self._addresses.get(address)
        if known is None:
            known = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            self._addresses[address] = known
        return known

    def _pixels(self, picture: Picture) -> str:
        """The relation to a drawing as PNG; empty where what makes those is not installed."""
        if not self._can_draw:
            self.losses.append(f"the drawing “{picture.caption}”, which needs resvg-py")
            return ""
        from briefdeck.export.png import pixels

        relation, _ = self._part.get_or_add_image(
            BytesIO(pixels(dressed(picture.svg, PLAIN_STYLE)))
        )
        return relation

    def _number(self, starts: Iterable[tuple[int, int]]) -> None:
        """Define the lists: bullets for all of their kind, numbers for each by itself."""
        kinds = _list_kind(0, "bullet", "–") + _list_kind(1, "decimal", "%{}.")
        lists = [_list(BULLETS, 0)]
        for place, (start, depth) in enumerate(starts, BULLETS + 1):
            lists.append(_list(place, 1, start, depth))
        root = parse_xml(f"<w:numbering {_NAMESPACES}>{kinds}{''.join(lists)}</w:numbering>")
        _fill(self._part.numbering_part.element, root)

    def _head_and_foot(self, section: "Section") -> None:
        """Set the running head, which the first page has not, and page numbers."""
        section.different_first_page_header_footer = True
        part = field('STYLEREF "heading 1"', "")
        head = styled(self._made.title) + _TAB + part
        page = field("PAGE", "1") + styled(" / ") + field("NUMPAGES", "1")
        foot = styled(self._made.foot) + _TAB + page
        said = (
            (section.header, head, "Header"),
            (section.first_page_header, "", "Normal"),
            (section.footer, foot, "Footer"),
            (section.first_page_footer, foot, "Footer"),
        )
        for place, content, style in said:
            place.is_linked_to_previous = False
            line = parse_xml(f"<w:hdr {_NAMESPACES}>{paragraph(content, style)}</w:hdr>")
            _fill(place.part.element, line)

    def _describe(self) -> None:
        """Say what it is, by whom and from when."""
        made = self._made
        day = datetime(*made.day, tzinfo=UTC) if made.day else _EPOCH
        authors = "; ".join(made.authors)[:_LONGEST]
        properties = {
            "title": made.title[:_LONGEST],
            "author": authors,
            "last_modified_by": authors,
            "subject": made.subject[:_LONGEST],
            "keywords": ", ".join(made.keywords)[:_LONGEST],
            "language": known_language(made.language),
            "comments": "",
            "created": day,
            "modified": day,
            "revision": 1,
        }
        for name, value in properties.items():
            setattr(self._document.core_properties, name, value)
        for setting in self._document.settings.element.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), _WORD_2013)


_TAB: Final = "<w:r><w:tab/></w:r>"


def _fill(element: "BaseOxmlElement", source: "BaseOxmlElement") -> None:
    """Put what another element holds into an element, in place of what it held."""
    for child in list(element):
        element.remove(child)
    for child in list(source):
        element.append(child)


def _set_page(section: "Section") -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)


def _list_kind(number: int, kind: str, sign: str) -> str:
    """A kind of list, with as many depths as Word knows."""
    levels = [
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{sign.format(depth + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{INDENT * (depth + 1)}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
        for depth in _LEVELS
    ]
    multi = '<w:multiLevelType w:val="hybridMultilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{multi}{"".join(levels)}</w:abstractNum>'


def _list(number: int, kind: int, start: int | None = None, depth: int = 0) -> str:
    again = f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    own = again if start is not None else ""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{own}</w:num>'


def _dated(written: BytesIO) -> bytes:
    """Return a zip file again, everything in it of the same day."""
    again = BytesIO()
    with ZipFile(written) as source, ZipFile(again, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name, _EPOCH.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return again.getvalue()
