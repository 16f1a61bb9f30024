"""Newer copies of sources beside the stored ones: which cited places say something else now."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.evidence.copies import Copy, copy_of
from briefdeck.evidence.passages import CopyText, Piece
from briefdeck.evidence.places import extents
from briefdeck.evidence.sought import place_seen
from briefdeck.evidence.texts.reading import read_copies
from briefdeck.evidence.unsearched import copies_of
from briefdeck.loader import Loaded
from briefdeck.model.briefing import Source
from briefdeck.model.links import Link
from briefdeck.model.problem import KeyPath
from briefdeck.text.words import one_line

_WORD: Final = re.compile(r"\S+")
_AROUND: Final = 6
"""Words before and after a change that are shown."""
_MOST: Final = 3
"""Changes of a place that are shown."""
_LONGEST: Final = 1500
"""Words of a place in which changes are told apart."""


class Given(Struct, frozen=True):
    """Copies that a folder has of a briefing's sources, by the source's id.

    same: those with the bytes that were stored, and those of sources of which none are. newer: the
    others. spare: the names of files that are called neither as a source nor as its stored copy.
    """

    same: Mapping[str, Copy]
    newer: Mapping[str, Copy]
    spare: frozenset[str] = frozenset()


class MovedPlace(Struct, frozen=True):
    """A cited place that says something else in a newer copy, or is not in it.

    path: where it is cited. difference: the first changes with words around them, those that are
    only in the stored copy as `quote`; empty where the place is gone.
    """

    entry: str
    path: KeyPath
    source: str
    at: str
    difference: tuple[Piece, ...] = ()


def given_copies(loaded: Loaded, folder: Path) -> Given:
    """Return the copies in a folder: called as the source's id, or as its stored copy."""
    stored = copies_of(loaded)
    names = _names(folder)
    same: dict[str, Copy] = {}
    newer: dict[str, Copy] = {}
    spare = set(chain.from_iterable(names.values()))
    sources = loaded.briefing.sources if loaded.briefing is not None else ()
    for source in sources:
        known = stored.get(source.id)
        hashes = {source.sha256, known.sha256} if known is not None else set()
        for copy in _candidates(source, folder, names):
            spare.discard(copy.name)
            if known is None or copy.sha256 in hashes:
                same[source.id] = copy
                newer.pop(source.id, None)
                break
            newer.setdefault(source.id, copy)
    return Given(same, newer, frozenset(spare))


def _names(folder: Path) -> Mapping[str, list[str]]:
    """The names of the files in a folder, by what stands before their endings."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file():
            found.setdefault(path.stem, []).append(path.name)
    return found


def _candidates(source: Source, folder: Path, names: Mapping[str, list[str]]) -> Iterator[Copy]:
    wanted = names.get(source.id, [])
    if source.copy:
        own = Path(source.copy)
        wanted = [*(name for name in names.get(own.stem, ()) if name == own.name), *wanted]
    for name in dict.fromkeys(wanted):
        yield copy_of(folder, replace(source, copy=name, sha256=None))


def moved_places(loaded: Loaded, newer: Mapping[str, Copy]) -> tuple[MovedPlace, ...]:
    """Return the cited places that say something else in newer copies, in the briefing's order.

    Only of sources whose stored copy is here, and only of places that can be told in it.
    """
    stored = copies_of(loaded)
    pairs = {name: (stored[name], copy) for name, copy in newer.items() if name in stored}
    pairs = {name: pair for name, pair in pairs.items() if pair[0].state == "kept"}
    texts = read_copies([copy for pair in pairs.values() for copy in pair])

    @cache
    def changes(source: str, at: str) -> tuple[Piece, ...] | None:
        before, after = (texts[copy] for copy in pairs[source])
        if isinstance(before, str) or isinstance(after, str):
            return None
        return _changes(before, after, at)

    found: dict[tuple[str, str, str], MovedPlace] = {}
    for link, source, at in _placed(loaded):
        difference = changes(source, at) if source in pairs else None
        if difference is not None:
            place = MovedPlace(link.source, link.path, source, at, difference)
            found.setdefault((link.source, source, at), place)
    return tuple(found.values())


def _placed(loaded: Loaded) -> Iterator[tuple[Link, str, str]]:
    """Each link that cites a place and no words: with the source in whose copy that is, and it."""
    links = loaded.links
    if links is None:
        return
    for link in chain.from_iterable(links.forward.values()):
        is_cited = link.relation in {"cites", "voice"} and not (link.quote or link.says)
        if is_cited and isinstance(links.entries[link.target], Source):
            place = place_seen(link, links)
            if place.at:
                yield link, place.source, place.at


def _changes(before: CopyText, after: CopyText, at: str) -> tuple[Piece, ...] | None:
    """What is otherwise at a place; None where nothing is, or the place cannot be told."""
    old = _words(before, at)
    if not old:
        return None
    new = _words(after, at)
    if old == new:
        return None
    return tuple(_pieces(old[:_LONGEST], new[:_LONGEST])) if new else ()


def _words(copy: CopyText, at: str) -> list[str]:
    spans = extents(copy, at)
    return _WORD.findall(one_line(" ".join(copy.text[start:end] for start, end in spans)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    """The first changes from one list of words to another, with some words around each."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for number, group in enumerate(matcher.get_grouped_opcodes(_AROUND)):
        if number == _MOST:
            yield Piece("same", " …")
            return
        if number:
            yield Piece("same", " … ")
        for place, (tag, start, end, first, last) in enumerate(group):
            before = " " if place else ""
            if tag == "equal":
                yield Piece("same", before + " ".join(old[start:end]))
                continue
            if end > start:
                yield Piece("quote", before + " ".join(old[start:end]))
            if last > first:
                yield Piece("copy", before + " ".join(new[first:last]))
