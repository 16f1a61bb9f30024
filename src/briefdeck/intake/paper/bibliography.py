"""The references of a paper as sources, each with its id and all by which the text cites it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from typing import Final

from msgspec import Struct, field

from briefdeck.editing.toml_text import Value
from briefdeck.intake.paper.blocks import Block, Run
from briefdeck.intake.paper.reference import Reference, reference
from briefdeck.intake.paper.styled import Styled, styled
from briefdeck.intake.sources import source_item
from briefdeck.intake.taken import Item
from briefdeck.model.csl import Name
from briefdeck.text.pattern import pattern

_LABEL: Final = pattern(r"\[?(\d{1,4})[\].)]?\Z")
_PRINTED_LABEL: Final = pattern(r"(?:\[(\d{1,4})\]|(\d{1,3})[.)](?=\s))\s*")
_BACK: Final = pattern(r"\s*[↩↑^]︎?\s*\Z")
_STARTS: Final = pattern(
    r"(?:\[\d{1,4}\]|\d{1,3}[.)]\s|[-–—]{2,}|[A-ZÀ-Þ“\"][^.]{1,300}?\(?(?:(?:1[5-9]|20)\d\d|n\.\s?d\.))"
)
_YEAR: Final = pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|n\.\s?d\.|[Ff]orthcoming")
_SHORTEST: Final = 12


class Listed(Struct, frozen=True, kw_only=True):
    """A reference in the list: its id in the briefing, and its number where it has one."""

    id: str
    reference: Reference
    item: Item
    label: str = ""


class Bibliography(Struct, frozen=True):
    """All references, and where links and numbers of the text lead."""

    listed: tuple[Listed, ...] = ()
    by_label: dict[str, str] = field(default_factory=dict)
    by_anchor: dict[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


class _Entry(Struct, frozen=True):
    words: Styled
    label: str
    anchors: tuple[str, ...]


def bibliography(blocks: Iterable[Block], paper_id: str) -> Bibliography:
    """Return the references that blocks hold; `paper_id` is the id of the paper itself."""
    listed: list[Listed] = []
    unread: list[str] = []
    by_label: dict[str, str] = {}
    by_anchor: dict[str, str] = {}
    ids, known = {paper_id}, dict[tuple[object, ...], str]()
    before: tuple[Name, ...] = ()
    for entry in _entries(blocks):
        found = reference(entry.words, before)
        if found is None:
            unread.append(entry.words.text)
            continue
        before = found.names
        same = (found.fields.get("title"), found.year, found.names)
        if same not in known:
            one = _listed(found, entry.label, ids)
            ids.add(one.id)
            listed.append(one)
            known[same] = one.id
        if entry.label:
            by_label.setdefault(entry.label, known[same])
        by_anchor |= dict.fromkeys(entry.anchors, known[same])
    return Bibliography(tuple(listed), by_label, by_anchor, tuple(unread))


def _listed(found: Reference, label: str, ids: set[str]) -> Listed:
    item = source_item(found.fields)
    numbered = (f"{item.id}-{number}" for number in count(2))
    free = next(id_ for id_ in chain([item.id], item.other_ids, numbered) if id_ not in ids)
    return Listed(id=free, reference=found, item=item.renamed(free), label=label)


# Entries: a block each, but for several that stand on the lines of one, and for one that a page
# has broken into two.


def _entries(blocks: Iterable[Block]) -> Iterator[_Entry]:
    waiting: _Entry | None = None
    for block in blocks:
        for part in _parts(block):
            if waiting is not None and _goes_on(waiting, part):
                runs = (Run(f"{waiting.words.text} "), *part.runs)
                waiting = _Entry(styled(runs), waiting.label, waiting.anchors)
                continue
            if waiting is not None:
                yield waiting
            waiting = _entry(part)
    if waiting is not None:
        yield waiting


def _parts(block: Block) -> Sequence[Block]:
    """The entries of a block."""
    if block.kind not in {"paragraph", "bullet", "note"}:
        return ()
    return (block,) if len(block.text) >= _SHORTEST else ()


def _goes_on(entry: _Entry, block: Block) -> bool:
    """Whether a block is the rest of an entry: a page has parted them."""
    if block.label or block.kind != "paragraph":
        return False
    text = block.text
    has_ended = entry.words.text.endswith((".", ")", "/")) or bool(entry.words.links)
    return text[:1].islower() or (not has_ended and not _STARTS.match(text))


def _entry(block: Block) -> _Entry:
    words = styled(block.runs)
    back = _BACK.search(words.text)
    if back is not None:
        words = words.cut(0, back.start())
    label = _LABEL.match(block.label)
    number = label[1] if label else ""
    printed = _PRINTED_LABEL.match(words.text)
    if printed is not None and not number:
        number = printed[1] or printed[2]
        words = words.cut(printed.end())
    return _Entry(words, number or (block.label if block.kind == "note" else ""), block.anchors)


def values(item: Item) -> dict[str, Value]:
    """Return the fields of an entry by key."""
    return dict(item.fields)
