"""What is set on paper: headings, paragraphs, lists, tables, pictures, all texts in runs.

PDF and DOCX set the same nodes. Every text in them is only text: control characters are visible
already, and links lead to entries that stand in the same paper, or to the web.
"""

from typing import Literal

from msgspec import Struct

Look = Literal["", "muted", "warn", "good"]


class Run(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Characters of one look; `entry` is the id of the entry that they lead to, `url` an address.

    A newline in the text begins a new line.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    look: Look = ""
    entry: str = ""
    url: str = ""


Runs = tuple[Run, ...]


class Node(Struct, frozen=True, kw_only=True, tag_field="node", tag=str.lower, omit_defaults=True):
    """What every node has: the anchor that links lead to, if they lead to it."""

    anchor: str = ""


class Title(Node, frozen=True, kw_only=True):
    """A heading; level 1 is a part of the paper. `note` stands beside it."""

    level: Literal[1, 2, 3, 4]
    text: str
    note: str = ""


class Para(Node, frozen=True, kw_only=True):
    """A paragraph.

    `role`: running text, a bottom line, a subtitle, a label above something, a line in small type,
    or one that marks what is below it.
    """

    runs: Runs
    role: Literal["text", "lead", "subtitle", "label", "mark", "small"] = "text"


class Items(Node, frozen=True, kw_only=True):
    """A list; `start` is the first number, None where it has bullets. Small ones are tight."""

    items: tuple[tuple["AnyNode", ...], ...]
    start: int | None = None
    is_small: bool = False


class Code(Node, frozen=True, kw_only=True):
    """Lines as they stand."""

    text: str


class Box(Node, frozen=True, kw_only=True):
    """A remark set apart: a caveat, with its sign and word in `label`."""

    label: str
    look: Look
    nodes: tuple["AnyNode", ...]


class Words(Node, frozen=True, kw_only=True):
    """Somebody's exact words, and whose they are."""

    nodes: tuple["AnyNode", ...]
    by: Runs = ()


class Pairs(Node, frozen=True, kw_only=True):
    """Names and values."""

    rows: tuple[tuple[Runs, Runs], ...]


class Picture(Node, frozen=True, kw_only=True):
    """A drawing as SVG without a style, in pixels; `alt` says in words what it shows."""

    svg: str
    alt: str
    caption: str
    width: int
    height: int


class Grid(Node, frozen=True, kw_only=True):
    """A table; `right` says which columns hold numbers."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    right: tuple[bool, ...]


class Work(Node, frozen=True, kw_only=True):
    """A source in the list of references, by its number, with what stands under it."""

    number: int
    runs: Runs
    nodes: tuple["AnyNode", ...] = ()


AnyNode = Title | Para | Items | Code | Box | Words | Pairs | Picture | Grid | Work


class Paper(Struct, frozen=True, kw_only=True):
    """A briefing as it is set.

    `kicker`: how fresh and whose, above the title. `opening`: what is read first, before the
    contents. `foot`: what stands at the foot of each page. `day`: the first day of its date, as
    year, month and day; None where it has none.
    """

    title: str
    language: str
    authors: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    kicker: Runs
    opening: tuple[AnyNode, ...]
    nodes: tuple[AnyNode, ...]
    closing: tuple[AnyNode, ...]
    foot: str
    day: tuple[int, int, int] | None = None
    losses: tuple[str, ...] = ()
