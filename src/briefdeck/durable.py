"""The one writer of every file that we make: whole or not at all, never in another's place.

What is being written stands beside the wanted file under a name that only we give; it takes the
wanted name in one step. A lock makes one writer of several.
"""

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefdeck.files import read_kept, read_regular

LOCK_WAIT: Final = 5.0
ABANDONED_AFTER: Final = 3600.0
"""Seconds after which nobody is taken to be still writing what is unfinished."""
_UNFINISHED: Final = re.compile(r"\.briefdeck-[0-9a-f]{16}\.part")
# Not every system has these flags; 0 asks for nothing.
_BINARY: Final = getattr(os, "O_BINARY", 0)
_CLOEXEC: Final = getattr(os, "O_CLOEXEC", 0)
_NOFOLLOW: Final = getattr(os, "O_NOFOLLOW", 0)
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _CLOEXEC


def write_atomically(
    path: Path,
    data: bytes,
    *,
    backup: bool = False,
    durable: bool = True,
    private: bool = True,
    like: os.stat_result | None = None,
) -> None:
    """Replace a file's contents in one step; makes its folder.

    After a crash at any moment the file holds the old contents or the new. Raises OSError, which
    names the file, and then leaves the old ones. `backup`: the old contents stay beside it as
    `.bak`. `durable`: wait until the disk has them. `private`: nobody but its owner may read it.
    `like`: of the file whose permissions and, where that can be, owner it gets instead.
    What a link leads to stays; the file takes the link's place. A device is never replaced.
    """
    with _naming(path):
        _refuse_irregular(path)
        with _written_aside(path, data, durable=durable, private=private) as aside:
            if like is not None:
                _make_like(aside, like)
            if backup:
                _keep_backup(path)
            os.replace(aside, path)
        if durable:
            _sync_folder(path.parent)


def write_new(path: Path, data: bytes, *, private: bool = True) -> None:
    """Write a file that is not there yet, whole or not at all; makes its folder.

    Raises FileExistsError where it is there, and OSError, which names the file.
    """
    with _naming(path):
        with _written_aside(path, data, durable=True, private=private) as aside:
            _give_name(aside, path)
        _sync_folder(path.parent)


@contextlib.contextmanager
def folder_aside(path: Path) -> Iterator[Path]:
    """Give an empty folder to fill, which takes the wanted name in one step at the end.

    Where that fails, or the work does, the folder is gone; whatever has the name stays.
    """
    with _naming(path), _in_folder(path.parent):
        aside = _unfinished_name(path.parent)
        aside.mkdir()
        try:
            yield aside
            aside.rename(path)
        except BaseException:
            _take_tree_away(aside)
            raise
    _sync_folder(path.parent)


def move_away(path: Path, folder: Path) -> Path:
    """Move a file or a folder into a folder of ours, and return where it is there.

    It keeps its name, or gets a number where that is taken; a link becomes what it leads to. Raises
    OSError, or ValueError for what is not a file, and then leaves it where it was.
    """
    with _naming(path), _in_folder(folder), locked(folder.with_name(f"{folder.name}.lock")):
        to = free_name(folder, path.name)
        leads_elsewhere = path.is_symlink() and path.exists()
        if leads_elsewhere or not _is_renamed(path, to):
            # On another file system it is copied, and then goes from here in one step.
            _copy_whole(path, to)
            _take_copied_away(path, to)
    _sync_folder(folder)
    _sync_folder(path.parent)
    return to


def backup_of(path: Path) -> Path:
    """Return where the contents before the last write are kept."""
    return path.with_name(path.name + ".bak")


def free_name(folder: Path, wanted: str) -> Path:
    """Return a path in a folder that nothing has yet: the wanted name, or that with a number."""
    path = folder / wanted
    number = 1
    while os.path.lexists(path):
        number += 1
        path = folder / f"{Path(wanted).stem}-{number}{path.suffix}"
    return path


def sweep(folder: Path, *, older_than: float = ABANDONED_AFTER) -> None:
    """Take away what writers that were killed have left behind in a folder of ours.

    A younger one than `older_than` seconds may be one that is being written now.
    """
    left: list[os.DirEntry[str]] = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        left = [entry for entry in entries if _UNFINISHED.fullmatch(entry.name)]
    for entry in left:
        with contextlib.suppress(OSError):
            if time.time() - entry.stat(follow_symlinks=False).st_mtime > older_than:
                _take_whole_away(Path(entry.path))


def _take_tree_away(folder: Path) -> None:
    import shutil  # takes long to import, and is needed once in a while

    shutil.rmtree(folder, ignore_errors=True)


def _unfinished_name(folder: Path) -> Path:
    """Return the name of something that is being written: nobody else gives such a one."""
    return folder / f".briefdeck-{os.urandom(8).hex()}.part"


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Have an error name the file that was wanted, and not one that only we know."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


def _refuse_irregular(path: Path) -> None:
    """Raise OSError where a name stands for a device, a pipe or a folder, or leads to one."""
    with contextlib.suppress(FileNotFoundError):
        kind = stat.S_IFMT(os.stat(path).st_mode)
        if kind == stat.S_IFDIR:
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if kind != stat.S_IFREG:
            raise OSError(errno.EINVAL, "it is not a regular file")


@contextlib.contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    """Have a folder there for some work; what had to be made for it goes again if that fails."""
    made: list[Path] = []
    try:
        _make_folders(folder, made)
        yield
    except BaseException:
        for one in reversed(made):
            with contextlib.suppress(OSError):
                one.rmdir()
        raise


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it; what is made is added to the list, the highest first."""
    missing: list[Path] = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        try:
            one.mkdir()
        except FileExistsError:
            # Another process has made it since.
            continue
        made.append(one)
        _sync_folder(one.parent)


@contextlib.contextmanager
def _written_aside(path: Path, data: bytes, *, durable: bool, private: bool) -> Iterator[Path]:
    """Give a file with the data, beside the wanted one.

    It is gone afterwards unless it was renamed.
    """
    with _in_folder(path.parent):
        aside = _unfinished_name(path.parent)
        try:
            _fill(aside, data, durable=durable, private=private)
            yield aside
        finally:
            with contextlib.suppress(OSError):
                os.unlink(aside)


def _fill(aside: Path, data: bytes, *, durable: bool, private: bool) -> None:
    handle = os.open(aside, _NEW, 0o600 if private else 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        if durable:
            os.fsync(file.fileno())


def _make_like(path: Path, status: os.stat_result) -> None:
    """Give a file the permissions of another and, where this user may, its owner and group."""
    is_others = (status.st_uid, status.st_gid) != os.stat(path)[4:6]
    if is_others and hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(path, status.st_uid, status.st_gid)
    # Last, for a change of owner takes some of them away.
    os.chmod(path, stat.S_IMODE(status.st_mode))


def _give_name(aside: Path, path: Path) -> None:
    """Give a finished file its name. Raises FileExistsError where something has it."""
    if _is_linked(aside, path):
        return
    # An empty file of ours holds the name until the whole one takes it. Links are tried first
    # because somebody who is killed in between would leave the empty one.
    os.close(os.open(path, _NEW, 0o600))
    try:
        os.replace(aside, path)
    except OSError:
        os.unlink(path)
        raise


def _is_linked(path: Path, to: Path) -> bool:
    """Whether a file could be given a second name, which nothing may have yet.

    A link, unlike a rename, never takes the place of another file. FAT has no links, nor have some
    network shares, and each says so with another error.
    """
    try:
        os.link(path, to)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def _keep_backup(path: Path) -> None:
    """Give the contents that a file has now their second name, in the place of older ones."""
    aside = _unfinished_name(path.parent)
    try:
        if not _is_linked(path, aside):
            _fill(aside, read_kept(path), durable=True, private=True)
        os.replace(aside, backup_of(path))
    except FileNotFoundError:
        return
    finally:
        # Renaming one of two names of the same file to the other does nothing, and leaves both.
        with contextlib.suppress(OSError):
            os.unlink(aside)


def _is_renamed(path: Path, to: Path) -> bool:
    try:
        os.rename(path, to)
    except OSError:
        return False
    return True


def _copy_whole(path: Path, to: Path) -> None:
    if not path.is_dir():
        _copy(path, to)
        return
    import shutil

    with folder_aside(to) as aside:
        shutil.copytree(path, aside, symlinks=True, dirs_exist_ok=True, copy_function=_copy)


def _copy(path: str | Path, to: str | Path) -> None:
    content, _ = read_regular(Path(path), os.stat(path).st_size)
    write_new(Path(to), content, private=False)


def _take_copied_away(path: Path, copy: Path) -> None:
    """Take a file or folder away in one step; where that fails, the copy of it."""
    left = _unfinished_name(path.parent)
    try:
        os.rename(path, left)
    except OSError:
        _take_whole_away(copy)
        raise
    _take_whole_away(left)


def _take_whole_away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        _take_tree_away(path)
        return
    with contextlib.suppress(OSError):
        os.unlink(path)


def _sync_folder(folder: Path) -> None:
    """Have the disk know a new name; Windows cannot, and does so by itself."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def locked(path: Path, *, wait: float = LOCK_WAIT) -> Iterator[None]:
    """Hold a lock file.

    TimeoutError where somebody else holds it for `wait` seconds. A killed holder holds nothing.
    """
    with _naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _NOFOLLOW | _CLOEXEC, 0o600)
    try:
        if not _waited_for(handle, path, wait):
            raise TimeoutError(f"another briefdeck holds {path.name}")
        yield
    finally:
        # Closing gives the lock back. The file stays: whoever waits holds the same one open.
        os.close(handle)


def _waited_for(handle: int, path: Path, wait: float) -> bool:
    """Whether the lock could be taken within so many seconds."""
    deadline = time.monotonic() + wait
    with _naming(path):
        while not _try_lock(handle):
            if time.monotonic() >= deadline:
                return False
            time.sleep(0.01)
    return True


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
