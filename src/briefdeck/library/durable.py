"""Files that survive: replaced whole or not at all, one backup kept, one writer at a time."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

LOCK_WAIT = 5.0
UNFINISHED_FOLDER = ".unfinished-"
# Not every system has these flags; 0 asks for nothing.
_BINARY = getattr(os, "O_BINARY", 0)
_CLOEXEC = getattr(os, "O_CLOEXEC", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)


def write_atomically(
    path: Path, data: bytes, *, backup: bool = False, durable: bool = True, private: bool = True
) -> None:
    """Replace a file's contents in one step; makes its folder.

    After a crash at any moment the file holds the old contents or the new. Raises OSError, and then
    leaves the old ones. `backup`: the old contents stay beside it as `.bak`. `durable`: wait until
    the disk has them. `private`: nobody but its owner may read it.
    """
    with _written_aside(path, data, durable=durable, private=private) as name:
        if backup:
            _keep_backup(path)
        os.replace(name, path)
    if durable:
        _sync_folder(path.parent)


def write_new(path: Path, data: bytes, *, private: bool = True) -> None:
    """Write a file that is not there yet, whole or not at all; makes its folder.

    Raises FileExistsError where it is there.
    """
    with _written_aside(path, data, durable=True, private=private) as name:
        # A link, unlike a rename, never takes the place of another file.
        os.link(name, path)
    _sync_folder(path.parent)


@contextlib.contextmanager
def _written_aside(path: Path, data: bytes, *, durable: bool, private: bool) -> Iterator[str]:
    """Give the name of a file with the data, beside the wanted one.

    It is gone afterwards unless it was renamed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Cut, so that a name as long as the system allows still has room for the rest.
    name = str(path.with_name(f".{path.name[:40]}.{os.urandom(6).hex()}.part"))
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _CLOEXEC
    handle = os.open(name, flags, 0o600 if private else 0o666)
    try:
        _fill(handle, data, path, durable=durable)
        yield name
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def _fill(handle: int, data: bytes, path: Path, *, durable: bool) -> None:
    """Write the data and close; an error names the file that was wanted."""
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
    except OSError as error:
        error.filename = str(path)
        raise


def backup_of(path: Path) -> Path:
    """Return where the contents before the last write are kept."""
    return path.with_name(path.name + ".bak")


def sweep(folder: Path, *, older_than: float = 3600.0) -> None:
    """Take away what writers that were killed have left behind, `older_than` seconds ago.

    A younger file may be one that is being written now.
    """
    left: list[os.DirEntry[str]] = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        left = [entry for entry in entries if _is_unfinished(entry.name)]
    for entry in left:
        with contextlib.suppress(OSError):
            age = time.time() - entry.stat(follow_symlinks=False).st_mtime
            if age > older_than:
                _take_away(entry)


def _is_unfinished(name: str) -> bool:
    if name.startswith(UNFINISHED_FOLDER):
        return True
    return name.startswith(".") and name.endswith(".part")


def _take_away(entry: "os.DirEntry[str]") -> None:
    if not entry.is_dir(follow_symlinks=False):
        os.unlink(entry.path)
        return
    import shutil  # takes long to import, and is needed once in a while

    shutil.rmtree(entry.path, ignore_errors=True)


@contextlib.contextmanager
def locked(path: Path, *, wait: float = LOCK_WAIT) -> Iterator[None]:
    """Hold a lock file.

    TimeoutError where somebody else holds it for `wait` seconds. A killed holder holds nothing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | _NOFOLLOW | _CLOEXEC, 0o600)
    deadline = time.monotonic() + wait
    try:
        while not _try_lock(handle):
            if time.monotonic() >= deadline:
                raise TimeoutError(f"another briefdeck holds {path.name}")
            time.sleep(0.01)
        yield
    finally:
        # Closing gives the lock back. The file stays: whoever waits holds the same one open.
        os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows
        return _try_lock_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _try_lock_windows(handle: int) -> bool:  # pragma: no cover - Windows
    import importlib

    msvcrt = importlib.import_module("msvcrt")
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


def _keep_backup(path: Path) -> None:
    spare = path.with_name(f".{path.name}.{os.getpid()}.part")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(spare)
    try:
        os.link(path, spare)
    except FileNotFoundError:
        return
    except OSError:
        # Some file systems have no links.
        spare.write_bytes(path.read_bytes())
    os.replace(spare, backup_of(path))


def _sync_folder(folder: Path) -> None:
    """Have the disk know a new name; Windows cannot, and does so by itself."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
