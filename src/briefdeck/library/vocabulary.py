"""The words that occur in the library: the beginning of a word is looked up as the few words that begin so.

SQLite would gather every place of all of them before it gives the first one. Small changes add their words as they are
written; after a large one the words are taken from the full-text table, and until then beginnings are left to SQLite.
"""

import sqlite3
from collections.abc import Iterable
from typing import Final

from briefdeck.text import words
from briefdeck.text.folding import SIGN_MARK, tokens

MANY_FILES: Final = 200
MOST_WORDS: Final = 250
MOST_COMPARED: Final = 5000
SCHEMA: Final = """
create table vocabulary (term text primary key) without rowid;
create virtual table words_terms using fts5vocab(words, row);
"""
_STATE: Final = "vocabulary"
_LAST: Final = chr(0x10FFFF)


def is_complete(connection: sqlite3.Connection) -> bool:
    """Whether every word of the library is known."""
    row = connection.execute("select value from meta where key = ?", (_STATE,)).fetchone()
    return row is None or row[0] == "complete"


def suspend(connection: sqlite3.Connection) -> None:
    """Say that words are being written that are not noted one by one."""
    connection.execute("insert or replace into meta values (?, 'incomplete')", (_STATE,))


def note(connection: sqlite3.Connection, folded: Iterable[str]) -> None:
    """Add the words of folded texts."""
    found = {token for text in folded for token in tokens(text)}
    connection.executemany(
        "insert or ignore into vocabulary values (?)", [(term,) for term in found]
    )


def complete(connection: sqlite3.Connection) -> None:
    """Take all words from the full-text table."""
    connection.execute("delete from vocabulary")
    connection.execute(
        "insert into vocabulary select term from words_terms where term not between ? and ?",
        (SIGN_MARK, SIGN_MARK + _LAST),
    )
    connection.execute("insert or replace into meta values (?, 'complete')", (_STATE,))


def beginning(connection: sqlite3.Connection, prefix: str) -> tuple[str, ...] | None:
    """The words that begin so; None where they are too many, or not all known."""
    if not is_complete(connection):
        return None
    sql = "select term from vocabulary where term between ? and ? limit ?"
    found = connection.execute(sql, (prefix, prefix + _LAST, MOST_WORDS + 1)).fetchall()
    return tuple(row[0] for row in found) if len(found) <= MOST_WORDS else None


def nearest(connection: sqlite3.Connection, word: str) -> str:
    """A word of the library that is nearly this one and begins as it does.

    Empty where there is none, or not all are known.
    """
    if not is_complete(connection):
        return ""
    sql = "select term from vocabulary where term between ? and ? and length(term) between ? and ? limit ?"
    bounds = (word[:1], word[:1] + _LAST, len(word) - 2, len(word) + 2, MOST_COMPARED)
    known = [row[0] for row in connection.execute(sql, bounds)]
    return words.nearest(word, known)
