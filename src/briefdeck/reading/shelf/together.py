"""What many briefings say together, worked out behind the interface: read once, shown as asked."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from briefdeck.draw.lines import Line, Span, flow
from briefdeck.library.query import BadQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefdeck.document.blocks import Document
    from briefdeck.document.over_shelf.shelf import Step, Wanted
    from briefdeck.library.folders import Folders
    from briefdeck.library.search import Matching
    from briefdeck.loader import Loaded

READING: Final = "reading"
SEARCHING: Final = "searching"
WORKING: Final = "putting together"
EVERYTHING: Final = "everything"


class Together(NamedTuple):
    """One way of looking at many briefings: its name, title, and what it says."""

    name: str
    title: str
    sentence: str


VIEWS: Final = (
    Together("timeline", "Timeline", "All that these briefings date, on one timeline."),
    Together(
        "ledger", "Recommendations", "All that these briefings recommend, by whom they address."
    ),
    Together(
        "disagreements", "Disagreements", "Values and dates that these briefings give otherwise."
    ),
)


class Chosen(NamedTuple):
    """The briefings that are looked at: these files, or what a query finds; and in words which."""

    paths: tuple[str, ...]
    words: str
    query: str = ""


class _StoppedError(Exception):
    """The reader waits for it no longer."""


class Gathering:
    """Many briefings read in a thread, and what they say together as lines of a width.

    told: called in the thread with (what is being done, files done, files to do).
    """

    def __init__(
        self, chosen: Chosen, places: Folders, told: Callable[[str, int, int], object]
    ) -> None:
        self._chosen = chosen
        self._places = places
        self._told = told
        self._is_stopped = False
        self._documents: dict[tuple[str, str], Document] = {}
        self.files: dict[str, Path] = {}
        """The file of each briefing, by its id; empty until they are read."""

    def stop(self) -> None:
        """End soon."""
        self._is_stopped = True

    def answers(
        self, requests: Iterator[str], _is_given_up: Callable[[], bool]
    ) -> Iterator[tuple[str, Sequence[Line]]]:
        """The lines of each request (see `request`)."""
        gathered: tuple[Sequence[Loaded], Wanted | None] | None = None
        for asked in requests:
            name, width, extent = asked.split()
            try:
                if gathered is None:
                    gathered = self._gathered()
                document = self._document(name, extent, *gathered)
                yield asked, tuple(_lines(document, int(width)))
            except _StoppedError:
                return
            except (OSError, sqlite3.Error, _UnreadableError) as error:
                said = f"They cannot be put together: {error}"
                yield asked, tuple(flow((Span(said, "caveat"),), int(width)))

    def _gathered(self) -> tuple[Sequence[Loaded], Wanted | None]:
        from briefdeck.library.reading_many import loaded_together

        paths, wanted = self._chosen.paths, None
        found = self._found() if self._chosen.query else None
        if found is not None:
            paths = tuple(file.path for file in found.files)
        loadeds = loaded_together([Path(path) for path in paths], self._telling(READING))
        self.files = {loaded.id: loaded.path for loaded in loadeds if loaded.path is not None}
        if found is not None:
            wanted = {loaded.id: found.entries[str(loaded.path)] for loaded in loadeds}
        return loadeds, wanted

    def _found(self) -> Matching:
        from briefdeck.library.search import matching

        found = matching(
            self._chosen.query,
            places=self._places,
            progress=self._telling(SEARCHING),
            cancelled=lambda: self._is_stopped,
        )
        if isinstance(found, BadQuery):
            raise _UnreadableError(f"{found.message} {found.remedy}".strip())
        return found

    def _telling(self, doing: str) -> Callable[[int, int], None]:
        def tell(done: int, total: int) -> None:
            self._end_if_stopped()
            self._told(doing, done, total)

        return tell

    def _end_if_stopped(self) -> None:
        if self._is_stopped:
            raise _StoppedError

    def _stepping(self, total: int) -> Step:
        """What is called with how much of a comparison is done; each percent is told once."""
        percent = 0

        def step(share: float) -> None:
            nonlocal percent
            self._end_if_stopped()
            if int(100 * share) > percent:
                percent = int(100 * share)
                self._told(WORKING, int(share * total), total)

        return step

    def _document(
        self, name: str, extent: str, loadeds: Sequence[Loaded], wanted: Wanted | None
    ) -> Document:
        if (name, extent) not in self._documents:
            self._telling(WORKING)(0, 0)
            step = self._stepping(len(loadeds))
            self._documents[name, extent] = _document(name, extent, loadeds, wanted, step)
        return self._documents[name, extent]


class _UnreadableError(Exception):
    """A query cannot be read."""


def request(name: str, width: int, *, everything: bool) -> str:
    """Ask for a view in a width; everything: with what it leaves out of long lists, too."""
    return f"{name} {width} {EVERYTHING if everything else 'some'}"


def _document(
    name: str, extent: str, loadeds: Sequence[Loaded], wanted: Wanted | None, step: Step
) -> Document:
    from briefdeck.document import over_shelf
    from briefdeck.document.over_shelf import documents

    match name:
        case "timeline":
            merged = over_shelf.merged_timeline(loadeds, wanted, step)
            everything = extent == EVERYTHING
            return documents.timeline_document(merged, everything=everything, more="v lists all.")
        case "ledger":
            return documents.ledger_document(over_shelf.merged_ledger(loadeds, wanted))
        case _:
            return documents.disagreements_document(over_shelf.disagreements(loadeds, wanted, step))


def _lines(document: Document, width: int) -> Iterator[Line]:
    from briefdeck.reading.pages import document_lines

    return document_lines(document, width)
