"""Prose as runs: every character visible, links to what stands in the paper or on the web."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import assert_never

from briefdeck.export.html.prose import web_address
from briefdeck.export.paper.nodes import AnyNode, Code, Items, Look, Para, Run, Runs
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
from briefdeck.output.prose_lines import KEPT_BLANK, addressed, kept
from briefdeck.text.visible import visible


def run(words: str, look: Look = "", *, bold: bool = False, italic: bool = False) -> Run:
    """Return words as one run."""
    return Run(text=visible(words, keep_newlines=True), look=look, bold=bold, italic=italic)


def joined(parts: Iterable[Runs], between: str) -> Runs:
    """Return runs with a text between each two that say something."""
    runs: list[Run] = []
    for part in filter(None, parts):
        if runs:
            runs.append(Run(text=between))
        runs += part
    return tuple(runs)


class Prose:
    """Writes prose for one paper.

    anchors: ids of the entries that stand in it. numbers: those of sources by id. seen_in: where
    sources that nobody has seen were found cited. linked: what has been linked to so far;
    not_linked: addresses that stand there as plain text.
    """

    def __init__(
        self, anchors: Container[str], numbers: Mapping[str, int], seen_in: Mapping[str, Via]
    ) -> None:
        self._anchors = anchors
        self._numbers = numbers
        self._seen_in = seen_in
        self.linked: set[str] = set()
        self.not_linked: dict[str, None] = {}

    def link(self, entry: str, words: str, *, bold: bool = False) -> Run:
        """Return words that lead to an entry where it stands in this paper."""
        if entry not in self._anchors:
            return run(words, bold=bold)
        self.linked.add(entry)
        return Run(text=visible(words), entry=entry, bold=bold)

    def citation(self, cites: Iterable[Cite]) -> Runs:
        """Return a citation's mark, each number a link: `[12, p. 9; 7]`."""
        marks = joined(map(self._cite, cites), "; ")
        return (Run(text="["), *marks, Run(text="]")) if marks else ()

    def _cite(self, cite: Cite) -> Runs:
        via = cite.seen_in or self._seen_in.get(cite.source)
        said = self.numbered(cite.source, cite.at)
        if via is None or via.source not in self._numbers:
            return said
        return (*said, Run(text=", cited in "), *self.numbered(via.source, via.at))

    def numbered(self, source: str, at: str | None = None) -> Runs:
        """Return a source's number as a link, and the place in it: `12, p. 9`."""
        number = self._numbers.get(source)
        said = run(f"no source “{source}”") if number is None else self.link(source, str(number))
        place = (run(f",{KEPT_BLANK}{kept(at)}"),) if at else ()
        return (said, *place)

    def inlines(self, inlines: Iterable[Inline]) -> Runs:
        """Return inline runs of a briefing as runs of the paper."""
        return tuple(each for inline in inlines for each in self._inline(inline))

    def blocks(self, prose: Iterable[ProseBlock]) -> tuple[AnyNode, ...]:
        """Return prose as paragraphs, lists and code."""
        return tuple(map(self._block, prose))

    def _block(self, block: ProseBlock) -> AnyNode:
        match block:
            case Paragraph():
                return Para(runs=self.inlines(block.inlines))
            case CodeBlock():
                return Code(text=visible(block.text.rstrip(), keep_newlines=True))
            case ListBlock():
                items = tuple(map(self.blocks, block.items))
                return Items(items=items, start=block.start if block.ordered else None)
            case _:
                assert_never(block)

    def _inline(self, inline: Inline) -> Iterator[Run]:
        match inline:
            case Text():
                yield from self._text(inline)
            case Citation():
                yield from self.citation(inline.cites)
            case EntryLink():
                yield self.link(inline.target, inline.text or inline.target)
            case WebLink():
                yield self._web_link(inline.url, inline.text)
            case LineBreak():
                yield Run(text="\n")
            case _:
                assert_never(inline)

    def _text(self, inline: Text) -> Iterator[Run]:
        for span in addressed(inline.text, "text"):
            if not span.text:
                continue
            yield Run(
                text=visible(span.text, keep_newlines=True),
                bold=inline.strong,
                italic=inline.emphasis,
                code=inline.code,
                url=web_address(span.target or ""),
            )

    def _web_link(self, url: str, words: str) -> Run:
        """A link to the web; what leads elsewhere is shown as text, with its address."""
        address = web_address(url)
        if address:
            return Run(text=visible(words), url=address)
        self.not_linked[url] = None
        return run(words if words == url else f"{words} ({url})")
