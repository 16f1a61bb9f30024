"""The index's database: cards of files, passages of entries, and a full-text table over them (SQLite FTS5).

Everything in it can be made again from the briefings, so a damaged or foreign database is thrown away and rebuilt.
The full-text table keeps no text of its own: passages hold the original words, from which marks and deletions come.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from briefdeck.library import vocabulary
from briefdeck.text.folding import FOLD_VERSION, fold

if TYPE_CHECKING:
    from briefdeck.library.parsing import Parsed

FILE_NAME: Final = "library.sqlite3"
VERSION: Final = f"12/{FOLD_VERSION}"
APPLICATION: Final = 0x62724478
BUSY_MS: Final = 5000
TITLE_WEIGHT: Final = 10.0
PENDING_BYTES: Final = 64 * 1024 * 1024
"""What SQLite gathers in memory before it writes a segment: at its own 1 MB a first build spends a third of its time merging."""
MERGED_AT_ONCE: Final = 8
"""How many segments of a size SQLite lets stand before it merges them: its own 4 costs a first build a tenth more."""

_SCHEMA: Final = f"""
create table meta (key text primary key, value text) without rowid;
create table files (
  id integer primary key, path blob not null unique, briefing text not null, hidden integer not null,
  size integer not null, modified integer not null, changed integer not null, seen integer not null, digest blob, facts text not null
);
create index files_by_briefing on files (briefing);
create index hidden_files on files (id) where hidden;
create table passages (
  id integer primary key, file integer not null, entry text not null, kind text not null, label text not null,
  signs text not null, text text not null
);
create index passages_by_file on passages (file);
create virtual table words using fts5(label, text, signs, content='', tokenize='ascii');
insert into words (words, rank) values ('rank', 'bm25({TITLE_WEIGHT}, 1.0, 0.0)');
insert into words (words, rank) values ('hashsize', {PENDING_BYTES});
insert into words (words, rank) values ('automerge', {MERGED_AT_ONCE});
{vocabulary.SCHEMA}
pragma application_id = {APPLICATION};
"""  # noqa: S608 - constants of ours


class Known(NamedTuple):
    """What the index knows of a file: as it was when it was last looked at (`seen`)."""

    id: int
    briefing: str
    hidden: int
    size: int
    modified: int
    changed: int
    seen: int
    digest: bytes | None


class Store:
    """An open database. Damage shows as `sqlite3.DatabaseError`; the index then starts it anew."""

    def __init__(self, folder: Path | None) -> None:
        self.path = folder / FILE_NAME if folder else None
        self.connection = self._connect()

    @property
    def in_memory(self) -> bool:
        """Whether it is lost at the end, because the cache folder cannot be written."""
        return self.path is None

    def _connect(self) -> sqlite3.Connection:
        if self.path is not None:
            try:
                return _opened(self.path)
            except (OSError, sqlite3.DatabaseError) as error:
                if is_locked(error):
                    raise
                self.path = None
        return _opened(None)

    def renew(self, *, in_memory: bool = False) -> None:
        """Throw the database away and start an empty one, in memory where the disk will not hold it."""
        self.close()
        if self.path is not None:
            _delete(self.path)
        if in_memory:
            self.path = None
        self.connection = self._connect()

    def close(self) -> None:
        """Close the connection."""
        with contextlib.suppress(sqlite3.Error):
            self.connection.close()

    def known(self) -> dict[bytes, Known]:
        """Every file that the index knows, by path."""
        rows = self.connection.execute(
            "select path, id, briefing, hidden, size, modified, changed, seen, digest from files"
        )
        return {row[0]: Known._make(row[1:]) for row in rows}

    def facts(self) -> dict[bytes, str]:
        """What the card of each file says, as JSON, by path."""
        return dict(self.connection.execute("select path, facts from files").fetchall())

    @property
    def version(self) -> int:
        """Changes when another connection has written."""
        found: int = self.connection.execute("pragma data_version").fetchone()[0]
        return found

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it happens, or nothing."""
        self.connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the database for several queries, whatever others write meanwhile."""
        self.connection.execute("begin")
        try:
            yield self.connection
        finally:
            with contextlib.suppress(sqlite3.Error):
                self.connection.rollback()

    def forget(self, file: int) -> None:
        """Take a file and its passages out."""
        self._forget_passages(file)
        self.connection.execute("delete from files where id = ?", (file,))

    def _forget_passages(self, file: int) -> None:
        rows = self.connection.execute(
            "select id, label, text, signs from passages where file = ?", (file,)
        ).fetchall()
        self.connection.executemany(
            "insert into words (words, rowid, label, text, signs) values ('delete', ?, ?, ?, ?)",
            [(number, fold(label), fold(text), signs) for number, label, text, signs in rows],
        )
        self.connection.execute("delete from passages where file = ?", (file,))

    def put(self, parsed: "Parsed", briefing: str, seen: int, facts: str, *, hidden: bool) -> None:
        """Put a parsed file in the place of what was known of it."""
        row = self.connection.execute(
            "select id from files where path = ?", (parsed.path,)
        ).fetchone()
        if row is not None:
            self.forget(row[0])
        cursor = self.connection.execute(
            "insert into files (path, briefing, hidden, size, modified, changed, seen, digest, facts)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                parsed.path,
                briefing,
                int(hidden),
                parsed.size,
                parsed.modified,
                parsed.changed,
                seen,
                parsed.digest,
                facts,
            ),
        )
        self._put_passages(cursor.lastrowid or 0, parsed)

    def _put_passages(self, file: int, parsed: "Parsed") -> None:
        first = (self.connection.execute("select max(id) from passages").fetchone()[0] or 0) + 1
        numbered = list(enumerate(parsed.rows, first))
        self.connection.executemany(
            "insert into passages (id, file, entry, kind, label, signs, text) values (?, ?, ?, ?, ?, ?, ?)",
            [
                (number, file, row.entry, row.kind, row.label, row.signs, row.text)
                for number, row in numbered
            ],
        )
        self.connection.executemany(
            "insert into words (rowid, label, text, signs) values (?, ?, ?, ?)",
            [(number, row.folded_label, row.folded_text, row.signs) for number, row in numbered],
        )

    def touch(self, parsed: "Parsed", seen: int) -> None:
        """Note that a file's contents were looked at again and are the same."""
        self.connection.execute(
            "update files set size = ?, modified = ?, changed = ?, seen = ? where path = ?",
            (parsed.size, parsed.modified, parsed.changed, seen, parsed.path),
        )

    def arrange(self, rows: Iterable[tuple[int, bytes]]) -> None:
        """Set whether files are hidden by another of the same id."""
        self.connection.executemany("update files set hidden = ? where path = ?", rows)

    def merge(self) -> None:
        """Make one segment of all: takes a fifteenth of the time of a first index, and a third off every query's."""
        self.connection.execute("insert into words (words) values ('optimize')")

    def select(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """The rows of a query."""
        return self.connection.execute(sql, values).fetchall()


def _opened(path: Path | None) -> sqlite3.Connection:
    if path is None:
        return _prepared(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _prepared(_file_connection(path))
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        _delete(path)
        return _prepared(_file_connection(path))


def _file_connection(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma cache_size = -32000")
        connection.execute("pragma trusted_schema = off")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection with the schema in it.

    DatabaseError where the file is of another version or not ours.
    """
    try:
        if connection.execute("select count(*) from sqlite_master").fetchone()[0] == 0:
            _make_schema(connection)
        _check_version(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        if is_locked(error) or "readonly" in str(error):
            raise
        raise sqlite3.DatabaseError(str(error)) from error
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _make_schema(connection: sqlite3.Connection) -> None:
    connection.execute("begin immediate")
    if connection.execute("select count(*) from sqlite_master").fetchone()[0] == 0:
        for statement in _SCHEMA.split(";\n"):
            if statement.strip():
                connection.execute(statement)
        connection.execute("insert into meta values ('version', ?)", (VERSION,))
    connection.execute("commit")


def _check_version(connection: sqlite3.Connection) -> None:
    application = connection.execute("pragma application_id").fetchone()[0]
    row = connection.execute("select value from meta where key = 'version'").fetchone()
    if application != APPLICATION or row is None or row[0] != VERSION:
        raise sqlite3.DatabaseError("the index is of another version")


def is_locked(error: Exception) -> bool:
    """Whether another process holds the database, which is no damage."""
    return isinstance(error, sqlite3.OperationalError) and (
        "locked" in str(error) or "busy" in str(error)
    )


def _delete(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            os.unlink(f"{path}{suffix}")
