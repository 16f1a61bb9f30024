"""Text as Pandoc Markdown that means exactly the same characters, and inlines and prose as Markdown."""

import re
from collections.abc import Iterable
from typing import Final, assert_never

from briefdeck.model.briefing import Cite
from briefdeck.model.prose import (
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

_SPECIAL: Final = re.compile(r"([\\`*_\[\]{}<>@^~$|&#])|(?<=-)(-)|(?<=\.)(\.)|(!)(?=\[)")
_OPENING: Final = re.compile(r"(\s*)([-+:=%>]|(?:[0-9]+|[A-Za-z]{1,5})(?=[.)](?:\s|$))|\((?=[0-9A-Za-z]+\)))")
_ADDRESS: Final = re.compile(r"[^\w!$%&'()*+,./:;=?@~#-]")


def escaped(text: str) -> str:
    """A text's characters in one line of Markdown that shows them; not yet safe at the line's start (see `line_start`)."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text.replace("\n", " "))


def line_start(line: str) -> str:
    """A line of Markdown that opens no list, heading, quote or rule by its first characters."""
    found = _OPENING.match(line)
    if found is None:
        return line.lstrip(" ")
    mark, rest = found[2], line[found.end() :]
    if mark[-1].isalnum():
        return f"{mark}\\{rest}"
    return f"\\{mark}{rest}"


def address(url: str) -> str:
    """An address as Markdown's `<…>` takes it, everything unusual percent-encoded."""
    return _ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), url)


def code_span(text: str) -> str:
    """A text as code, between more backticks than it holds."""
    fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def citation(cites: Iterable[Cite], known: Iterable[str]) -> str:
    """A citation as Pandoc has it: `[@a, p. 9; @b]`; a source that the briefing lacks in words."""
    sources = set(known)
    marks = [_mark(cite) for cite in cites if cite.source in sources]
    missing = [f"(no source “{escaped(cite.source)}”)" for cite in cites if cite.source not in sources]
    return " ".join([*([f"[{'; '.join(marks)}]"] if marks else []), *missing])


def _mark(cite: Cite) -> str:
    if not cite.at:
        return f"@{cite.source}"
    place = escaped(cite.at).replace(";", r"\;")
    return f"@{cite.source}, {place}"


class MarkdownProse:
    """Prose as Markdown for one document: `known` are its sources' ids, `anchors` the entries that stand in it."""

    def __init__(self, known: Iterable[str], anchors: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._anchors = frozenset(anchors)

    def inlines(self, inlines: Iterable[Inline]) -> str:
        """Inline runs as one piece of Markdown."""
        return "".join(self._inline(inline) for inline in inlines)

    def blocks(self, prose: Iterable[ProseBlock]) -> str:
        """Prose as Markdown paragraphs, with blank lines between them."""
        return "\n\n".join(text for block in prose if (text := self._block(block)))

    def link(self, entry: str, words: str) -> str:
        """Words that lead to an entry where it stands in this document."""
        return f"[{escaped(words)}](#{entry})" if entry in self._anchors else escaped(words)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return _text(inline)
            case Citation():
                return citation(inline.cites, self._known)
            case EntryLink():
                return self.link(inline.target, inline.text or inline.target)
            case WebLink():
                target = address(inline.url)
                return (
                    f"<{target}>"
                    if inline.text == inline.url and ":" in target
                    else f"[{escaped(inline.text)}](<{target}>)"
                )
            case LineBreak():
                return "\\\n"
            case _:
                assert_never(inline)

    def _block(self, block: ProseBlock) -> str:
        match block:
            case Paragraph():
                return "\n".join(line_start(line) for line in self.inlines(block.inlines).strip().split("\n"))
            case CodeBlock():
                fence = "`" * max(3, max((len(run) for run in re.findall(r"`+", block.text)), default=0) + 1)
                return f"{fence}\n{block.text.rstrip()}\n{fence}"
            case ListBlock():
                return self._list(block)
            case _:
                assert_never(block)

    def _list(self, block: ListBlock) -> str:
        items = []
        for position, item in enumerate(block.items):
            mark = f"{block.start + position}." if block.ordered else "-"
            items.append(mark.ljust(4) + indented(self.blocks(item), 4))
        return "\n".join(items)


def indented(text: str, by: int) -> str:
    """The text with every line but the first moved right."""
    return "\n".join(" " * by + line if number and line else line for number, line in enumerate(text.split("\n")))


def _text(inline: Text) -> str:
    if inline.code:
        return code_span(inline.text)
    mark = ("**" if inline.strong else "") + ("*" if inline.emphasis else "")
    if not mark:
        return escaped(inline.text)
    words = inline.text.strip()
    if not words:
        return inline.text
    before, after = (
        inline.text[: len(inline.text) - len(inline.text.lstrip())],
        inline.text[len(inline.text.rstrip()) :],
    )
    return f"{before}{mark}{escaped(words)}{mark[::-1]}{after}"
