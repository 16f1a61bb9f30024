"""Work on the library that no key waits for: threads that list, index and search.

No Textual here: whoever asks gives a function that takes the answer, and sees to it that it runs
where it should. The threads never hold the program up when it ends; the index stands being stopped
at any moment.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from briefdeck.library.folders import Folders
from briefdeck.reading.shelf.cards import Opened

if TYPE_CHECKING:
    from briefdeck.evidence.verdicts import Verification
    from briefdeck.library.index import Index
    from briefdeck.library.query import BadQuery
    from briefdeck.library.search import Results
    from briefdeck.library.shelf import Card
    from briefdeck.library.walk import Spot
    from briefdeck.loader import Loaded
    from briefdeck.reading.shelf.state import Part

Answer = TypeVar("Answer")
LOOK_SECONDS = 1.0
HITS = 200
STEPS = 2000
"""Steps of SQLite's machine, well under a millisecond, after which a search may be given up."""
LARGEST_PREVIEW = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What is on the shelf: cards, and what was read lately of which file, by path.

    With a `part` the cards are only those of a list around its cursor. `newer`: briefings of shared
    shelves that are newer on their servers than here, as far as a watching `pull` has said.
    """

    cards: tuple[Card, ...]
    opened: dict[str, Opened]
    newer: int = 0
    part: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far indexing is.

    At its end `is_over`; then `behind` files are not in the index, because of `reason`.
    """

    done: int = 0
    total: int = 0
    is_over: bool = False
    behind: int = 0
    reason: str = ""


def list_now(places: Folders) -> Listed:
    """The shelf as its paths and the index's cache know it; nothing is parsed."""
    from briefdeck.library.shelf import listing

    return listed_as(listing(places, parse=False), places)


def listed_as(cards: tuple[Card, ...], places: Folders, part: Part | None = None) -> Listed:
    """Cards with what else is known of the shelf now."""
    return Listed(cards=cards, opened=opened_lately(places), newer=newer_ones(places), part=part)


def newer_ones(places: Folders) -> int:
    """How many briefings of shared shelves are newer on their servers, as files of ours say."""
    if not places.shared:
        return 0
    from briefdeck.library.shared.mirror import newer_count

    return sum(newer_count(shelf, places) for shelf in places.shared)


def opened_lately(places: Folders) -> dict[str, Opened]:
    """When the files that were opened lately were opened, and how far they were read, by path."""
    from briefdeck.library.state import load_state, recents

    found = {}
    for recent in recents(places):
        seen = load_state(recent.id, places).extra.get("seen")
        read = len(seen) if isinstance(seen, list) else 0
        found[recent.path] = Opened(recent.at, read)
    return found


def listed_within(seconds: float, places: Folders) -> Listed | None:
    """The shelf as it is known, if that takes no longer than some seconds."""
    found: list[Listed] = []

    def work() -> None:
        with suppress(OSError, sqlite3.Error):
            found.append(list_now(places))

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    return found[0] if found else None


class Indexing:
    """One bringing up to date of the index: lists at once, then parses, then lists again."""

    def __init__(
        self,
        places: Folders,
        listed: Callable[[Listed], object],
        progressed: Callable[[Progress], object],
    ) -> None:
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
        from briefdeck.library.walk import on_disk, spots

        found = list(spots(on_disk(self._places)))
        with Index(self._places) as index:
            self._look(index, found)

            def tell(done: int, total: int) -> None:
                self._progressed(Progress(done=done, total=total))
                if time.monotonic() - self._last_look > LOOK_SECONDS:
                    self._look(index, found)

            refreshed = index.refresh(tell, self._asked_to_stop, found=found)
            self._look(index, found)
        reason = (
            "another briefdeck is reading the shelf"
            if refreshed.busy
            else "stopped"
            if refreshed.cancelled
            else ""
        )
        self._progressed(Progress(is_over=True, behind=refreshed.behind, reason=reason))

    def _asked_to_stop(self) -> bool:
        return self._is_stopped

    def _look(self, index: Index, found: list[Spot]) -> None:
        """Hand over the cards as the index knows them now."""
        from briefdeck.library.shelf import known_cards

        made = known_cards(index, found)
        if made is None:
            return
        self._listed(listed_as(made, self._places))
        self._last_look = time.monotonic()


class Latest(Generic[Answer]):
    """Answers requests in a thread of its own, and of those that come meanwhile only the last.

    `answers` takes the requests as they come, and a function that says whether the one at hand is
    given up by now; it gives (request, answer) for each.
    """

    def __init__(
        self,
        answers: Callable[[Iterator[str], Callable[[], bool]], Iterator[tuple[str, Answer]]],
        found: Callable[[str, Answer], object],
    ) -> None:
        self._answers = answers
        self._found = found
        self._wanted: str | None = None
        self._is_over = False
        self._turn = threading.Condition()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def ask(self, request: str) -> None:
        """Ask for something else; an answer that is still to come is given up."""
        with self._turn:
            self._wanted = request
            self._turn.notify()
        if self._thread.ident is None:
            self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        with self._turn:
            self._is_over = True
            self._turn.notify()

    def _requests(self) -> Iterator[str]:
        while True:
            with self._turn:
                while self._wanted is None and not self._is_over:
                    self._turn.wait()
                request, self._wanted = self._wanted, None
            if request is None or self._is_over:
                return
            yield request

    def _is_given_up(self) -> bool:
        return self._wanted is not None or self._is_over

    def _work(self) -> None:
        for request, answer in self._answers(self._requests(), self._is_given_up):
            if not self._is_given_up():
                self._found(request, answer)


def searches(
    places: Folders, requests: Iterator[str], is_given_up: Callable[[], bool]
) -> Iterator[tuple[str, Results | BadQuery]]:
    """The hits of each query as it is typed; a search whose query is given up ends within moments.

    Where the cache cannot be written, this thread's index is its own and is filled first.
    """
    from briefdeck.library.index import Index
    from briefdeck.library.search import Results, search_as_typed

    with Index(places) as index:
        if index.store.in_memory:
            index.refresh()
        for words in requests:
            # The database may have been started anew since, and so have another connection.
            index.store.connection.set_progress_handler(is_given_up, STEPS)
            try:
                yield words, search_as_typed(index, words, HITS)
            except (OSError, sqlite3.Error):
                yield words, Results(words, (), 0)


class Glimpse(NamedTuple):
    """A briefing that is looked into, and what is known of its quotations without reading copies.

    loaded: None where the file is too large to be read in passing, or gone.
    """

    loaded: Loaded | None
    known: Verification | None = None


def glimpses(
    requests: Iterator[str], is_given_up: Callable[[], bool]
) -> Iterator[tuple[str, Glimpse]]:
    """The briefing of each path; then, where sources have copies, also what is known of those."""
    from briefdeck.library.folders import cache_folder
    from briefdeck.loader import load
    from briefdeck.reading.verifying import Verifying

    for path in requests:
        try:
            is_small = os.stat(path).st_size <= LARGEST_PREVIEW
        except (OSError, ValueError):
            is_small = False
        loaded = load(Path(path)) if is_small else None
        yield path, Glimpse(loaded)
        if loaded is None or is_given_up():
            continue
        known = next(Verifying(loaded, cache_folder()).found(), None)
        if known is not None:
            yield path, Glimpse(loaded, known)
