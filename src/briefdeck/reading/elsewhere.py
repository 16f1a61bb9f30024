"""Other briefings of the library that give some values otherwise than the one that is read.

Found in a thread, after the first frame: no key waits for it. Few files are read, and none that
would keep the processor from the keys for long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from briefdeck.text.words import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from briefdeck.library.folders import Folders
    from briefdeck.library.shelf import Card
    from briefdeck.loader import Loaded

ELSEWHERE: Final = "elsewhere:"
"""Opens the target of such a briefing on a page; its place among them follows."""
DIFFERS_SIGN: Final = "≠"
MOST_READ: Final = 8
"""Briefings that are read to be compared."""
LARGEST: Final = 400_000
"""Bytes of a file that takes longer to compare than a reader should notice at the keys."""


class Elsewhere(NamedTuple):
    """A briefing that gives values otherwise: its title, how many, and its path."""

    title: str
    values: int
    path: str


def neighbours(cards: Sequence[Card], present: str) -> list[Card]:
    """The other briefings that can be read, those that share most tags with the present one first.

    present: its id.
    """
    tags = {tag for card in cards if card.id == present for tag in card.tags}
    found = [card for card in cards if card.id != present and card.title and not card.hidden_by]
    return sorted(found, key=lambda card: -len(tags & set(card.tags)))


def elsewhere(
    loaded: Loaded, places: Folders, is_stopped: Callable[[], bool] = bool
) -> Iterator[tuple[Elsewhere, ...]]:
    """Yield what is found so far, whenever there is more: most values first.

    Only briefings that share a tag with this one are compared.
    """
    if len(loaded.text) > LARGEST or loaded.briefing is None:
        return
    found: list[Elsewhere] = []
    for path in _candidates(loaded, places)[:MOST_READ]:
        if is_stopped():
            return
        other = _differing(loaded, path)
        if other is not None:
            found.append(other)
            yield tuple(sorted(found, key=lambda each: -each.values))


def _candidates(loaded: Loaded, places: Folders) -> list[Path]:
    """The files that share a tag, then those of which the index does not know the tags yet."""
    import sqlite3
    from pathlib import Path

    from briefdeck.library.shelf import listing

    try:
        cards = listing(places, parse=False)
    except (OSError, sqlite3.Error):
        return []
    tags = _tags(loaded)
    near = [card for card in neighbours(cards, loaded.id) if tags & set(card.tags)]
    near += [card for card in cards if card.pending and card.id != loaded.id]
    return [Path(card.path) for card in near if card.size <= LARGEST]


def _tags(loaded: Loaded) -> set[str]:
    return set(loaded.briefing.front.tags) if loaded.briefing else set()


def _differing(loaded: Loaded, path: Path) -> Elsewhere | None:
    """What a file gives otherwise; None where that is nothing, or it cannot be read."""
    from briefdeck.document.comparison import compare
    from briefdeck.loader import load

    other = load(path)
    if other.briefing is None or not _tags(loaded) & _tags(other):
        return None
    values = len(compare(loaded, other).disagreements)
    return Elsewhere(one_line(other.briefing.front.title), values, str(path)) if values else None
