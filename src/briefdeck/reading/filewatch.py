"""Whether a file has changed: by inode, time and size, so that slow writers are seen too."""

import os
from pathlib import Path

Signature = tuple[int, int, int]
WATCH_SECONDS = 0.6
"""From one asking to the next: little enough for a machine that should be asleep."""
SETTLE_SECONDS = 0.08
"""The same, once a change has been seen."""
GONE_AFTER = 12
"""Askings without a file: about a second."""


class FileWatch:
    """Asked at intervals.

    Says once that a file has changed and then stood still from one asking to the next.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = self._seen = signature(path)
        self._missed = 0

    @property
    def pause(self) -> float:
        """Seconds until the next asking."""
        return WATCH_SECONDS if self._seen == self._known else SETTLE_SECONDS

    def has_vanished(self) -> bool:
        """Whether the file has been gone for so long that it is not just being replaced.

        Says so once; it may come back.
        """
        if self._missed != GONE_AFTER:
            return False
        self._missed += 1
        self._known = None
        return True

    def has_settled(self) -> bool:
        """Whether the file is another than at the last yes, and the same as when last asked.

        A missing file is waited for.
        """
        now = signature(self._path)
        self._missed = self._missed + 1 if now is None else 0
        before, self._seen = self._seen, now
        if now is None or now == self._known or now != before:
            return False
        self._known = now
        return True


def signature(path: Path) -> Signature | None:
    """Inode, time of change in nanoseconds and size; None where there is no file to be asked."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
