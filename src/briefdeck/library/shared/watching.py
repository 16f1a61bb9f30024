"""Shared shelves watched: what is newer on their servers is counted as soon as they say so."""

import queue
import threading
from collections.abc import Iterator, Sequence
from typing import Final

from briefdeck.library.folders import Folders
from briefdeck.library.shared.address import SharedShelf
from briefdeck.library.shared.connection import SharedError, session, told
from briefdeck.library.shared.pulling import look

SECONDS: Final = 300.0
"""After so long the server is asked though it has said nothing: some poolers pass nothing on."""
FIRST_PAUSE: Final = 2.0
LONGEST_PAUSE: Final = 60.0
"""Seconds before a server that went away is tried again: each time twice as long, up to this."""

News = tuple[SharedShelf, int | SharedError]


def watch(shelves: Sequence[SharedShelf], places: Folders) -> Iterator[News]:
    """Yield each change of how many briefings are newer than the mirror, or what went wrong.

    The numbers are also kept in the state folder, which the reading interface watches. Never ends.
    """
    heard: queue.SimpleQueue[News] = queue.SimpleQueue()
    for shelf in shelves:
        # Ends with the program, wherever it waits.
        threading.Thread(target=_watch_one, args=(shelf, places, heard), daemon=True).start()
    while True:
        yield heard.get()


def _watch_one(shelf: SharedShelf, places: Folders, heard: "queue.SimpleQueue[News]") -> None:
    pause = FIRST_PAUSE
    known: int | str | None = None
    while True:
        try:
            for newer in _counts(shelf, places):
                pause = FIRST_PAUSE
                if newer != known:
                    known = newer
                    heard.put((shelf, newer))
        except (SharedError, OSError) as error:
            said = error if isinstance(error, SharedError) else SharedError(f"{error}.")
            if said.message != known:
                known = said.message
                heard.put((shelf, said))
        threading.Event().wait(pause)
        pause = min(LONGEST_PAUSE, 2 * pause)


def _counts(shelf: SharedShelf, places: Folders) -> Iterator[int]:
    """Yield how many briefings are newer: now, and after whatever happens on the server."""
    with session(shelf) as server, told(shelf):
        with server.turn():
            head = server.head()
        # Listened to first, so that nothing happens unheard between the count and the waiting.
        server.listen(head.channel)
        while True:
            yield look(server, places)
            server.wait(SECONDS)
