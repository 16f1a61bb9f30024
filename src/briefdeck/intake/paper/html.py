"""HTML as blocks: what is read, without what surrounds it on a page of a site."""

from typing import Final

from msgspec.structs import replace

from briefdeck.intake.paper.blocks import Block, BlockKind, Paper, Run
from briefdeck.intake.paper.html_head import head
from briefdeck.intake.paper.html_notes import Notes, notes
from briefdeck.intake.paper.html_table import is_layout, rows
from briefdeck.intake.paper.runs import tidy
from briefdeck.text.html_tree import Element, decoded, tags, tree
from briefdeck.text.pattern import pattern

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLOCKS: Final = tags(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer header hr li main ol p pre section summary table tbody td th tr ul"
) | frozenset(_HEADINGS)
_UNREAD: Final = tags(
    "annotation annotation-xml audio button canvas datalist dialog embed form head iframe img input"
    " map menu meter nav noscript object option progress script select style svg template textarea"
    " title video"
)
_UNREAD_NAMES: Final = tags(
    "anchorjs-link banner breadcrumb breadcrumbs code-tools contentinfo cookie-notice dialog"
    " doc-toc header-anchor headerlink menu menubar mw-editsection navbar navigation no-print"
    " noprint quarto-alternate-formats search share skip-link social-links sr-only tablist"
    " table-of-contents toc visually-hidden"
)
"""Classes and roles of what is there for finding one's way or for other programs."""
_CONTENTS: Final = tags("table-of-contents tableofcontents toc TOC")
"""Names of lists of what is on the page; others may well be made from a heading's words."""
_BOXES: Final = tags(
    "admonition box boxed callout complementary highlight-box info-box infobox key-points keypoints"
    " note panel pull-quote pullquote sidebar summary-box text-box textbox"
)
_ITALIC: Final = frozenset({"cite", "dfn", "em", "i", "var"})
_BOLD: Final = frozenset({"b", "strong"})
_LABEL: Final = pattern(r"\[[^\[\]]{1,24}\]|\(?[0-9]{1,3}[.)]")
"""What stands before an item of a list of references, in a part of its own."""
_MOST: Final = 0.5
"""The share of a page's characters from which on an element is the paper itself."""
_SIGNS: Final = pattern(r"[\s\[\]().↩↑^⤴⏎\ufe0e\ufe0f]+")


def read(content: bytes) -> Paper:
    """Return a paper in HTML as blocks, whatever its bytes are."""
    root = tree(decoded(content))
    main = _main(root)
    reader = _Reader(notes(main))
    reader.read(main)
    return replace(head(root), blocks=tuple(reader.blocks))


def _main(root: Element) -> Element:
    """Return the element that holds the paper: what is marked so, else everything."""
    every = list(root.all())
    length = len(root.text)
    for tag in ("main", "article"):
        found = [each for each in every if each.tag == tag or tag in each.names]
        if found and len(found[0].text) > _MOST * length:
            return found[0]
    return next((each for each in every if each.tag == "body"), root)


class _Reader:
    """Reads elements one after the other into blocks."""

    def __init__(self, found: Notes) -> None:
        self.blocks: list[Block] = []
        self.notes = found
        self.block = Block(kind="paragraph")
        """What the block that is being read is, without its runs."""
        self.runs: list[Run] = []
        self.look = Run("")
        self.keeps_lines = False
        self.depth = 0
        """How many lists are around what is being read."""

    def read(self, element: Element) -> None:
        """Read all that is inside an element."""
        self._read_in(element)
        self._end()

    def _read_in(self, element: Element) -> None:
        for part in element.parts:
            if isinstance(part, str):
                self._say(part)
            elif not _is_unread(part):
                self._read(part)
        if element.tag in _BLOCKS:
            self._end()

    def _say(self, text: str) -> None:
        text = text if self.keeps_lines else " ".join(text.split("\n"))
        self.runs.append(replace(self.look, text=text))

    def _read(self, element: Element) -> None:
        if element.tag in _BLOCKS or element in self.notes.labels:
            self._end()
            self.block = replace(self.block, line=element.line)
            self._name(element)
            self._read_within(self._as_found(element), element)
        else:
            self._name(element)
            self._read_inline(element)

    def _name(self, element: Element) -> None:
        names = (element.get("id"), element.get("name") if element.tag == "a" else "")
        anchors = (*self.block.anchors, *filter(None, names))
        self.block = replace(self.block, anchors=tuple(dict.fromkeys(anchors)))

    def _read_within(self, block: Block, element: Element) -> None:
        """Read an element whose first block is like this one; then go on as before."""
        before, number = self.block, len(self.blocks)
        self.block = block
        self._read_block(element)
        self._end()
        if before.kind == "bullet" and len(self.blocks) > number:
            before = replace(before, kind="paragraph", level=0)
        self.block = replace(before, label="", anchors=self.block.anchors)

    def _as_found(self, element: Element) -> Block:
        """What an element makes of the blocks in it."""
        if element in self.notes.labels:
            label = self.notes.labels[element]
            return replace(self.block, kind="note", label=label, level=0, boxed=False)
        if element.names & _BOXES or element.tag == "aside":
            return replace(self.block, boxed=True)
        return self.block

    def _read_block(self, element: Element) -> None:
        match element.tag:
            case "table":
                self._read_table(element)
            case "ul" | "ol":
                self._read_list(element)
            case "dl":
                self._read_terms(element)
            case "pre":
                self._read_lines(element)
            case _ if "csl-entry" in element.names:
                self._read_reference(element)
            case _:
                self._read_as(_kind(element, self.block.kind), element)

    def _read_as(self, kind: BlockKind, element: Element) -> None:
        level = _HEADINGS.get(element.tag, self.block.level)
        self.block = replace(self.block, kind=kind, level=level)
        self._read_in(element)

    def _read_inline(self, element: Element) -> None:
        before = self.look
        if element.tag == "br":
            self.runs.append(replace(self.look, text="\n"))
        elif element in self.notes.marks:
            self._mark(element)
        elif element in self.notes.backs:
            self._read_back(element)
        else:
            self.look = _look(element, self.look)
            self._read_words(element)
        self.look = before

    def _read_words(self, element: Element) -> None:
        if element.tag == "math" and element.get("alttext"):
            self._say(element.get("alttext"))
        elif element.tag == "q":
            self._say("“")
            self._read_in(element)
            self._say("”")
        else:
            self._read_in(element)

    def _mark(self, link: Element) -> None:
        """A footnote mark: its number alone, raised, whatever is printed around it."""
        mark = self.notes.marks[link]
        self.runs.append(Run(mark, raised=True, url=link.get("href")))

    def _read_back(self, link: Element) -> None:
        """What leads back from a note is no text where it says so, or is a sign or the number."""
        text = _SIGNS.sub("", link.text)
        if link.get("role") != "doc-backlink" and text not in {"", self.block.label}:
            self._read_in(link)

    def _read_list(self, element: Element) -> None:
        start = element.get("start")
        number = int(start) if start.isdecimal() and len(start) < 6 else 1
        self.depth += 1
        for item in element.parts:
            if not isinstance(item, Element) or _is_unread(item):
                continue
            if item.tag == "li" and self.block.kind in {"paragraph", "bullet"}:
                label = f"{number}." if element.tag == "ol" else "•"
                self.block = replace(self.block, kind="bullet", level=self.depth, label=label)
            self._read(item)
            number += item.tag == "li"
        self.depth -= 1

    def _read_terms(self, element: Element) -> None:
        """Terms and what is said of them: items, with a term that is a label as their label."""
        for part in element.parts:
            if not isinstance(part, Element) or _is_unread(part):
                continue
            text = part.text.strip()
            if part.tag == "dt" and _LABEL.fullmatch(text):
                self._name(part)
                self.block = replace(self.block, kind="bullet", level=1, label=text)
                continue
            self._read(part)
            self.block = replace(self.block, kind="paragraph", level=0, label="")

    def _read_lines(self, element: Element) -> None:
        before, self.keeps_lines = self.keeps_lines, True
        self._read_in(element)
        self.keeps_lines = before

    def _read_reference(self, element: Element) -> None:
        """An entry of a list of references, whose label stands in an element of its own."""
        parts = [part for part in element.parts if isinstance(part, Element)]
        label = parts[0].text.strip() if parts else ""
        if len(parts) > 1 and _LABEL.fullmatch(label):
            self.block = replace(self.block, kind="bullet", level=1, label=label)
            for part in parts[1:]:
                self._read_in(part)
        else:
            self._read_in(element)

    def _read_table(self, element: Element) -> None:
        for part in element.parts:
            if isinstance(part, Element) and part.tag == "caption":
                self._read(part)
        if is_layout(element):
            self._read_in(element)
            return
        cells = rows(element)
        if len(cells) == 1 and len(cells[0]) == 1:
            self.block = replace(self.block, boxed=True)
            self._read_in(element)
        elif cells:
            self.blocks.append(replace(self.block, kind="table", rows=cells, label="", level=0))
            self.block = replace(self.block, anchors=())

    def _end(self) -> None:
        """End the block that is being read; what follows in the same element is a paragraph."""
        runs, self.runs = tidy(self.runs), []
        if runs:
            level = self.block.level if self.block.kind in {"heading", "bullet"} else 0
            self.blocks.append(replace(self.block, runs=runs, level=level))
            self.block = replace(self.block, label="", anchors=())
            if self.block.kind == "bullet":
                self.block = replace(self.block, kind="paragraph", level=0)


def _kind(element: Element, around: BlockKind) -> BlockKind:
    if element.tag in _HEADINGS and around != "note":
        return "heading"
    if element.tag in {"figcaption", "caption"}:
        return "caption"
    if element.tag == "blockquote" and around == "paragraph":
        return "quote"
    return around


def _look(element: Element, look: Run) -> Run:
    """How characters in an element look."""
    style = element.get("style").replace(" ", "").casefold()
    if element.tag in _ITALIC or "font-style:italic" in style:
        look = replace(look, italic=True)
    if element.tag in _BOLD or _is_bold(style):
        look = replace(look, bold=True)
    if element.tag == "sup" or "vertical-align:super" in style:
        look = replace(look, raised=True)
    address = element.get("href").strip() if element.tag == "a" else ""
    if address.startswith(("http://", "https://", "#")):
        look = replace(look, url=address)
    return look


def _is_bold(style: str) -> bool:
    return any(f"font-weight:{weight}" in style for weight in ("bold", "600", "700", "800", "900"))


def _is_unread(element: Element) -> bool:
    return (
        element.tag in _UNREAD
        or "hidden" in element.attributes
        or element.get("aria-hidden") == "true"
        or "display:none" in element.get("style").replace(" ", "").casefold()
        or element.get("id") in _CONTENTS
        or bool(element.names & _UNREAD_NAMES)
    )
