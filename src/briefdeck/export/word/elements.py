"""Elements of a Word document as text: here alone are texts and attributes escaped."""

from collections.abc import Iterable
from hashlib import sha256
from html import escape
from typing import Final

from briefdeck.export.paper.nodes import Look, Run, Runs
from briefdeck.text.pattern import pattern

_LONGEST_NAME: Final = 40
"""Characters of a bookmark's name that Word takes."""
_NAME: Final = pattern(r"[a-z][a-z0-9-]*")
_LOOKS: Final[dict[Look, str]] = {"": "", "muted": "Muted", "warn": "Warning", "good": "Good"}


def text(words: str) -> str:
    """Return words as the content of an element."""
    return escape(words, quote=False)


def attribute(words: str) -> str:
    """Return words as the value of an attribute, in double quotes."""
    line = " ".join(words.split())
    return f'"{escape(line)}"'


def bookmark_name(entry: str) -> str:
    """Return the name of an entry's bookmark: its id, or what stands for one that Word refuses."""
    if len(entry) <= _LONGEST_NAME and _NAME.fullmatch(entry):
        return entry
    digest = sha256(entry.encode()).hexdigest()[:8]
    # Ids have no underscore, so it is the name of no other one.
    return f"e_{entry[: _LONGEST_NAME - 11]}_{digest}"


def run(it: Run) -> str:
    """Return a run in its look."""
    style = _LOOKS[it.look]
    if it.entry or it.url:
        style = "Hyperlink"
    if it.code:
        style = "CodeText"
    said = f'<w:rStyle w:val="{style}"/>' if style else ""
    said += "<w:b/><w:bCs/>" if it.bold else ""
    said += "<w:i/><w:iCs/>" if it.italic else ""
    return styled(it.text, said)


def styled(words: str, properties: str = "") -> str:
    """Return words with properties that are elements already; newlines begin lines."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = [f'<w:t xml:space="preserve">{text(line)}</w:t>' for line in words.split("\n")]
    return f"<w:r>{looks}{'<w:br/>'.join(lines)}</w:r>"


def character_style(words: str, style: str) -> str:
    """Return words in a style of characters."""
    return styled(words, f'<w:rStyle w:val="{style}"/>')


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph around elements."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    said += properties
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{content}</w:p>"


def link_inside(name: str, content: str) -> str:
    """Return runs that lead to a bookmark."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'


def link_outside(relation: str, content: str) -> str:
    """Return runs that lead to the address of a relation."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{content}</w:hyperlink>'


def bookmarked(name: str, number: int, content: str) -> str:
    """Return runs as a place that links lead to; number: of this bookmark among all."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def field(code: str, shown: str) -> str:
    """Return a field that Word works out, and what it shows before that."""
    return f"{open_field(code)}{styled(shown)}{FIELD_END}"


def open_field(code: str) -> str:
    """Return the beginning of a field whose content is paragraphs; `FIELD_END` ends it."""
    return (
        f"{_field_mark('begin')}"
        f'<w:r><w:instrText xml:space="preserve"> {text(code)} </w:instrText></w:r>'
        f"{_field_mark('separate')}"
    )


def _field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


FIELD_END: Final = _field_mark("end")


def numbered(number: int, depth: int) -> str:
    """Return the property of a paragraph in a list: which list, and how deep in it."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def drawing(relation: str, number: int, size: tuple[int, int], alt: str) -> str:
    """Return a picture of a size in English Metric Units; relation: that of its file."""
    width, height = size
    named = f'id="{number}" name="Picture {number}" descr={attribute(alt)}'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {named}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
        "</a:stretch></pic:blipFill><pic:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def cell(content: str, width: int, *, is_right: bool) -> str:
    """Return a cell of a table; width: in twentieths of a point."""
    side = '<w:jc w:val="right"/>' if is_right else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{paragraph(content, 'Cell', side)}</w:tc>"
    )


def row(cells: Iterable[str], *, is_head: bool = False) -> str:
    """Return a row, which stays on one page; a head stands again on each."""
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Iterable[int], caption: str) -> str:
    """Return a table whose first row is its head."""
    columns = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Briefing"/><w:tblW w:w="0" w:type="auto"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={attribute(caption)}/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def runs_text(runs: Runs) -> str:
    """Return the characters of runs."""
    return "".join([each.text for each in runs])
