"""PDF as blocks: its letters as lines, these as columns, and the paragraphs in them."""

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from operator import itemgetter
from typing import Final

from msgspec.structs import replace

from briefdeck.intake.paper.blocks import Block, BlockKind, Paper, Run
from briefdeck.intake.paper.headings import is_reference_list
from briefdeck.intake.paper.pdf_headings import with_headings
from briefdeck.intake.paper.pdf_letters import Letters, mend_quotes
from briefdeck.intake.paper.pdf_lines import Line, lines_of
from briefdeck.intake.paper.pdf_margins import without_margins
from briefdeck.intake.paper.pdf_order import Region, gaps_of, regions
from briefdeck.intake.paper.pdf_paragraphs import (
    MARKER,
    breaks_inside,
    counted_words,
    paragraphs,
    runs_of,
)
from briefdeck.intake.paper.runs import tidy
from briefdeck.text.pattern import pattern
from briefdeck.workers import RefusedError

_SMALL: Final = 0.94
"""The share of the text's size up to which notes are set."""
_SMALLER: Final = 0.86
"""The share up to which captions are set, and what stands beside the text."""
_NARROW: Final = 0.6
_INDENT: Final = 0.7
_MARK: Final = pattern(r"(?P<mark>\d{1,3}(?!\d)|[*†‡§]{1,3})[.)]?\s*(?=\S)")
_CAPTION: Final = pattern(
    r"(?:(?:figure|fig\.|table|chart|exhibit|map|box|photo) ?\d|source ?:|photo\b)", 2
)
_ENDED: Final = pattern(r"[.!?][”’\"')\]]*\s*\Z")
_DATE: Final = pattern(
    r"(?:(?:\d{1,2} )?(?:[A-Z][a-z]{2,8}[-–/ ])?"
    r"(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Spring|Summer|Autumn|Fall|Winter)(?: \d{1,2},)? )?"
    r"\b(?:19|20)\d\d\b"
)
_MADE: Final = pattern(r"microsoft |untitled|\.(?:docx?|indd|qxd|tex|pdf|rtf|ppt)\b|^\S+$", 2)
"""What programs call a file that nobody gave a title."""


def read(content: bytes) -> Paper:
    """Return a paper in PDF as blocks. RefusedError where it cannot be read."""
    letters = Letters(content)
    sheets = list(letters.sheets())
    mend_quotes(sheets)
    pages = [lines_of(sheet, index) for index, sheet in enumerate(sheets)]
    if not any(pages):
        raise RefusedError("its pages are pictures; a program for OCR makes text of them")
    margins = without_margins(sheets, pages)
    reader = _Reader([line for lines in margins.pages for line in lines], margins.labels)
    gaps = _columns(margins.pages)
    for lines, page_gaps in zip(margins.pages, gaps, strict=True):
        reader.read(regions(lines, page_gaps))
    title = letters.said("Title")
    empty = sum(not lines for lines in pages)
    return Paper(
        blocks=with_headings(reader.blocks, reader.lines),
        title="" if _MADE.search(title) else title,
        issued=_dated(margins.said),
        said=(f"{empty} of {len(pages)} pages hold no text.",) if empty else (),
    )


def _columns(pages: Sequence[Sequence[Line]]) -> list[list[float]]:
    """Where the columns of each page are parted; on a page with little text as on the others."""
    found = [gaps_of(lines) for lines in pages]
    usual = Counter(tuple([round(gap / 10) for gap in gaps]) for gaps in found if gaps)
    if not usual or usual.most_common(1)[0][1] < len(pages) / 3:
        return found
    key = usual.most_common(1)[0][0]
    gaps = next(gaps for gaps in found if tuple([round(gap / 10) for gap in gaps]) == key)
    return [
        own or (gaps if not any(line.x0 < gap < line.x1 for line in lines for gap in gaps) else [])
        for own, lines in zip(found, pages, strict=True)
    ]


def _dated(heads: Sequence[str]) -> str:
    """The date in the heads or feet of the pages, the most exact one."""
    dates = [found[0] for head in heads for found in _DATE.finditer(head)]
    return max(dates, key=len, default="")


class _Reader:
    """Makes blocks of the regions of pages, one page after the other."""

    def __init__(self, lines: Sequence[Line], labels: Sequence[str]) -> None:
        self.blocks: list[Block] = []
        self.lines: list[Sequence[Line]] = []
        """The lines of each block."""
        self._labels = labels
        self._words = counted_words(lines)
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        self._size = sizes.most_common(1)[0][0] if sizes else 1.0
        widths = sorted(line.x1 - line.x0 for line in lines if line.size == self._size)
        self._width = widths[int(0.9 * len(widths))] if widths else 1.0

    def read(self, found: Sequence[Region]) -> None:
        """Read the regions of a page, in their order."""
        has_text = any(self._is_text(region) for region in found)
        for place, region in enumerate(found):
            if region.rows:
                self._append(Block(kind="table", rows=region.rows), region.lines)
            elif self._is_notes(region, found[place + 1 :]) and has_text:
                self._read_notes(region)
            elif has_text and self._is_caption(region):
                self._add("caption", region.lines)
            else:
                self._read_text(region)

    def _is_text(self, region: Region) -> bool:
        return abs(region.lines[0].size - self._size) < 0.06 * self._size and len(region.lines) > 2

    def _is_notes(self, region: Region, below: Sequence[Region]) -> bool:
        """Whether a region at the end of a page holds footnotes, or the rest of one."""
        line = region.lines[0]
        if line.size > _SMALL * self._size or line.is_boxed:
            return False
        if any(self._is_text(each) and each.top > region.top for each in below):
            return False
        if self._begins_note(line):
            return True
        if any(self._begins_note(each) for each in region.lines[1:]) and self._is_note_open():
            return True
        follows = below and all(self._begins_note(each.lines[0]) for each in below)
        return bool(self.blocks) and self.blocks[-1].kind == "note" and bool(follows or not below)

    def _is_note_open(self) -> bool:
        """Whether the last note of the page before breaks off."""
        notes = (block for block in reversed(self.blocks) if block.kind == "note")
        last = next(notes, None)
        return last is not None and not _ENDED.search("".join([run.text for run in last.runs]))

    def _begins_note(self, line: Line, before: Line | None = None) -> bool:
        """Whether a line begins a note: with the next number, or a raised one. before: a note's."""
        mark = _note_mark(line, is_small=True)
        if before is not None:
            last = _note_mark(before, is_small=True)
        else:
            labels = (block.label for block in reversed(self.blocks) if block.kind == "note")
            last = next(filter(str.isdecimal, labels), "")
        is_next = not last.isdecimal() or not mark.isdecimal() or int(mark) == int(last) + 1
        return bool(mark) and (is_next or bool(_note_mark(line, is_small=False)))

    def _is_caption(self, region: Region) -> bool:
        line = region.lines[0]
        if line.size > _SMALLER * self._size or line.is_boxed or is_reference_list(line.text):
            return False
        is_narrow = region.x1 - region.x0 < _NARROW * self._width
        return is_narrow or line.is_bold or bool(_CAPTION.match(line.text))

    def _read_notes(self, region: Region) -> None:
        """Read footnotes; what comes before the first mark goes on with the last note."""
        rest: list[Line] = []
        notes: list[list[Line]] = []
        for line in region.lines:
            if self._begins_note(line, before=notes[-1][0] if notes else None):
                notes.append([line])
            elif notes:
                notes[-1].append(line)
            else:
                rest.append(line)
        if rest and not self._lengthen_note(rest):
            self._add("note", rest)
        for note in notes:
            self._add_note(note)

    def _lengthen_note(self, lines: Sequence[Line]) -> bool:
        for place in range(len(self.blocks) - 1, -1, -1):
            block = self.blocks[place]
            if block.kind == "note":
                runs = tidy([*block.runs, Run(" "), *runs_of(lines, self._words)])
                self.blocks[place] = replace(block, runs=runs)
                return True
        return False

    def _add_note(self, lines: Sequence[Line]) -> None:
        mark = _note_mark(lines[0], is_small=True)
        runs = tidy(runs_of(lines, self._words))
        self._append(Block(kind="note", runs=_without(runs, mark), label=mark), lines)

    def _read_text(self, region: Region) -> None:
        left = min(line.x0 for line in region.lines)
        for place, lines in enumerate(paragraphs(region.lines)):
            if place == 0 and self._lengthen(lines):
                continue
            if _note_mark(lines[0], is_small=False):
                self._add_note(lines)
                continue
            marker = MARKER.match(lines[0].text)
            inner = lines[0].x0 > left + _INDENT * self._size
            is_quote = inner and len(lines) > 1 and lines[1].x0 > left + _INDENT * self._size
            ends_early = max(line.x1 for line in lines) < region.x1 - _INDENT * self._size
            if marker and not lines[0].is_boxed:
                self._add_item(lines, marker["label"])
            elif is_quote and ends_early and len(region.lines) > len(lines):
                self._add("quote", lines)
            else:
                self._add("paragraph", lines)

    def _lengthen(self, lines: Sequence[Line]) -> bool:
        """Add lines to the paragraph before, if a column or page has broken it in a word or name.

        Paragraphs that break off between words are joined later, of whatever format they are.
        """
        place = len(self.blocks) - 1
        while place >= 0 and self.blocks[place].kind in {"caption", "note", "table"}:
            place -= 1
        if place < 0 or self.blocks[place].kind not in {"paragraph", "bullet"}:
            return False
        before = self.lines[place][-1]
        is_like = before.size == lines[0].size and before.is_boxed == lines[0].is_boxed
        if not is_like or not breaks_inside(before.text, lines[0].text):
            return False
        self.lines[place] = [*self.lines[place], *lines]
        block = self.blocks[place]
        runs = tidy(runs_of(self.lines[place], self._words))
        self.blocks[place] = replace(block, runs=_without(runs, block.label))
        return True

    def _add_item(self, lines: Sequence[Line], label: str) -> None:
        runs = tidy(runs_of(lines, self._words))
        self._append(Block(kind="bullet", runs=_without(runs, label), label=label, level=1), lines)

    def _add(self, kind: BlockKind, lines: Sequence[Line]) -> None:
        self._append(Block(kind=kind, runs=tidy(runs_of(lines, self._words))), lines)

    def _append(self, block: Block, lines: Sequence[Line]) -> None:
        line = lines[0]
        if block.runs or block.rows:
            self.lines.append(lines)
            self.blocks.append(
                replace(
                    block,
                    page=self._labels[line.page],
                    boxed=line.is_boxed,
                    size=round(line.size / self._size, 2),
                )
            )


def _without(runs: Sequence[Run], label: str) -> tuple[Run, ...]:
    """Return runs without the label that they begin with, and without the stop behind it."""
    left = len(label)
    cut: list[Run] = []
    for run in runs:
        gone = min(left, len(run.text))
        left -= gone
        text = run.text[gone:] if cut or left else run.text[gone:].lstrip(".) ")
        if text:
            cut.append(replace(run, text=text))
    return tidy(cut)


def _note_mark(line: Line, *, is_small: bool) -> str:
    """The mark with which a note begins: raised, or at the start of a small line."""
    raised = "".join([span.text.strip() for span, _ in takewhile(itemgetter(1), line.spans)])
    if raised:
        found = _MARK.match(f"{raised} x")
        return found["mark"] if found and len(line.text) > len(raised) + 1 else ""
    found = _MARK.match(line.text) if is_small else None
    return found["mark"] if found and not line.text[found.end() :][:1].islower() else ""
