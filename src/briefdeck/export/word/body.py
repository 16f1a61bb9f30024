"""The nodes of a paper as paragraphs, lists, tables and pictures of Word."""

from collections.abc import Callable, Iterable
from typing import Final, assert_never

from briefdeck.export.paper.nodes import (
    AnyNode,
    Box,
    Code,
    Grid,
    Items,
    Look,
    Pairs,
    Paper,
    Para,
    Picture,
    Run,
    Runs,
    Title,
    Words,
    Work,
)
from briefdeck.export.word.elements import (
    FIELD_END,
    bookmark_name,
    bookmarked,
    cell,
    character_style,
    drawing,
    field,
    link_inside,
    link_outside,
    numbered,
    open_field,
    paragraph,
    row,
    run,
    runs_text,
    styled,
    table,
)
from briefdeck.text.width import cell_width

ROOM: Final = 9070
"""Width of the text, in twentieths of a point."""
_EMU: Final = 635
"""English Metric Units in one of them."""
_HIGHEST: Final = 12_300
BULLETS: Final = 1
"""The list that all bullets belong to; numbered ones follow."""
INDENT: Final = 340
"""How far each depth of a list stands in."""
_DEEPEST: Final = 8
_UNDER_WORK: Final = 1
"""How deep lists stand under a source, whose notes stand in."""
_CONTENTS: Final = 2
"""The lowest level of headings in the table of contents."""
_NARROWEST, _WIDEST = 7, 48
"""Characters that a column is wide, at least and at most, before widths are made to fit."""
_CHARACTER: Final = 118
_STYLES: Final = {
    "text": "",
    "lead": "BottomLine",
    "subtitle": "Subtitle",
    "label": "Label",
    "mark": "Mark",
    "small": "Small",
}
_BOXES: Final[dict[Look, str]] = {
    "": "Caveat",
    "warn": "Caveat",
    "good": "Confirmed",
    "muted": "Remark",
}

Relation = Callable[[str], str]
"""The relation to an address of the web."""
Pixels = Callable[[Picture], str]
"""The relation to a drawing's file; empty where it cannot be drawn."""


class Body:
    """Writes a paper; `starts` are the first numbers of its numbered lists, with their depths."""

    def __init__(self, relation: Relation, pixels: Pixels) -> None:
        self._relation = relation
        self._pixels = pixels
        self._bookmarks = 0
        self._captions = {"Figure": 0, "Table": 0}
        self._headings: list[tuple[str, Title]] = []
        self.starts: list[tuple[int, int]] = []

    def xml(self, made: Paper) -> str:
        """Return everything that the document's body holds, but for its last section."""
        opening = self._all(made.opening)
        rest = self._all(made.nodes) + paragraph("", "Rule") + self._all(made.closing)
        title = paragraph(styled(made.title), "Title")
        return (
            f"{paragraph(self._runs(made.kicker), 'Mark')}{title}{opening}{self._contents()}{rest}"
        )

    def _contents(self) -> str:
        """A table of contents that Word can renew; until then its lines lead to the headings."""
        head = paragraph(styled("Contents"), "ContentsHeading")
        lines = [
            (title.level, link_inside(name, styled(title.text)))
            for name, title in self._headings
            if title.level <= _CONTENTS
        ]
        before, after = open_field(f'TOC \\o "1-{_CONTENTS}" \\n \\h \\z'), FIELD_END
        level, line = lines[0]
        lines[0] = (level, before + line)
        level, line = lines[-1]
        lines[-1] = (level, line + after)
        return head + "".join([paragraph(line, f"TOC{level}") for level, line in lines])

    def _all(self, nodes: Iterable[AnyNode]) -> str:
        return "".join(map(self._node, nodes))

    def _node(self, node: AnyNode) -> str:  # noqa: C901  # one case a kind
        match node:
            case Title():
                return self._title(node)
            case Para():
                return paragraph(self._runs(node.runs), _STYLES[node.role])
            case Items():
                return self._items(node, 0)
            case Code():
                return paragraph(styled(node.text), "Code")
            case Box():
                return self._box(node)
            case Words():
                by = paragraph(styled("– ") + self._runs(node.by), "QuoteBy")
                return self._in_style(node.nodes, "Quote") + (by if node.by else "")
            case Pairs():
                return self._pairs(node, "Small")
            case Picture():
                return self._picture(node)
            case Grid():
                return self._grid(node)
            case Work():
                return self._work(node)
            case _:
                assert_never(node)

    def _in_style(self, nodes: Iterable[AnyNode], style: str, depth: int = 0) -> str:
        """Nodes whose paragraphs have one style; depth: that of the lists among them."""
        said = []
        for node in nodes:
            match node:
                case Para():
                    said.append(paragraph(self._runs(node.runs), style))
                case Pairs():
                    said.append(self._pairs(node, style))
                case Items():
                    said.append(self._items(node, depth))
                case _:
                    said.append(self._node(node))
        return "".join(said)

    def _title(self, node: Title) -> str:
        name = bookmark_name(node.anchor) if node.anchor else f"_Toc{len(self._headings):08}"
        self._headings.append((name, node))
        content = self._bookmark(name, styled(node.text))
        if node.note:
            content += character_style(f" {node.note}", "Beside")
        return paragraph(content, f"Heading{node.level}")

    def _bookmark(self, name: str, content: str) -> str:
        self._bookmarks += 1
        return bookmarked(name, self._bookmarks, content)

    def _runs(self, runs: Runs) -> str:
        return "".join(map(self._run, runs))

    def _run(self, it: Run) -> str:
        if it.entry:
            return link_inside(bookmark_name(it.entry), run(it))
        if it.url:
            return link_outside(self._relation(it.url), run(it))
        return run(it)

    def _items(self, node: Items, depth: int) -> str:
        number = BULLETS
        if node.start is not None:
            self.starts.append((node.start, depth))
            number = BULLETS + len(self.starts)
        style = "SmallList" if node.is_small else "ListParagraph"
        mark = numbered(number, depth)
        return "".join([self._item(item, style, mark, depth) for item in node.items])

    def _item(self, item: tuple[AnyNode, ...], style: str, mark: str, depth: int) -> str:
        """An item: its first paragraph has the mark, the others stand below it."""
        first, rest = item[:1], item[1:]
        if not (first and isinstance(first[0], Para)):
            first, rest = (), item
        runs = "".join([self._runs(node.runs) for node in first if isinstance(node, Para)])
        said = [paragraph(runs, style, mark)]
        indent = f'<w:ind w:left="{INDENT * (depth + 1)}"/>'
        for node in rest:
            match node:
                case Items():
                    said.append(self._items(node, min(depth + 1, _DEEPEST)))
                case Para():
                    said.append(paragraph(self._runs(node.runs), style, indent))
                case _:
                    said.append(self._node(node))
        return "".join(said)

    def _box(self, node: Box) -> str:
        style = _BOXES[node.look]
        label = run(Run(text=f"{node.label}. ", look=node.look, bold=True))
        first, rest = node.nodes[:1], node.nodes[1:]
        if first and isinstance(first[0], Para):
            said = paragraph(label + self._runs(first[0].runs), style)
        else:
            said, rest = paragraph(label, style), node.nodes
        return said + self._in_style(rest, style)

    def _pairs(self, node: Pairs, style: str) -> str:
        lines = []
        for name, value in node.rows:
            head = run(Run(text=f"{runs_text(name)}: ", bold=True))
            lines.append(paragraph(head + self._runs(value), style, _TIGHT))
        return "".join(lines)

    def _caption(self, label: str, words: str, *, is_above: bool) -> str:
        """A caption with a number that Word counts."""
        self._captions[label] += 1
        bold = styled(f"{label} ", "<w:b/><w:bCs/>")
        number = field(f"SEQ {label} \\* ARABIC", str(self._captions[label]))
        kept = "<w:keepNext/>" if is_above else ""
        return paragraph(f"{bold}{number}{styled(f'. {words}')}", "Caption", kept)

    def _picture(self, node: Picture) -> str:
        relation = self._pixels(node)
        if not relation:
            return ""
        width = ROOM
        height = width * node.height // node.width
        if height > _HIGHEST:
            width, height = width * _HIGHEST // height, _HIGHEST
        number = self._captions["Figure"] + 1
        size = (width * _EMU, height * _EMU)
        shown = paragraph(drawing(relation, number, size, node.alt), "Drawing")
        return shown + self._caption("Figure", node.caption, is_above=False)

    def _grid(self, node: Grid) -> str:
        if not node.heads:
            return ""
        widths = _widths(node)
        sides = list(zip(widths, node.right, strict=True))
        heads = [
            cell(styled(head), width, is_right=is_right)
            for head, (width, is_right) in zip(node.heads, sides, strict=True)
        ]
        rows = [row(heads, is_head=True)]
        for runs in node.rows:
            cells = [
                cell(self._runs(each), width, is_right=is_right)
                for each, (width, is_right) in zip(runs, sides, strict=True)
            ]
            rows.append(row(cells))
        above = self._caption("Table", node.caption, is_above=True)
        # Two tables without a paragraph between them would be one.
        return f"{above}{table(rows, widths, node.caption)}{paragraph('', 'Small')}"

    def _work(self, node: Work) -> str:
        number = self._bookmark(bookmark_name(node.anchor), styled(str(node.number)))
        said = paragraph(f"{number}<w:r><w:tab/></w:r>{self._runs(node.runs)}", "Reference")
        return said + self._in_style(node.nodes, "ReferenceNote", _UNDER_WORK)


_TIGHT: Final = '<w:spacing w:after="20"/>'


def _widths(node: Grid) -> list[int]:
    """How wide the columns are: by their longest texts, and all together no wider than the text."""
    wanted = []
    for place, head in enumerate(node.heads):
        cells = [runs_text(each[place]) for each in node.rows]
        longest = max(map(cell_width, (head, *cells)))
        wanted.append(min(max(longest, _NARROWEST), _WIDEST) * _CHARACTER + 180)
    return _fitted(wanted)


def _fitted(wanted: list[int]) -> list[int]:
    """Widths that there is room for: narrow columns stay, the others share what is left."""
    widths, room = list(wanted), ROOM
    # Each leaves to those behind it what it does not need of its share.
    for left, place in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        widths[place] = min(wanted[place], room // (len(wanted) - left))
        room -= widths[place]
    return widths
