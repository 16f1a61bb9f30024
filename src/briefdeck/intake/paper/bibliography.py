"""The references of a paper as sources, each with its id and all by which the text cites it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.intake.paper.blocks import Block, Run
from briefdeck.intake.paper.reference import Reference, reference
from briefdeck.intake.paper.styled import Styled, styled
from briefdeck.intake.sources import source_item
from briefdeck.intake.taken import Item
from briefdeck.model.csl import Name
from briefdeck.text.pattern import pattern

_LABEL: Final = pattern(r"\[?(\d{1,4})[\].)]?\Z")
_PRINTED_LABEL: Final = pattern(
    r"(?:\[(\d{1,4})\]|(\d{1,3})[.)](?=\s)|(\d{1,3})(?=\s+[A-ZÀ-Þ“\"]))\s*"
)
_BACK: Final = pattern(r"\s*[↩↑^]︎?\s*\Z")
_BEFORE_STOP: Final = pattern(r"[ \t]+(?=[.,;:)](?!\d))")
_STARTS: Final = pattern(
    r"(?:\[\d{1,4}\]|\d{1,3}[.)]\s|[-–—]{2,}"
    r"|[A-ZÀ-Þ“\"][^.]{1,300}?\(?(?:(?:1[5-9]|20)\d\d|n\.\s?d\.))"
)
_NEW_LINE: Final = pattern(
    r"(?:\[\d{1,4}\]|\d{1,3}[.)]\s|[-–—]{2,}[.,]"
    r"|[A-ZÀ-Þ][^():;]{1,300}?(?:\(Eds?\.\)[.,]?\s*)?"
    r"(?:\((?:1[5-9]|20)\d\d[a-z]?[,)]|\.\s(?:1[5-9]|20)\d\d[a-z]?\.))"
)
_SHORTEST: Final = 12
_FEWEST_LINES: Final = 3


class Listed(Struct, frozen=True, kw_only=True):
    """A reference in the list: its id in the briefing, and its number where it has one."""

    id: str
    reference: Reference
    item: Item
    label: str = ""


class Entry(Struct, frozen=True):
    """An entry of a list as it is printed."""

    words: Styled
    label: str
    anchors: tuple[str, ...]


class Bibliography:
    """All references, with the ids that they have in the briefing.

    by_label, by_anchor: ids of those with a number, and of those that links reach. unread: entries
    in which nothing could be made out. taken: ids that are not free.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.listed: list[Listed] = []
        self.by_label: dict[str, str] = {}
        self.by_anchor: dict[str, str] = {}
        self.unread: list[str] = []
        self._taken = set(taken)
        self._known: dict[tuple[object, ...], str] = {}

    def read(self, blocks: Iterable[Block]) -> list[Entry]:
        """Add the references of a list; return the notes that stand among them, with numbers."""
        entries = list(entries_of(blocks))
        labelled = [entry for entry in entries if entry.label]
        notes = labelled if len(labelled) * 2 < len(entries) else []
        before: tuple[Name, ...] = ()
        for entry in entries:
            if notes and entry.label:
                continue
            found = reference(entry.words, before)
            if found is None:
                self.unread.append(entry.words.text)
                continue
            before = found.names
            id_ = self.add(found, entry.label)
            if entry.label:
                self.by_label.setdefault(entry.label, id_)
            self.by_anchor |= dict.fromkeys(entry.anchors, id_)
        return notes

    def add(self, found: Reference, label: str = "") -> str:
        """Add a reference, unless it is there already; return its id."""
        same = (found.fields.get("title"), found.year, found.names)
        if same not in self._known:
            item = source_item(found.fields)
            numbered = (f"{item.id}-{number}" for number in count(2))
            wanted = chain([item.id], item.other_ids, numbered)
            free = next(id_ for id_ in wanted if id_ not in self._taken)
            self._taken.add(free)
            self._known[same] = free
            self.listed.append(
                Listed(id=free, reference=found, item=item.renamed(free), label=label)
            )
        return self._known[same]


# Entries: a block each, but for several that stand on the lines of one, and for one that a page
# has broken into two.


def entries_of(blocks: Iterable[Block]) -> Iterator[Entry]:
    """Yield the entries of a list."""
    waiting: Entry | None = None
    for block in blocks:
        for part in _parts(block):
            if waiting is not None and _goes_on(waiting, part):
                words = styled((Run(f"{waiting.words.text} "), *part.runs))
                waiting = replace(waiting, words=words)
                continue
            if waiting is not None:
                yield waiting
            waiting = _entry(part)
    if waiting is not None:
        yield waiting


def _parts(block: Block) -> Sequence[Block]:
    """The entries of a block: one, or one on every few lines."""
    if block.kind not in {"paragraph", "bullet", "note", "quote"}:
        return ()
    if block.kind != "note" and not block.label and len(block.text) < _SHORTEST:
        return ()
    lines = _lines(block)
    starts = _starts(["".join([run.text for run in line]) for line in lines])
    if len(lines) < _FEWEST_LINES or len(starts) < 2 or block.kind != "paragraph":
        return (block,)
    ends = [*starts[1:], len(lines)]
    return [
        replace(block, runs=tuple(_together(lines[start:end])))
        for start, end in zip(starts, ends, strict=True)
    ]


def _lines(block: Block) -> list[list[Run]]:
    """The runs of a block line by line."""
    lines: list[list[Run]] = [[]]
    for run in block.runs:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=text)] for text in others]
    return lines


def _starts(lines: Sequence[str]) -> list[int]:
    """The lines on which entries begin: the first, and those that look so behind a whole one."""
    return [
        place
        for place, line in enumerate(lines)
        if not place
        or (
            lines[place - 1].rstrip().endswith((".", ")", "/"))
            and _NEW_LINE.match(f"{line} {' '.join(lines[place + 1 : place + 4])}")
        )
    ]


def _together(lines: Iterable[Sequence[Run]]) -> Iterator[Run]:
    for line in lines:
        yield from line
        yield Run("\n")


def _goes_on(entry: Entry, block: Block) -> bool:
    """Whether a block is the rest of an entry: a page has parted them."""
    if block.label or block.kind != "paragraph":
        return False
    has_ended = entry.words.text.endswith((".", ")", "/")) or bool(entry.words.links)
    return not has_ended and not _STARTS.match(block.text)


def _entry(block: Block) -> Entry:
    words = styled([replace(run, text=_BEFORE_STOP.sub("", run.text)) for run in block.runs])
    back = _BACK.search(words.text)
    if back is not None:
        words = words.cut(0, back.start())
    label = _LABEL.match(block.label)
    number = label[1] if label else ""
    printed = _PRINTED_LABEL.match(words.text)
    if printed is not None and not number:
        number = next(filter(None, printed.groups()))
        words = words.cut(printed.end())
    return Entry(words, number or (block.label if block.kind == "note" else ""), block.anchors)
