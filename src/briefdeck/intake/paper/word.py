"""Word documents as blocks, with the pages on which Word last set them.

Read without a library: those that make HTML of Word drop the pages, the sizes of letters and the
numbers that Word counts.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefdeck.intake.paper.blocks import Block, Paper
from briefdeck.intake.paper.runs import tidy
from briefdeck.intake.paper.word_inline import Inline
from briefdeck.intake.paper.word_numbers import Numbers
from briefdeck.intake.paper.word_package import Package, Xml
from briefdeck.intake.paper.word_styles import Style, Styles

_THROUGH: Final = frozenset({"customXml", "ins", "moveTo", "sdt", "sdtContent", "smartTag"})
_FRONT: Final = frozenset({"abstract", "author", "date", "subtitle"})
"""Styles of what stands under the title, which some templates base on headings."""
_QUOTES: Final = frozenset({"quote", "intense quote", "block text"})
_LONG: Final = 600
"""Characters from which on a cell is not a cell of a table but a column of a page."""


def read(content: bytes) -> Paper:
    """Return a paper in Word as blocks. RefusedError where it cannot be read."""
    package = Package(content)
    reader = _Body(package)
    body = package.document.find("body")
    if body is not None:
        reader.read(body)
    reader.read_notes(package)
    blocks = tuple(_in_proportion(_below_title(reader.blocks)))
    title = next((block.text for block in reader.blocks if block.level < 0), "")
    said = {part.tag: " ".join((part.text or "").split()) for part in package.properties}
    return Paper(
        blocks=blocks,
        title=title or said.get("title", ""),
        authors=tuple(
            [name.strip() for name in said.get("creator", "").split(";") if name.strip()]
        ),
        language=said.get("language", ""),
    )


class _Body:
    """Reads the paragraphs and tables of a document into blocks."""

    def __init__(self, package: Package) -> None:
        self.blocks: list[Block] = []
        self.styles = Styles(package.related("styles"))
        self.numbers = Numbers(package.related("numbering"))
        has_pages = next(package.document.iter("lastRenderedPageBreak"), None) is not None
        self.inline = Inline(self.styles, package.links, has_pages=has_pages)
        self.is_boxed = False

    def read(self, parts: Xml) -> None:
        """Read what stands in a body, a cell, a box or a note."""
        for part in parts:
            if part.tag == "p":
                self._read_paragraph(part)
            elif part.tag == "tbl":
                self._read_table(part)
            elif part.tag in _THROUGH and not _is_contents(part):
                self.read(part)

    def read_notes(self, package: Package) -> None:
        """Read the footnotes and endnotes to which the text has led so far."""
        for kind in ("footnote", "endnote"):
            notes = {note.get("id", ""): note for note in package.related(f"{kind}s").iter(kind)}
            marks = [mark for mark in self.inline.marks if mark.kind == kind]
            for mark in marks:
                number = len(self.blocks)
                self.read(notes.get(mark.id, Xml("none")))
                for place, block in enumerate(self.blocks[number:], start=number):
                    note = replace(block, kind="note", level=0, label="", page=mark.page)
                    self.blocks[place] = note
                if len(self.blocks) > number:
                    first = self.blocks[number]
                    anchors = (mark.name, *first.anchors)
                    self.blocks[number] = replace(first, label=mark.label, anchors=anchors)

    def _read_paragraph(self, part: Xml) -> None:
        properties = part.find("pPr")
        style = self.styles.paragraph(properties)
        line = self.inline.read(part, style)
        runs = tidy(line.runs)
        if runs and not style.name.startswith("toc "):
            block = Block(
                kind="paragraph",
                runs=runs,
                page=line.page,
                size=line.size,
                anchors=tuple(line.anchors),
                boxed=style.boxed or self.is_boxed or _is_framed(properties),
            )
            self.blocks.append(self._as_styled(block, style))
        for box in line.boxes:
            self._read_box(box)

    def _as_styled(self, block: Block, style: Style) -> Block:
        label = self.numbers.label(*style.numbering) if style.numbering else ""
        if style.name == "title":
            return replace(block, kind="heading", level=-1)
        if style.heading and style.name not in _FRONT:
            runs = block.runs
            if label:
                runs = (replace(runs[0], text=f"{label} {runs[0].text}"), *runs[1:])
            return replace(block, kind="heading", level=style.heading, runs=runs)
        if style.name == "caption":
            return replace(block, kind="caption")
        if style.numbering and label:
            return replace(block, kind="bullet", label=label, level=style.numbering[1] + 1)
        return replace(block, kind="quote") if style.name in _QUOTES else block

    def _read_box(self, part: Xml) -> None:
        before, self.is_boxed = self.is_boxed, True
        self.read(part)
        self.is_boxed = before

    def _read_table(self, table: Xml) -> None:
        rows = [[cell for cell in row if cell.tag == "tc"] for row in table if row.tag == "tr"]
        cells = [cell for row in rows for cell in row]
        if len(cells) == 1:
            self._read_box(cells[0])
        elif any(map(self._is_column, cells)):
            for cell in cells:
                self.read(cell)
        else:
            texts = tuple([tuple(self._row(row)) for row in rows])
            texts = tuple([row for row in texts if any(row)])
            if texts:
                page = self.inline.page
                self.blocks.append(Block(kind="table", rows=texts, page=page, boxed=self.is_boxed))

    def _is_column(self, cell: Xml) -> bool:
        """Whether a cell holds a part of the paper rather than a datum."""
        if next(cell.iter("tbl"), None) is not None:
            return True
        paragraphs = [*cell.iter("p")]
        if any(self.styles.paragraph(each.find("pPr")).heading for each in paragraphs):
            return True
        return len(paragraphs) > 1 and sum(len(t.text or "") for t in cell.iter("t")) > _LONG

    def _row(self, row: Sequence[Xml]) -> list[str]:
        """A row's cells as texts; further columns of a cell are empty ones."""
        texts: list[str] = []
        for cell in row:
            before, self.blocks = self.blocks, []
            self.read(cell)
            said, self.blocks = self.blocks, before
            texts.append(" ".join([block.text for block in said]))
            span = cell.find("tcPr/gridSpan")
            width = span.get("val", "") if span is not None else ""
            texts += [""] * (min(int(width), 50) - 1 if width.isdecimal() else 0)
        return texts


def _is_contents(part: Xml) -> bool:
    """Whether a part that Word fills in itself is a table of contents."""
    gallery = part.find("sdtPr/docPartObj/docPartGallery")
    return gallery is not None and gallery.get("val", "").startswith("Table of ")


def _is_framed(properties: Xml | None) -> bool:
    """Whether a paragraph stands in a frame beside the text; a large first letter does not."""
    frame = properties.find("framePr") if properties is not None else None
    return frame is not None and "dropCap" not in frame.attrib


def _below_title(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with their headings below the title, where one is set as such."""
    has_title = any(block.level < 0 for block in blocks)
    return [
        replace(block, level=max(1, block.level + 1) if has_title else block.level)
        if block.kind == "heading"
        else block
        for block in blocks
    ]


def _in_proportion(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with sizes as shares of the size that most characters have."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        if block.kind != "note":
            sizes[block.size] += len(block.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0
    return [replace(block, size=round(block.size / usual, 2) if usual else 0) for block in blocks]
