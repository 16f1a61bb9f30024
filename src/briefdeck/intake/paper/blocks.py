"""What readers of papers make of a file: blocks in the order in which they are read.

A reader says what its format says (a heading of HTML, a list item of Word); what print alone shows
(a heading by its place, a page's running head, a quotation pulled from the text) the rest of this
floor works out for all formats alike.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from briefdeck.text.words import one_line

BlockKind = Literal["heading", "paragraph", "bullet", "quote", "table", "caption", "note"]
"""`quote`: a block quotation. `note`: a footnote or an endnote, with its number as the label."""


class Run(Struct, frozen=True, gc=False):
    r"""A run of characters that look alike.

    Lines that the paper's own setting keeps apart end in `\n` (`<br>`, the lines of a plain text);
    all other blanks are one blank each. raised: a superscript, as footnote marks are. url: where a
    link leads; `#name` to a block of this paper that has the name as its anchor.
    """

    text: str
    italic: bool = False
    bold: bool = False
    raised: bool = False
    url: str = ""


class Block(Struct, frozen=True, kw_only=True):
    """A paragraph, heading, list item or the like.

    level: of a heading that the format names (1 is the highest), or how deep a list item is; 0
    where nothing says it. label: the printed number or sign of a list item or a note: `3.`,
    `[3]`, `•`. boxed: part of a text box, a sidebar or a frame beside the text. rows: the cells
    of a table, whose text is empty. page: as it is printed or counted; line: in the file, from 1.
    size: of the letters, 1.0 for most of the paper's; 0 where nobody knows. anchors: names by
    which links reach it.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    level: int = 0
    label: str = ""
    boxed: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    page: str = ""
    line: int = 0
    size: float = 0.0
    anchors: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its characters on one line, without their looks."""
        return one_line("".join([run.text for run in self.runs]))

    @property
    def lines(self) -> list[str]:
        """Its characters, line by line."""
        return "".join([run.text for run in self.runs]).split("\n")


class Paper(Struct, frozen=True, kw_only=True):
    """A paper as its reader has it: blocks, and what the file says of itself outside of them.

    title, authors, issued, publisher, url, doi, language: from properties of the file (front
    matter, `meta` elements, document information), empty where it has none. issued: as it is
    written there. said: what the reader could not make out, for standard error.
    """

    blocks: Sequence[Block]
    title: str = ""
    authors: tuple[str, ...] = ()
    issued: str = ""
    publisher: str = ""
    url: str = ""
    doi: str = ""
    language: str = ""
    said: tuple[str, ...] = ()
