"""Work on the library that no key waits for: threads that list, index and search, and hand over what they find.

No Textual here: whoever asks gives a function that takes the answer, and sees to it that it runs where it should. The
threads never hold the program up when it ends; the index stands being stopped at any moment.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefdeck.library.folders import Folders

if TYPE_CHECKING:
    from briefdeck.library.index import Index
    from briefdeck.library.query import BadQuery
    from briefdeck.library.search import Results
    from briefdeck.library.shelf import Card
    from briefdeck.library.walk import Spot

LOOK_SECONDS = 1.0
HITS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What is on the shelf: cards, and when each file was last opened, by path."""

    cards: tuple[Card, ...]
    opened: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far indexing is. At its end `is_over`; then `behind` files are not in the index, because of `reason`."""

    done: int = 0
    total: int = 0
    is_over: bool = False
    behind: int = 0
    reason: str = ""


def list_now(places: Folders) -> Listed:
    """The shelf as its paths and the index's cache know it; nothing is parsed."""
    from briefdeck.library.shelf import listing

    return Listed(cards=listing(places, parse=False), opened=opened_lately(places))


def opened_lately(places: Folders) -> dict[str, float]:
    """When the files that were opened lately were opened, by path."""
    from briefdeck.library.state import recents

    return {recent.path: recent.at for recent in recents(places)}


class Early:
    """A listing that is begun before the interface is loaded, and taken when it is needed."""

    def __init__(self, places: Folders) -> None:
        self._found: Listed | None = None
        self._thread = threading.Thread(target=self._list, args=(places,), daemon=True)
        self._thread.start()

    def _list(self, places: Folders) -> None:
        with suppress(OSError, sqlite3.Error):
            self._found = list_now(places)

    def take(self, seconds: float) -> Listed | None:
        """The listing, if it is there within some seconds."""
        self._thread.join(seconds)
        return self._found


class Indexing:
    """One bringing up to date of the index, in a thread: lists at once, then parses, then lists again."""

    def __init__(self, places: Folders, listed: Callable[[Listed], object], progressed: Callable[[Progress], object]) -> None:
        self._places = places
        self._listed = listed
        self._progressed = progressed
        self._is_stopped = False
        self._last_look = 0.0
        self._thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether there is still work."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """End soon; what is done stays done."""
        self._is_stopped = True

    def wait(self, seconds: float) -> None:
        """Wait for the end."""
        self._thread.join(seconds)

    def _work(self) -> None:
        try:
            self._bring_up_to_date()
        except (OSError, sqlite3.Error, EOFError) as error:
            self._progressed(Progress(is_over=True, reason=f"the index cannot be used: {error}"))

    def _bring_up_to_date(self) -> None:
        from briefdeck.library.index import Index
        from briefdeck.library.walk import spots

        found = list(spots(self._places))
        with Index(self._places) as index:
            self._look(index, found)

            def tell(done: int, total: int) -> None:
                self._progressed(Progress(done=done, total=total))
                if time.monotonic() - self._last_look > LOOK_SECONDS:
                    self._look(index, found)

            refreshed = index.refresh(tell, self._asked_to_stop, found=found)
            self._look(index, found)
        reason = "another briefdeck is reading the shelf" if refreshed.busy else "stopped" if refreshed.cancelled else ""
        self._progressed(Progress(is_over=True, behind=refreshed.behind, reason=reason))

    def _asked_to_stop(self) -> bool:
        return self._is_stopped

    def _look(self, index: Index, found: list[Spot]) -> None:
        """Hand over the cards as the index knows them now."""
        from briefdeck.library.reads import last_read
        from briefdeck.library.shelf import cards

        made = cards(found, index.facts(), last_read(self._places))
        self._listed(Listed(cards=made, opened=opened_lately(self._places)))
        self._last_look = time.monotonic()


class Searcher:
    """Searches in a thread of its own while words are typed: only what was typed last is answered."""

    def __init__(self, places: Folders, found: Callable[[str, Results | BadQuery], object]) -> None:
        self._places = places
        self._found = found
        self._wanted: str | None = None
        self._is_over = False
        self._turn = threading.Condition()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def search(self, words: str) -> None:
        """Search for other words; an answer that is still to come is given up."""
        with self._turn:
            self._wanted = words
            self._turn.notify()

    def stop(self) -> None:
        """End the thread."""
        with self._turn:
            self._is_over = True
            self._turn.notify()

    def _next(self) -> str | None:
        with self._turn:
            while self._wanted is None and not self._is_over:
                self._turn.wait()
            words, self._wanted = self._wanted, None
            return None if self._is_over else words

    def _work(self) -> None:
        from briefdeck.library.index import Index
        from briefdeck.library.search import Results, search_as_typed

        with Index(self._places) as index:
            while (words := self._next()) is not None:
                try:
                    answer = search_as_typed(index, words, HITS)
                except (OSError, sqlite3.Error):
                    answer = Results(words, (), 0)
                if self._wanted is None:
                    self._found(words, answer)
