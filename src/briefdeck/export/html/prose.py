"""Prose as HTML: every character escaped, links only to what stands on the page or on the web."""

import re
from collections.abc import Container, Iterable, Mapping
from html import escape
from typing import Final, assert_never

from briefdeck.model.briefing import Cite, Via
from briefdeck.model.nodes import (
    Citation,
    CodeBlock,
    EntryLink,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    ProseBlock,
    Text,
    WebLink,
)
from briefdeck.output.markdown import address
from briefdeck.output.prose_lines import KEPT_BLANK, kept
from briefdeck.text.visible import visible

_WEB: Final = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
_DOI: Final = re.compile(r"doi:(?=10\.)", re.IGNORECASE)
# An address in running text, without the signs that end its sentence.
_BARE: Final = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]")


def text(words: str) -> str:
    """Return words as the text of an element."""
    return escape(visible(words, keep_newlines=True), quote=False)


def attribute(words: str) -> str:
    """Return words as the value of an attribute, in double quotes."""
    return f'"{escape(visible(words))}"'


def web_address(url: str) -> str:
    """Return the address that a link may lead to; empty where it leads to no page or mailbox."""
    url = _DOI.sub("https://doi.org/", url.strip())
    return address(url) if _WEB.match(url) else ""


class Prose:
    """Writes prose for one page.

    anchors: ids of the entries that stand on the page. numbers: those of sources by id. seen_in:
    where sources that nobody has seen were found cited. linked: what has been linked to so far;
    not_linked: addresses that stand there as plain text.
    """

    def __init__(
        self,
        anchors: Container[str],
        numbers: Mapping[str, int],
        seen_in: Mapping[str, Via],
    ) -> None:
        self._anchors = anchors
        self._numbers = numbers
        self._seen_in = seen_in
        self.linked: set[str] = set()
        self.not_linked: dict[str, None] = {}

    def link(self, entry: str, words: str) -> str:
        """Return words that lead to an entry where it stands on this page."""
        href = self.target(entry)
        return f"<a href={href}>{text(words)}</a>" if href else text(words)

    def target(self, entry: str) -> str:
        """Return where a link to an entry leads; empty where it does not stand on this page.

        An entry's id needs no quotes: it has small letters, digits and hyphens alone.
        """
        if entry not in self._anchors:
            return ""
        self.linked.add(entry)
        return f"#{entry}"

    def citation(self, cites: Iterable[Cite]) -> str:
        """Return a citation's mark, each number a link: `[12, p. 9; 7]`."""
        marks = "; ".join([self._cite(cite) for cite in cites])
        return f"<small>[{marks}]</small>" if marks else ""

    def _cite(self, cite: Cite) -> str:
        via = cite.seen_in or self._seen_in.get(cite.source)
        said = self.numbered(cite.source, cite.at)
        if via is None or via.source not in self._numbers:
            return said
        return f"{said}, cited in {self.numbered(via.source, via.at)}"

    def numbered(self, source: str, at: str | None = None) -> str:
        """Return a source's number as a link, and the place in it: `12, p. 9`."""
        number = self._numbers.get(source)
        missing = text(f"no source “{source}”")
        said = missing if number is None else self._number(source, number)
        return f"{said},{KEPT_BLANK}{kept(text(at))}" if at else said

    def _number(self, source: str, number: int) -> str:
        href = self.target(source)
        if not href:
            return str(number)
        return f"<a href={href}>{number}</a>"

    def inlines(self, inlines: Iterable[Inline]) -> str:
        """Return inline runs as phrasing content."""
        return "".join([self._inline(inline) for inline in inlines])

    def blocks(self, prose: Iterable[ProseBlock]) -> str:
        """Return prose as paragraphs, lists and code."""
        return "".join([self._block(block) for block in prose])

    def item(self, prose: tuple[ProseBlock, ...]) -> str:
        """Return prose as the content of a list's item: a single paragraph without its element."""
        match prose:
            case (Paragraph(inlines=inlines),):
                return self.inlines(inlines)
            case _:
                return self.blocks(prose)

    def _block(self, block: ProseBlock) -> str:
        match block:
            case Paragraph():
                return f"<p>{self.inlines(block.inlines)}</p>\n"
            case CodeBlock():
                return f'<pre tabindex="0"><code>{text(block.text.rstrip())}</code></pre>\n'
            case ListBlock():
                return self._list(block)
            case _:
                assert_never(block)

    def _list(self, block: ListBlock) -> str:
        items = "".join([f"<li>{self.item(item)}</li>\n" for item in block.items])
        if not block.ordered:
            return f"<ul>\n{items}</ul>\n"
        start = f' start="{block.start}"' if block.start != 1 else ""
        return f"<ol{start}>\n{items}</ol>\n"

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return _styled(inline)
            case Citation():
                return self.citation(inline.cites)
            case EntryLink():
                return self.link(inline.target, inline.text or inline.target)
            case WebLink():
                return self.web_link(inline.url, inline.text)
            case LineBreak():
                return "<br>"
            case _:
                assert_never(inline)

    def web_link(self, url: str, words: str) -> str:
        """Return a link to the web; what leads elsewhere is shown as text, with its address."""
        href = web_address(url)
        if href:
            return f"<a href={attribute(href)}>{text(words)}</a>"
        self.not_linked[url] = None
        return text(words) if words == url else text(f"{words} ({url})")

    def addressed(self, inlines: Iterable[Inline]) -> str:
        """Return inline runs with the web addresses in their plain words made links."""
        return "".join(
            [
                self._with_addresses(inline.text)
                if isinstance(inline, Text) and "://" in inline.text
                else self._inline(inline)
                for inline in inlines
            ]
        )

    def _with_addresses(self, words: str) -> str:
        parts, at = [], 0
        for found in _BARE.finditer(words):
            parts += [text(words[at : found.start()]), self.web_link(found[0], found[0])]
            at = found.end()
        return "".join([*parts, text(words[at:])])


def _styled(inline: Text) -> str:
    said = text(inline.text)
    if inline.code:
        return f"<code>{said}</code>"
    if inline.emphasis:
        said = f"<em>{said}</em>"
    return f"<strong>{said}</strong>" if inline.strong else said
