"""Who last changed each entry of a file that is under git, and when, as git's history tells.

It is read by dulwich in a guarded process: git itself is never started, no hook runs, and what a
repository holds can do no more than waste a few seconds. Entries are compared by what they say.
"""

import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from heapq import heappop, heappush
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec
import tomli
from msgspec import Struct

from briefdeck.library.folders import folders
from briefdeck.loader.reading import decode, read_briefing
from briefdeck.model.briefing import TABLES
from briefdeck.model.problem import Complaint
from briefdeck.sealed import SealedFolder, key_of
from briefdeck.text.visible import visible
from briefdeck.text.words import one_line
from briefdeck.workers import RefusedError, guarded

if TYPE_CHECKING:
    from dulwich.objects import Commit
    from dulwich.repo import Repo

MOST_COMMITS: Final = 5_000
"""Commits that are looked at; who changed what before them is not known."""
SECONDS: Final = 4.0
"""How much of a processor's time the history is read for."""
_MOST_PATHS: Final = 200
"""Files of a commit among which one that had another name is looked for."""
_LARGEST_BLOB: Final = 16 << 20
_FOLDER: Final = 0o040000
_FILE: Final = 0o100000
"""Modes of git's trees."""
_LONGEST: Final = 200
"""Characters of a name or a summary."""
_LONGEST_LINE: Final = 4096
"""Bytes of a `.git` file that are read."""
_KEPT: Final = (1 << 20, 500, 16 << 20)
"""Of what is kept: bytes of a file's, files, bytes of all."""

Said = dict[str, str]
"""What each entry says, by its id."""


class LastChange(Struct, frozen=True, array_like=True):
    """Who changed an entry last, the day on which (ISO), and the first line of why.

    All are empty where the change is not committed yet.
    """

    author: str = ""
    date: str = ""
    summary: str = ""

    @property
    def words(self) -> str:
        """It as a sentence fragment: "by Ann Lee on 2026-03-01: Date the opening"."""
        if not self.date:
            return "not committed yet"
        said = f"by {self.author or 'somebody'} on {self.date}"
        return f"{said}: {self.summary}" if self.summary else said


class _Question(Struct, frozen=True):
    """What a guarded process is asked: where, which file, and what it holds now."""

    root: str
    path: str
    content: bytes


def last_changes(path: Path) -> Mapping[str, LastChange]:
    """Return the last change of each entry of a file, by id; the front matter's by "".

    Empty where the file is not under git in one of the reader's own folders, or dulwich is missing.
    What the history does not tell is left out: entries older than a shallow clone, or than the
    commits that are looked at. Takes seconds for a long history, and is kept until git or the
    file has changed.
    """
    path = path.absolute()
    root = _repository(path)
    if root is None or find_spec("dulwich") is None:
        return {}
    found = read_briefing(path)
    if isinstance(found, Complaint):
        return {}
    content, _ = found
    whole, root = path.resolve(), root.resolve()
    if not whole.is_relative_to(root):
        return {}
    return _kept_changes(root, whole.relative_to(root).as_posix(), content)


def _kept_changes(root: Path, path: str, content: bytes) -> Mapping[str, LastChange]:
    """The changes, as they are kept or told anew."""
    kept = SealedFolder(folders().cache / "history", *_KEPT)
    # What could not be read on a busy day is tried again on another.
    today = datetime.now(tz=UTC).date().isoformat()
    state = repr((str(root), path, today, *_states(root))).encode("utf-8", "backslashreplace")
    key = key_of(state, content)
    known = kept.recall(key)
    if known is None:
        question = msgspec.json.encode(_Question(str(root), path, content))
        try:
            known = guarded(answer, question)
        except RefusedError:
            known = b"{}"
        kept.keep(key, known)
    return msgspec.json.decode(known, type=dict[str, LastChange])


def _repository(path: Path) -> Path | None:
    """The work tree that a file of the reader's own folders lies in."""
    places = folders()
    own = [places.own, *places.configured]
    if not any(path.is_relative_to(folder) for folder in own):
        return None
    return next((above for above in path.parents if os.path.lexists(above / ".git")), None)


def _states(root: Path) -> Iterator[tuple[object, ...]]:
    """What tells this state of a repository's history from another."""
    control = root / ".git"
    if control.is_file():
        with suppress(OSError, ValueError):
            with open(control, "rb") as file:
                line = file.read(_LONGEST_LINE).decode()
            control = root / line.partition(":")[2].strip()
    for name in ("HEAD", "logs/HEAD", "index", "shallow"):
        with suppress(OSError, ValueError):
            status = os.stat(control / name)
            yield name, status.st_mtime_ns, status.st_size, status.st_ino


def entries_said(content: bytes) -> Said | None:
    """Return what each entry of a file says, however written; None for what does not parse."""
    if len(content) > _LARGEST_BLOB:
        return None
    text, _ = decode(content)
    try:
        data = tomli.loads(text)
    except (ValueError, RecursionError):
        return None
    said = {"": _digest(data.get("briefing"))}
    for table in TABLES:
        held = data.get(table)
        for entry in held if isinstance(held, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                said[entry["id"]] = _digest((table, entry))
    return said


def _digest(value: object) -> str:
    return key_of(repr(_ordered(value)).encode("utf-8", "backslashreplace"))


def _ordered(value: Any) -> Any:
    """A value whose keys stand in one order."""
    if isinstance(value, dict):
        return [(key, _ordered(value[key])) for key in sorted(value)]
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    return value


class _Version(NamedTuple):
    """A file in a commit: its name there, and its content's id."""

    path: bytes
    blob: bytes


def answer(question: bytes) -> bytes:
    """Tell who changed which entry; done in a guarded process. Raises RefusedError."""
    from dulwich.errors import NotGitRepository
    from dulwich.repo import Repo

    asked = msgspec.json.decode(question, type=_Question)
    try:
        with Repo(asked.root) as repository:
            found = _History(repository, asked.content).changes(asked.path.encode())
    except (NotGitRepository, OSError, KeyError, ValueError) as error:
        raise RefusedError(f"the history cannot be read: {type(error).__name__}") from error
    return msgspec.json.encode(found)


class _History:
    """A walk from the newest commit to older ones, each entry with the commits that have it so."""

    def __init__(self, repository: "Repo", content: bytes) -> None:
        self.repository = repository
        self.store = repository.object_store
        self.now = entries_said(content) or {}
        self.written = _entries_written(content, self.now)
        self.said: dict[bytes, Said | None] = {}
        self.is_renamed = False
        self.shallow = repository.get_shallow()

    def changes(self, path: bytes) -> dict[str, LastChange]:
        """The last change of each entry of the file as it is now."""
        said = self.now
        try:
            head = self.repository.head()
        except KeyError:
            return dict.fromkeys(said, LastChange())
        version = self.version(head, path)
        was = self.entries(version)
        if version is None or was is None:
            return dict.fromkeys(said, LastChange()) if version is None else {}
        found = {name: LastChange() for name, digest in said.items() if was.get(name) != digest}
        self._walk(head, version, said.keys() - found.keys(), found)
        return found

    def _walk(
        self, head: bytes, version: _Version, left: set[str], found: dict[str, LastChange]
    ) -> None:
        """Hand entries from commit to commit, the newest first, until each has changed in one."""
        waiting: dict[bytes, tuple[_Version, set[str]]] = {head: (version, left)}
        ahead = [(0, head)]
        end, count = time.process_time() + SECONDS, 0
        while ahead and count < MOST_COMMITS and time.process_time() < end:
            count += 1
            commit_id = heappop(ahead)[1]
            version, names = waiting.pop(commit_id)
            commit = self.commit(commit_id)
            if commit_id in self.shallow:
                continue
            for parent in commit.parents:
                passed = self._passed(parent, commit, version, names)
                if passed is None:
                    continue
                older, known = passed
                names -= known
                if not known:
                    continue
                if parent not in waiting:
                    heappush(ahead, (-self.commit(parent).commit_time, parent))
                    waiting[parent] = (older, set())
                waiting[parent][1].update(known)
            found.update(dict.fromkeys(names, _told(commit)) if names else {})

    def _passed(
        self, parent: bytes, commit: "Commit", version: _Version, names: set[str]
    ) -> tuple[_Version, set[str]] | None:
        """The file in a parent, and the entries that say there what they say now."""
        older = self.version(parent, version.path)
        if older is None and not self.is_renamed and len(commit.parents) == 1:
            older = self.renamed(parent, commit, version)
        if older is None:
            return None
        if older.blob == version.blob:
            return older, set(names)
        pieces = _pieces(self.content(older))
        known = {name for name in names if self.written.get(name) in pieces}
        if known != names:
            was = self.entries(older)
            # A version that does not parse tells nothing; the one before it may.
            known |= {name for name in names if was is None or was.get(name) == self.now[name]}
        return older, known

    def commit(self, commit_id: bytes) -> "Commit":
        """A commit; KeyError where the repository does not have it."""
        from dulwich.objects import Commit, ObjectID

        found = self.store[ObjectID(commit_id)]
        if not isinstance(found, Commit):
            raise KeyError(commit_id)
        return found

    def version(self, commit_id: bytes, path: bytes) -> _Version | None:
        """The file of a name in a commit; KeyError where the repository does not have a folder."""
        from dulwich.objects import ObjectID, Tree

        mode, found = _FOLDER, self.commit(commit_id).tree
        for part in path.split(b"/"):
            folder = self.store[ObjectID(found)] if mode == _FOLDER else None
            if not isinstance(folder, Tree) or part not in folder:
                return None
            mode, found = folder[part]
        return _Version(path, found) if mode & ~0o777 == _FILE else None

    def entries(self, version: _Version | None) -> Said | None:
        """What the entries of a file say; None where it does not parse."""
        if version is None:
            return None
        if version.blob not in self.said:
            self.said[version.blob] = entries_said(self.content(version))
        return self.said[version.blob]

    def content(self, version: _Version) -> bytes:
        """What a file holds."""
        from dulwich.objects import Blob, ObjectID

        found = self.store[ObjectID(version.blob)]
        return found.data if isinstance(found, Blob) else b""

    def renamed(self, parent: bytes, commit: "Commit", version: _Version) -> _Version | None:
        """The file under the name that it had in a parent: that with most of its entries."""
        from dulwich.diff_tree import tree_changes

        now = self.entries(version) or {}
        best, most = None, len(now) // 2
        changes = tree_changes(self.store, self.commit(parent).tree, commit.tree)
        for _, change in zip(range(_MOST_PATHS), changes, strict=False):
            old = change.old
            if change.type != "delete" or not old or not old.path or not old.sha:
                continue
            if not old.path.endswith(b".toml"):
                continue
            older = _Version(old.path, old.sha)
            if older.blob == version.blob:
                best = older
                break
            alike = len((self.entries(older) or {}).keys() & now.keys())
            if alike > most:
                best, most = older, alike
        self.is_renamed = best is not None
        return best


def _entries_written(content: bytes, said: Said) -> dict[str, bytes]:
    """The lines of each entry, by its id, where every header in a file is one of an entry's.

    Most older versions have most entries in the same lines, which is much sooner seen than read.
    """
    pieces = [
        piece
        for piece in _pieces(content)
        if piece.startswith(b"[[") and not piece.startswith(b"[[exceptions]]")
    ]
    found = {}
    for piece in pieces:
        named = _ID.search(piece)
        if named:
            found[named[1].decode("utf-8", "replace")] = piece
    is_whole = len(found) == len(pieces) and found.keys() == said.keys() - {""}
    return found if is_whole else {}


def _pieces(content: bytes) -> frozenset[bytes]:
    """A file's lines from header to header, without comments and blank lines at their ends."""
    pieces = _HEADER.split(content.replace(b"\r\n", b"\n"))
    return frozenset(map(_without_tail, pieces))


def _without_tail(piece: bytes) -> bytes:
    lines = piece.split(b"\n")
    while lines and not lines[-1].partition(b"#")[0].strip():
        lines.pop()
    return b"\n".join(lines)


_HEADER: Final = re.compile(rb"\n(?=\[\[?[a-z_]+\]\]?[ \t]*(?:#[^\n]*)?\n)")
_ID: Final = re.compile(rb'\nid *= *"([^"\\\n]*)" *(?=\n|#)')


def _told(commit: "Commit") -> LastChange:
    """A commit in words that are safe to print."""
    author = commit.author.decode("utf-8", "replace").partition(" <")[0]
    summary = commit.message.decode("utf-8", "replace").strip().partition("\n")[0]
    day = _day(commit.author_time, commit.author_timezone)
    return LastChange(_shown(author), day, _shown(summary))


def _shown(words: str) -> str:
    return visible(one_line(words[:_LONGEST]))


def _day(seconds: int, offset: int) -> str:
    try:
        zone = timezone(timedelta(seconds=offset))
        return datetime.fromtimestamp(seconds, tz=zone).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, tz=UTC).date().isoformat()
