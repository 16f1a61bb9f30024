"""What of a briefing is really in the stored copies of its sources, found while it is read.

Found in a thread, after the first frame: no key waits for it. A briefing of whose sources no copy
was ever stored costs nothing.
"""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from briefdeck.loader.loading import position_in_file
from briefdeck.reading.filewatch import signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from briefdeck.evidence.verdicts import Verification
    from briefdeck.loader import Loaded
    from briefdeck.model.problem import Problem
    from briefdeck.reading.filewatch import Signature


TURN_SECONDS: Final = 0.001
"""How long the search may keep the thread that answers keys waiting at a time."""
_READING: Final = threading.Lock()
"""Held while copies are read: whoever comes next needs but what is not known by then."""


class Verifying:
    """One search of the copies for what a briefing quotes.

    copies: how they are seen before it. has_begun: set once it has said what is known already.
    """

    def __init__(self, loaded: Loaded, kept_in: Path) -> None:
        """kept_in: the folder of the cache, in which it is kept what was found."""
        self.loaded = loaded
        self.kept_in = kept_in
        self.copies = copies_seen(loaded)
        self.has_begun = threading.Event()

    def begin(
        self, found: Callable[[Verification], object], is_stopped: Callable[[], bool]
    ) -> None:
        """Search in a thread, and hand over what is known, whenever that is more."""

        def work() -> None:
            for known in self.found(is_stopped):
                found(known)
                self.has_begun.set()
            self.has_begun.set()

        threading.Thread(target=work, daemon=True).start()

    def found(self, is_stopped: Callable[[], bool] = bool) -> Iterator[Verification]:
        """Yield what is known already; then, where copies have to be read for more, all of it.

        Where the cache cannot be used, nothing is said.
        """
        if not _has_stored(self.loaded):
            return
        from briefdeck.evidence.verdicts import kept, verified

        with suppress(OSError):
            known = kept(self.loaded, self.kept_in)
            yield known
            if known.is_whole:
                return
            with _READING, _giving_way():
                found = None if is_stopped() else verified(self.loaded, self.kept_in)
            if found is not None:
                yield found


@contextmanager
def _giving_way() -> Iterator[None]:
    """Let the thread that answers keys have its turn sooner than Python would by itself."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def problems_of(loaded: Loaded, known: Verification | None) -> Sequence[Problem]:
    """Return what is wrong or doubtful in a file, with what its sources' copies say against it.

    known: what is known of its quotations, if that is of this very text.
    """
    from briefdeck.check import check

    if known is None:
        return check(loaded)
    from briefdeck.check.verifying import COPY_RULES, examined

    problems = examined(loaded, known).checked.without_notes().problems
    # That a copy is missing is found by both.
    found = [each for each in problems if each.rule != COPY_RULES["no-copy"]]
    return sorted((*check(loaded), *found), key=position_in_file)


def _has_stored(loaded: Loaded) -> bool:
    """Whether a copy of a source is stored, here or elsewhere."""
    sources = loaded.briefing.sources if loaded.briefing else ()
    return any(source.copy or source.sha256 for source in sources)


def copies_seen(loaded: Loaded) -> tuple[Signature | None, ...]:
    """Return how the copies beside a briefing are seen, so that other files in their place tell."""
    if loaded.path is None or loaded.briefing is None:
        return ()
    folder = loaded.path.parent
    named = [source.copy for source in loaded.briefing.sources if source.copy]
    return tuple(signature(folder / name) for name in named if "\0" not in name)
