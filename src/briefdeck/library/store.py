"""The index's database: cards of files, passages of entries, and a full-text table over them.

Everything in it can be made again from the briefings, so a damaged database is thrown away and
rebuilt. Another program's is left alone; another version's has a file of its own, and goes when it
has not been used for long. The full-text table (SQLite's FTS5) keeps no text of its own: blocks
hold the original words, from which excerpts, marks and deletions come.

The words that occur are listed apart, with the number of passages that have them: so the beginning
of a word is looked up as the few words that begin so, and what a query costs is known beforehand.
"""

import contextlib
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefdeck.library.blocks import TOGETHER, Kept, unpacked, unpacked_one, words_in, words_of
from briefdeck.library.signs import primary_language
from briefdeck.text.folding import FOLD_VERSION, SIGN_MARK
from briefdeck.text.pattern import pattern
from briefdeck.text.words import nearest

if TYPE_CHECKING:
    from briefdeck.library.parsing import Parsed

VERSION: Final = f"27/{FOLD_VERSION}"
FILE_NAME: Final = f"library-{VERSION.replace('/', '-')}.sqlite3"
APPLICATION: Final = 0x62724478
"""`brDx` in ASCII: a database with another mark is not ours."""
BUSY_MS: Final = 5000
PAGE: Final = 16_384
"""Bytes in a page of the file: of the four times smaller ones a third would stay empty."""
PENDING_BYTES: Final = 64 * 1024 * 1024
"""What SQLite gathers in memory before it writes a segment.

At its own 1 MB a first build spends a third of its time merging.
"""
MERGED_AT_ONCE: Final = 8
"""How many segments of a size SQLite lets stand before it merges them.

Its own 4 costs a first build a tenth more.
"""
LARGE_CHANGE: Final = 200
"""So many files change the list of words as a whole afterwards; fewer add theirs one by one."""
MOST_WORDS: Final = 250
"""A beginning of more words than this is left to SQLite, which is then quicker than naming them."""
MOST_COMPARED: Final = 5000
_LAST: Final = chr(0x10FFFF)

DISUSED: Final = 30 * 24 * 60 * 60
"""Seconds without a change after which another version's index is taken away."""
_NAME: Final = pattern(r"library-.*\.sqlite3")
_NOWHERE: Final = (0, -1)
"""First and last passage of a file that has none."""
_HEADER: Final = 72
"""Bytes of a database up to the end of its application's mark."""

_SCHEMA: Final = f"""
create table meta (key text primary key, value) without rowid;
create table files (
  id integer primary key, path blob not null unique, briefing text not null,
  hidden integer not null, size integer not null, modified integer not null,
  changed integer not null, seen integer not null, digest blob, title text not null,
  first integer not null, last integer not null
);
create table cards (file integer primary key, facts text not null);
create index files_by_briefing on files (briefing);
create index files_by_passage on files (first);
create index hidden_files on files (first, last) where hidden;
create table passages (id integer primary key, kind text not null, length integer not null);
create table blocks (first integer primary key, data blob not null);
create virtual table words using fts5(text, content='', tokenize='ascii');
insert into words (words, rank) values ('hashsize', {PENDING_BYTES});
insert into words (words, rank) values ('automerge', {MERGED_AT_ONCE});
create table vocabulary (term text primary key, passages integer not null) without rowid;
create virtual table words_terms using fts5vocab(words, row);
create table languages (language text primary key) without rowid;
pragma application_id = {APPLICATION};
"""  # noqa: S608 - constants of ours


State = tuple[int, int, int, int]
"""A file when it was last looked at: size, modified, changed, and whether another hides it.

A size below nothing is that of a file which may have changed unseen.
"""


class ForeignError(sqlite3.DatabaseError):
    """The file is another program's database."""


@contextlib.contextmanager
def as_damage() -> Iterator[None]:
    """Have contents that cannot be count as damage: SQLite itself looks only at their frame."""
    try:
        yield
    except (LookupError, TypeError, ValueError) as error:
        raise sqlite3.DatabaseError(f"the index contradicts itself: {error!r}") from error


class Store:
    """An open database. Damage shows as `sqlite3.DatabaseError`; the index then starts it anew."""

    def __init__(self, folder: Path | None) -> None:
        self.path = folder / FILE_NAME if folder else None
        self.connection = self._connect()
        self._file = _identity(self.path)

    @property
    def in_memory(self) -> bool:
        """Whether it is lost at the end, because the cache folder cannot be written."""
        return self.path is None

    def _connect(self) -> sqlite3.Connection:
        """Open the file, or a database in memory where the cache folder cannot hold one."""
        if self.path is not None:
            try:
                return _opened(self.path)
            except (OSError, sqlite3.DatabaseError):
                self.path = None
        return _opened(None)

    def renew(self, *, in_memory: bool = False) -> None:
        """Leave the database for an empty one, on the disk or `in_memory`.

        A file that another process has put in the place of the damaged one is taken as it is.
        """
        self.close()
        if in_memory:
            self.path = None
        if self.path is not None and _identity(self.path) == self._file:
            _delete(self.path)
        self.connection = self._connect()
        self._file = _identity(self.path)

    def close(self) -> None:
        """Close the connection."""
        with contextlib.suppress(sqlite3.Error):
            self.connection.close()

    def known(self, racy: int) -> dict[bytes, State]:
        """Return every file that the index knows, by path.

        `racy`: nanoseconds for which a file that has just changed may change again unseen.
        """
        rows = self.connection.execute(
            "select path, iif(digest is null or max(modified, changed) > seen - ?, -1, size),"
            " modified, changed, hidden from files",
            (racy,),
        )
        return {row[0]: row[1:] for row in rows}

    def digest(self, path: bytes) -> bytes | None:
        """Return the digest of a file's contents; None where it could not be read, or is new."""
        row = self.connection.execute("select digest from files where path = ?", (path,)).fetchone()
        return row[0] if row else None

    def facts(self, paths: Sequence[bytes] | None = None) -> dict[bytes, str]:
        """Return what the card of each file says, or of some files, as JSON, by path."""
        sql = "select path, facts from files join cards on file = id"
        if paths is None:
            return dict(self.connection.execute(sql).fetchall())
        marks = ",".join("?" * len(paths))
        return dict(self.connection.execute(f"{sql} where path in ({marks})", paths).fetchall())

    @property
    def version(self) -> int:
        """Changes when another connection has written."""
        found: int = self.connection.execute("pragma data_version").fetchone()[0]
        return found

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Write in one transaction: all of it happens, or nothing."""
        # A deferred transaction would fail at once where another process writes: SQLite cannot
        # turn a reader into a writer, and does not wait then.
        self.connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read one state of the database by several queries, whatever others write meanwhile."""
        self.connection.execute("begin")
        try:
            yield self.connection
        finally:
            with contextlib.suppress(sqlite3.Error):
                self.connection.rollback()

    @property
    def sample(self) -> bytes:
        """What blocks are compressed with; it stays as long as the database does."""
        return sample_in(self.connection)

    @property
    def is_empty(self) -> bool:
        """Whether no file is known."""
        return self.connection.execute("select 1 from files limit 1").fetchone() is None

    def begin_with(self, sample: bytes) -> None:
        """Set what blocks are compressed with, while there are none."""
        self.connection.execute("insert or replace into meta values ('sample', ?)", (sample,))

    def forget(self, path: bytes) -> None:
        """Take a file and its passages out, where it is known."""
        sql = "select id, first, last from files where path = ?"
        row = self.connection.execute(sql, (path,)).fetchone()
        if row is None:
            return
        file, *bounds = row
        with as_damage():
            self._forget_passages(*bounds)
        self.connection.execute("delete from files where id = ?", (file,))
        self.connection.execute("delete from cards where file = ?", (file,))

    def _forget_passages(self, first: int, last: int) -> None:
        sql = "select first, data from blocks where first between ? and ? order by first"
        sample = self.sample
        for number, data in self.connection.execute(sql, (first, last)).fetchall():
            words = words_of(unpacked(data, sample))
            # A full-text table without content must be given back exactly what it was given.
            self.connection.executemany(
                "insert into words (words, rowid, text) values ('delete', ?, ?)",
                enumerate(words, number),
            )
        for table, key in (("blocks", "first"), ("passages", "id")):
            self.connection.execute(
                f"delete from {table} where {key} between ? and ?",  # noqa: S608 - names of ours
                (first, last),
            )

    def put(self, parsed: "Parsed", briefing: str, seen: int, facts: str, *, hidden: bool) -> None:
        """Put a parsed file in the place of what was known of it.

        `seen` is when it was looked at, in nanoseconds; `facts` what its card says, as JSON.
        """
        self.forget(parsed.path)
        first = (self.connection.execute("select max(id) from passages").fetchone()[0] or 0) + 1
        times = (parsed.size, parsed.modified, parsed.changed, seen)
        place = (first, first + len(parsed.rows) - 1) if parsed.rows else _NOWHERE
        file = self.connection.execute(
            "insert into files"
            " (path, briefing, hidden, size, modified, changed, seen, digest, title, first, last)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(parsed.path, briefing, int(hidden), *times, parsed.digest),
                *(parsed.facts.title, *place),
            ),
        ).lastrowid
        self.connection.execute("insert into cards values (?, ?)", (file, facts))
        self._put_passages(first, parsed)

    def _put_passages(self, first: int, parsed: "Parsed") -> None:
        numbered = list(enumerate(parsed.rows, first))
        self.connection.executemany(
            "insert into passages values (?, ?, ?)",
            [(number, row.kind, row.length) for number, row in numbered],
        )
        self.connection.executemany(
            "insert into blocks values (?, ?)",
            zip(range(first, first + len(parsed.rows), TOGETHER), parsed.blocks, strict=True),
        )
        self.connection.executemany(
            "insert into words (rowid, text) values (?, ?)",
            [(number, row.words) for number, row in numbered],
        )
        self.connection.execute(
            "insert or ignore into languages values (?)",
            (primary_language(parsed.facts.language),),
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
        """Make one segment of the full-text table, and give back the room that is left over.

        Takes a fifteenth of the time of a first index, and a third off that of every query.
        """
        self.connection.execute("insert into words (words) values ('optimize')")
        free = self.connection.execute("pragma freelist_count").fetchone()[0]
        # Python's `execute` takes one step of this pragma, which gives one page back.
        for _ in range(free):
            self.connection.execute("pragma incremental_vacuum")

    @property
    def knows_its_words(self) -> bool:
        """Whether the list of words is complete."""
        return _knows_its_words(self.connection)

    def suspend_words(self) -> None:
        """Say that words are being written that are not noted one by one."""
        self.connection.execute("insert or replace into meta values ('vocabulary', 'incomplete')")

    def note_words(self, parsed: "Parsed") -> None:
        """Add the words of a file to the list."""
        found = Counter(word for row in parsed.rows for word in words_in(row.words))
        self.connection.executemany(
            "insert into vocabulary values (?, ?)"
            " on conflict do update set passages = passages + excluded.passages",
            found.items(),
        )

    def complete_words(self) -> None:
        """Take all words from the full-text table, but for the signs by which queries filter."""
        self.connection.execute("delete from vocabulary")
        self.connection.execute(
            "insert into vocabulary select term, doc from words_terms"
            " where term not between ? and ?",
            (SIGN_MARK, SIGN_MARK + _LAST),
        )
        self.connection.execute("insert or replace into meta values ('vocabulary', 'complete')")

    def sweep(self) -> None:
        """Take away what other versions have left, where none of them has changed it for long."""
        if self.path is None:
            return
        names: list[str] = []
        with contextlib.suppress(OSError):
            names = os.listdir(self.path.parent)
        for name in names:
            path = self.path.with_name(name)
            if _NAME.fullmatch(name) and name != FILE_NAME and _is_disused(path):
                _delete(path)


def sample_in(connection: sqlite3.Connection) -> bytes:
    """Return what blocks are compressed with."""
    row = connection.execute("select value from meta where key = 'sample'").fetchone()
    if row is None:
        return b""
    return bytes(row[0])


def passage_in(connection: sqlite3.Connection, number: int, sample: bytes) -> Kept:
    """Return a passage by its number."""
    sql = "select first, data from blocks where first <= ? order by first desc limit 1"
    first, data = connection.execute(sql, (number,)).fetchone()
    return unpacked_one(data, number - first, sample)


def passages_with(connection: sqlite3.Connection, word: str) -> int:
    """Return in about how many passages a word occurs; those that have gone may still count."""
    sql = "select passages from vocabulary where term = ?"
    row = connection.execute(sql, (word,)).fetchone()
    return row[0] if row else 0


def languages_in(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the languages that briefings are written in, as ISO 639 has them."""
    return tuple(tag for (tag,) in connection.execute("select language from languages"))


def words_beginning(
    connection: sqlite3.Connection, prefix: str, most: int | None = None
) -> tuple[str, ...] | None:
    """Return the words of the library that begin so.

    None if there are more than `most` (if not given, `MOST_WORDS`), or not all are known.
    """
    most = most or MOST_WORDS
    if not _knows_its_words(connection):
        return None
    sql = "select term from vocabulary where term between ? and ? limit ?"
    found = connection.execute(sql, (prefix, prefix + _LAST, most + 1)).fetchall()
    if len(found) > most:
        return None
    return tuple(term for (term,) in found)


def nearest_word(connection: sqlite3.Connection, word: str) -> str:
    """Return a word of the library that is nearly this one and begins with the same letter.

    Empty where there is none, or not all words are known.
    """
    if not _knows_its_words(connection):
        return ""
    sql = (
        "select term from vocabulary"
        " where term between ? and ? and length(term) between ? and ? limit ?"
    )
    bounds = (word[:1], word[:1] + _LAST, len(word) - 2, len(word) + 2, MOST_COMPARED)
    known = [term for (term,) in connection.execute(sql, bounds)]
    return nearest(word, known)


def _knows_its_words(connection: sqlite3.Connection) -> bool:
    row = connection.execute("select value from meta where key = 'vocabulary'").fetchone()
    return row is None or row[0] == "complete"


def _opened(path: Path | None) -> sqlite3.Connection:
    if path is None:
        return _prepared(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _prepared(_file_connection(path))
    except (sqlite3.OperationalError, ForeignError):
        raise
    except sqlite3.DatabaseError:
        _delete(path)
        return _prepared(_file_connection(path))


def _file_connection(path: Path) -> sqlite3.Connection:
    # Reading would already begin the log.
    is_cut = _is_cut(path)
    connection = sqlite3.connect(
        path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
    )
    try:
        _refuse_foreign(connection)
        if is_cut:
            raise sqlite3.DatabaseError("the index ends within a page")
        connection.execute(f"pragma page_size = {PAGE}")
        # Merging leaves pages empty, which can be given back.
        connection.execute("pragma auto_vacuum = incremental")
        # Readers and one writer do not wait for each other.
        connection.execute("pragma journal_mode = wal")
        # A loss of power may cost the last transactions, never the database; files are read again.
        connection.execute("pragma synchronous = normal")
        # 32 MB of pages in memory; SQLite's own 2 MB are a small part of a large index.
        connection.execute("pragma cache_size = -32000")
        # Whoever wrote the file, its schema may call no function with side effects.
        connection.execute("pragma trusted_schema = off")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return the connection with the schema in it.

    Raises DatabaseError where the file is damaged.
    """
    try:
        if _is_empty(connection):
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
    # Another process may have made it since: only in the transaction is that certain.
    if _is_empty(connection):
        for statement in _SCHEMA.split(";\n"):
            if statement.strip():
                connection.execute(statement)
        connection.execute("insert into meta values ('version', ?)", (VERSION,))
    connection.execute("commit")


def _is_empty(connection: sqlite3.Connection) -> bool:
    count: int = connection.execute("select count(*) from sqlite_master").fetchone()[0]
    return count == 0


def _is_cut(path: Path) -> bool:
    """Whether a file ends within a page: SQLite would fill that up with zeros and say nothing.

    What a log beside it holds is still to be written into it.
    """
    if os.path.exists(f"{path}-wal"):
        return False
    with contextlib.suppress(OSError):
        return bool(os.stat(path).st_size % PAGE)
    return False


def _refuse_foreign(connection: sqlite3.Connection) -> None:
    """Raise ForeignError for another program's database, before anything of it is changed."""
    application = connection.execute("pragma application_id").fetchone()
    if application != (APPLICATION,) and not _is_empty(connection):
        raise ForeignError("the file is not an index of briefdeck")


def _check_version(connection: sqlite3.Connection) -> None:
    version = connection.execute("select value from meta where key = 'version'").fetchone()
    if version != (VERSION,):
        raise sqlite3.DatabaseError("the index is of another version")


def is_locked(error: Exception) -> bool:
    """Whether another process holds the database, which is no damage."""
    if not isinstance(error, sqlite3.OperationalError):
        return False
    message = str(error)
    return "locked" in message or "busy" in message


def is_interrupted(error: Exception) -> bool:
    """Whether a query was given up because nobody waits for it any longer, which is no damage."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT


def _identity(path: Path | None) -> tuple[int, int] | None:
    """Return what tells a file from another that has got its name; None where it is not there."""
    if path is None:
        return None
    with contextlib.suppress(OSError):
        status = os.stat(path)
        return status.st_dev, status.st_ino
    return None


def _is_disused(path: Path) -> bool:
    """Whether a file is an index of ours that nobody has changed for long."""
    try:
        with path.open("rb") as file:
            is_ours = file.read(_HEADER).endswith(APPLICATION.to_bytes(4, "big"))
        changed = path.stat().st_mtime
        with contextlib.suppress(FileNotFoundError):
            changed = max(changed, os.stat(f"{path}-wal").st_mtime)
    except OSError:
        return False
    return is_ours and changed < time.time() - DISUSED


def _delete(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            os.unlink(f"{path}{suffix}")
