"""Papers in Markdown and plain text, also what OCR makes of print, with no heading marked."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import Final

from msgspec.structs import replace

from briefdeck.intake.paper.blocks import Block, Paper
from briefdeck.intake.paper.draft import drafted
from briefdeck.intake.paper.front_matter import FrontMatter, front_matter
from briefdeck.intake.paper.markup import NOTE, marked
from briefdeck.intake.taken import Options, Taken
from briefdeck.text.decoding import decoded, decoding_said
from briefdeck.text.page_marks import page_begun
from briefdeck.text.pattern import pattern

_CONTROLS: Final = {code: None for code in range(32) if chr(code) not in "\t\n\f"} | {127: None}
_FENCE: Final = pattern(r"\s{0,3}(```|~~~)")
_HEADING: Final = pattern(r" {0,3}(#{1,6})(?:[ \t]++(.*))?\Z")
_CLOSING: Final = pattern(r"[ \t]+#+[ \t]*\Z")
_UNDERLINE: Final = pattern(r" {0,3}(=+|-{2,})[ \t]*\Z")
_RULE: Final = pattern(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_BULLET: Final = pattern(
    r"(?P<indent>[ \t]*)(?P<label>[-*+•▪●◦‣·■□➢✓–]|[0-9]{1,3}[.)]|\[[0-9]{1,3}\])[ \t]+"
    r"(?P<text>\S.*)"
)
_NOTE: Final = pattern(r"\[\^([^\[\]\s]{1,40})\]:[ \t]*(.*)")
_QUOTE: Final = pattern(r" {0,3}>[ \t]?(.*)")
_ROW: Final = pattern(r"[ \t]*\|.*|[^|\n]*\|[^|\n]*\|.*")
_RULING: Final = pattern(r"[\s|:+=-]+")
_CELLS: Final = pattern(r"(?<!\\)\|")
_TO_PAGE: Final = pattern(r".*(?:\.{3,}|\. \. |…|\t|\s{2,}|_{3,}).*\d\s*\Z")
"""A line of a table of contents: leaders or a gap before the number of a page."""


def take(content: bytes, options: Options) -> Taken:
    """Return the draft that a paper in Markdown or plain text makes."""
    text, encoding = decoded(content)
    if not text.strip() or "\0" in text:
        return Taken(items=(), refused=(f"{options.name} has no text",))
    taken = drafted(read(text), PurePath(options.name).stem)
    return replace(taken, said=(*decoding_said(options.name, encoding), *taken.said))


def read(text: str) -> Paper:
    """Return a paper in Markdown or plain text as blocks."""
    lines = text.translate(_CONTROLS).split("\n")
    said, first = front_matter(lines)
    blocks = tuple(_Lines(_without_comments(lines), first).blocks())
    return _with(said, blocks)


def _with(said: FrontMatter, blocks: tuple[Block, ...]) -> Paper:
    return Paper(
        blocks=blocks,
        title=said.one("title"),
        authors=said.many("author", "authors", "by", "creator"),
        issued=said.one("date", "published", "issued", "year"),
        publisher=said.one("publisher", "institution", "organization", "journal"),
        url=said.one("url", "canonical_url", "link"),
        doi=said.one("doi"),
        language=said.one("lang", "language"),
    )


def _without_comments(lines: list[str]) -> list[str]:
    """The lines, those inside comments of HTML empty; a comment that names a page stays."""
    kept = []
    is_comment = False
    for line in lines:
        if is_comment:
            _, end, rest = line.partition("-->")
            is_comment = not end
            kept.append(rest)
        elif "<!--" in line and not page_begun(line):
            before, _, after = line.partition("<!--")
            _, end, rest = after.partition("-->")
            is_comment = not end
            kept.append(before + rest)
        else:
            kept.append(line)
    return kept


class _Lines:
    """The lines of a paper, read from the first to the last."""

    def __init__(self, lines: list[str], first: int) -> None:
        self._lines = lines
        self._at = first
        self._page = ""

    def blocks(self) -> Iterator[Block]:
        while self._at < len(self._lines):
            if self._is_blank_or_page(self._lines[self._at]):
                self._at += 1
                continue
            line = self._lines[self._at]
            if fence := _FENCE.match(line):
                self._skip_code(fence[1])
            elif heading := _HEADING.match(line):
                yield from self._heading(heading)
            elif _RULE.match(line):
                self._at += 1
            elif _ROW.match(line) and self._is_table():
                yield self._table()
            elif note := _NOTE.match(line):
                yield self._note(note)
            elif _QUOTE.match(line):
                yield from self._quote()
            elif bullet := _BULLET.match(line):
                yield self._bullet(bullet)
            else:
                yield from self._paragraph()

    def _is_blank_or_page(self, line: str) -> bool:
        """Whether a line says nothing but, at most, which page begins."""
        if "\f" in line:
            self._page = str(int(self._page) + 1) if self._page.isdigit() else "2"
            line = self._lines[self._at] = line.replace("\f", "")
        number = page_begun(line)
        self._page = number or self._page
        return bool(number) or not line.strip()

    def _skip_code(self, fence: str) -> None:
        self._at += 1
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if line.strip().startswith(fence):
                return

    def _heading(self, found: re.Match[str]) -> Iterator[Block]:
        line = self._at
        self._at += 1
        words = _CLOSING.sub("", found[2] or "").strip()
        if words:
            runs, anchors = marked(words)
            yield Block(
                kind="heading", runs=runs, level=len(found[1]), page=self._page, line=line + 1,
                anchors=anchors,
            )  # fmt: skip

    def _is_table(self) -> bool:
        """Whether a table begins here: a ruling between its head and its rows says so."""
        following = self._lines[self._at + 1 : self._at + 2]
        return bool(following) and "-" in following[0] and bool(_RULING.fullmatch(following[0]))

    def _table(self) -> Block:
        first = self._at
        rows = []
        while self._at < len(self._lines) and "|" in self._lines[self._at]:
            line = self._lines[self._at].strip()
            if not _RULING.fullmatch(line):
                rows.append(tuple(map(_cell, _CELLS.split(line.strip("|")))))
            self._at += 1
        return Block(kind="table", rows=tuple(rows), page=self._page, line=first + 1)

    def _note(self, found: re.Match[str]) -> Block:
        first = self._at
        self._at += 1
        runs, anchors = marked("\n".join([found[2], *self._continued()]))
        return Block(
            kind="note", runs=runs, label=found[1], page=self._page, line=first + 1,
            anchors=(NOTE + found[1], *anchors),
        )  # fmt: skip

    def _quote(self) -> Iterator[Block]:
        first = self._at
        lines = []
        while self._at < len(self._lines) and (found := _QUOTE.match(self._lines[self._at])):
            lines.append(found[1])
            self._at += 1
        for is_blank, part in groupby(lines, key=lambda line: not line.strip()):
            if not is_blank:
                runs, anchors = marked("\n".join(part))
                yield Block(
                    kind="quote", runs=runs, page=self._page, line=first + 1, anchors=anchors
                )

    def _bullet(self, found: re.Match[str]) -> Block:
        first = self._at
        self._at += 1
        runs, anchors = marked("\n".join([found["text"], *self._continued()]))
        depth = len(found["indent"].expandtabs(4)) // 2 + 1
        return Block(
            kind="bullet", runs=runs, level=depth, label=found["label"], page=self._page,
            line=first + 1, anchors=anchors,
        )  # fmt: skip

    def _continued(self) -> Iterator[str]:
        """The lines that go on with a list item or a note, indented paragraphs included."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                following = self._lines[self._at + 1 : self._at + 2]
                if not following or not following[0].startswith(("    ", "\t")):
                    return
                line, self._at = following[0], self._at + 1
                if _begins_block(line):
                    return
            elif _begins_block(line):
                return
            self._at += 1
            yield line.strip()

    def _paragraph(self) -> Iterator[Block]:
        first = self._at
        lines: list[str] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if lines and (underline := _UNDERLINE.match(line)):
                self._at += 1
                level = 1 if underline[1].startswith("=") else 2
                yield self._block("\n".join(lines), first, level)
                return
            if not line.strip() or (lines and _interrupts(line)):
                break
            lines.append(line.strip())
            self._at += 1
        yield from self._separate(lines, first)

    def _separate(self, lines: Sequence[str], first: int) -> Iterator[Block]:
        """Lines of a table of contents as blocks of their own, and all others as one."""
        if sum(bool(_TO_PAGE.match(line[-200:])) for line in lines) * 2 > len(lines) > 1:
            for place, line in enumerate(lines):
                yield self._block(line, first + place)
        elif lines:
            yield self._block("\n".join(lines), first)

    def _block(self, text: str, first: int, level: int = 0) -> Block:
        runs, anchors = marked(text)
        return Block(
            kind="heading" if level else "paragraph", runs=runs, level=level, page=self._page,
            line=first + 1, anchors=anchors,
        )  # fmt: skip


def _cell(text: str) -> str:
    return "".join([run.text for run in marked(text.strip()).runs])


def _begins_block(line: str) -> bool:
    return bool(_BULLET.match(line)) or _interrupts(line)


def _interrupts(line: str) -> bool:
    """Whether a line begins a new block without an empty line before it."""
    if "\f" in line or page_begun(line):
        return True
    bullet = _BULLET.match(line)
    if bullet is not None:
        return not bullet["label"][0].isdigit() and bullet["label"] != "–"
    return any(form.match(line) for form in (_HEADING, _FENCE, _QUOTE, _NOTE, _RULE))
