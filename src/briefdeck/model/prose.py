"""Prose as data: CommonMark paragraphs, lists, emphasis, code and links, citations and entry links; nothing else means anything."""

from msgspec import Struct

from briefdeck.model.briefing import Cite


class Text(Struct, frozen=True, tag="text"):
    """A run of characters with its emphasis."""

    text: str
    emphasis: bool = False
    strong: bool = False
    code: bool = False


class Citation(Struct, frozen=True, tag="citation"):
    """`[@a, p. 1; @b]`: one bracket, one or more sources."""

    cites: tuple[Cite, ...]


class EntryLink(Struct, frozen=True, tag="entry"):
    """`[[id]]` or `[[id|words]]`; `text` is empty where the author gave no words (show the entry's label)."""

    target: str
    text: str = ""


class WebLink(Struct, frozen=True, tag="web"):
    """A CommonMark link or autolink; an address is shown, never opened unasked."""

    url: str
    text: str


class LineBreak(Struct, frozen=True, tag="break"):
    """A hard line break."""


Inline = Text | Citation | EntryLink | WebLink | LineBreak


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """Inline runs that flow as one paragraph."""

    inlines: tuple[Inline, ...]


class ListBlock(Struct, frozen=True, tag="list"):
    """A bulleted or numbered list; an item is a run of blocks."""

    items: tuple[tuple["ProseBlock", ...], ...]
    ordered: bool = False
    start: int = 1


class CodeBlock(Struct, frozen=True, tag="code"):
    """Lines shown as they stand."""

    text: str


ProseBlock = Paragraph | ListBlock | CodeBlock


def parse_prose(source: str) -> tuple[ProseBlock, ...]:
    """Blocks of a prose text. Never fails: what is not markup is text. Loads markdown-it only where there is markup."""
    raise NotImplementedError


def parse_inline(source: str) -> tuple[Inline, ...]:
    """A one-line text (title, bluf) with its inline markup; blocks are run together."""
    raise NotImplementedError


def plain_text(source: str) -> str:
    """The words alone: no markup, citations dropped, entry links as their words (or id); for search, checks and lists."""
    raise NotImplementedError


def references(source: str) -> tuple[tuple[Cite, ...], tuple[str, ...]]:
    """(citations, linked entry ids) in prose, by a quick scan that skips code spans; cheap enough for a 5 MB file."""
    raise NotImplementedError
