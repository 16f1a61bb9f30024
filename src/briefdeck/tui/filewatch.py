"""Whether a file has changed: by its inode, time and size, so that atomic renames and slow writers are both seen."""

import os
from pathlib import Path

Signature = tuple[int, int, int]


class FileWatch:
    """Asked at intervals; says once that a file has changed and then stood still from one asking to the next."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = self._seen = signature(path)

    def has_settled(self) -> bool:
        """Whether the file is another than at the last yes, and the same as when last asked. A missing file is waited for."""
        now = signature(self._path)
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
