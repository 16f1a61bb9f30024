"""Search over the whole library: entries that match, best first, with the matching words marked in a short excerpt."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from briefdeck.library import vocabulary
from briefdeck.library.folders import Folders
from briefdeck.library.grammar import parse
from briefdeck.library.index import PATIENCE, Index, Progress
from briefdeck.library.query import BadQuery, Query, Words
from briefdeck.text.matching import Mark, snippet, word_marks
from briefdeck.text.words import did_you_mean

LONGEST_LABEL: Final = 120


def label_of(title: str, text: str) -> str:
    """What names an entry in a list of hits: its title, else the start of its text."""
    return title or (
        text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"
    )


MOST_RANKED: Final = 1000
MOST_IN_TITLES: Final = 1000
MOST_WEIGHED: Final = 300
KIND_WEIGHTS: Final = {"source": 0.6, "briefing": 1.5}
"""How much a match counts by what it is of, among the best `MOST_WEIGHED`.

All other kinds count 1.
"""


class Hit(NamedTuple):
    """An entry that matches (`entry` is empty for a briefing's front matter), with places of matching words as (start, end)."""

    briefing: str
    title: str
    path: str
    entry: str
    kind: str
    label: str
    label_marks: tuple[Mark, ...]
    text: str
    text_marks: tuple[Mark, ...]
    score: float


class Results(NamedTuple):
    """Hits of a query, best first.

    `total` counts all matches, `more` says that there are more than were counted.

    `behind`: files that have changed and are not in the index yet, because another process is at it
    or the reader has stopped it. Where nothing matches, `absent` are the words of the query that no
    entry has, and `near` words that do occur and are nearly those.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    more: bool = False
    behind: int = 0
    absent: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def advice(self) -> str:
        """Where nothing matches: why, and what to do."""
        if self.absent:
            absent = ", ".join(f"`{word}`" for word in self.absent)
            return f"{absent} occurs nowhere. {did_you_mean(*self.near)}".rstrip()
        return "Each part occurs, but no entry has all of them. OR between words finds any of them."

    def as_data(self) -> dict[str, Any]:
        """The results as JSON has them."""
        return {**self._asdict(), "hits": [hit._asdict() for hit in self.hits]}


def search(
    text: str,
    limit: int = 20,
    *,
    offset: int = 0,
    places: Folders | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = bool,
) -> Results | BadQuery:
    """Bring the index up to date and search it, for a program that asks once."""
    query = parse(text)
    if isinstance(query, BadQuery):
        return query
    with Index(places) as index:
        refreshed = index.refresh(progress, cancelled, patience=PATIENCE)
        results = _attempt(index, query, limit, offset)
        if results is None:
            refreshed = index.refresh(progress, cancelled)
            results = search_index(index, query, limit, offset=offset)
        return results._replace(behind=refreshed.behind)


def search_as_typed(index: Index, text: str, limit: int = 20) -> Results | BadQuery:
    """Search the index as it is while a reader types: the last word may go on, an unfinished end is left out."""
    query = parse(text, typing=True)
    return query if isinstance(query, BadQuery) else search_index(index, query, limit)


def search_index(index: Index, query: Query, limit: int = 20, *, offset: int = 0) -> Results:
    """Search the index as it is.

    A damaged index is started anew and finds nothing until it is refreshed.
    """
    return _attempt(index, query, limit, offset) or Results(query.text, (), 0)


def _attempt(index: Index, query: Query, limit: int, offset: int) -> Results | None:
    """The results; None where the index was damaged and has been started anew."""
    try:
        with index.store.reading() as connection:
            return _searched(connection, query, limit, offset)
    except sqlite3.DatabaseError as error:
        index.recover(error)
        return None


def _searched(connection: sqlite3.Connection, query: Query, limit: int, offset: int) -> Results:
    words_from = partial(vocabulary.beginning, connection)
    expression = query.expression(words_from=words_from)
    found = _found(connection, expression, MOST_RANKED + 1)
    more = len(found) > MOST_RANKED
    if not more:
        ranked = _by_worth(
            connection, found, expression, query.worth.expression(words_from=words_from)
        )
    else:
        in_titles = (
            _in_titles(connection, query.expression(titles=True, words_from=words_from))
            if query.words
            else []
        )
        first = set(in_titles)
        others = (number for number in found if number not in first)
        ranked = [(number, 0.0) for number in (*in_titles, *others)][:MOST_RANKED]
    hidden = _hidden(connection)
    if hidden:
        ranked = [row for row in ranked if row[0] not in hidden]
    if not ranked:
        absent, near = _wanting(connection, query, words_from)
        return Results(query.text, (), 0, absent=absent, near=near)
    if not more:
        ranked = _weighed(connection, ranked)
    shown = ranked[offset : offset + limit]
    hits = tuple(_hit(connection, number, score, query) for number, score in shown)
    return Results(query.text, hits, len(ranked), more)


def _weighed(
    connection: sqlite3.Connection, ranked: list[tuple[int, float]]
) -> list[tuple[int, float]]:
    """The matches in their order of worth, by what they are of too."""
    best = ranked[:MOST_WEIGHED]
    marks = ",".join("?" * len(best))
    sql = f"select id, kind from passages where id in ({marks})"  # noqa: S608 - question marks
    kinds = dict(connection.execute(sql, [number for number, _ in best]))
    weighed = [(number, rank * KIND_WEIGHTS.get(kinds[number], 1.0)) for number, rank in best]
    return sorted(weighed, key=_by_rank) + ranked[MOST_WEIGHED:]


def _wanting(
    connection: sqlite3.Connection,
    query: Query,
    words_from: Callable[[str], tuple[str, ...] | None],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(words of a query that no entry has, words that occur and are nearly those)."""
    absent = [
        words
        for words in query.words
        if not _found(connection, Query("", words).expression(words_from=words_from), 1)
    ]
    near = [
        vocabulary.nearest(connection, words.tokens[0])
        for words in absent
        if len(words.tokens) == 1
    ]
    return tuple(map(_as_written, absent)), tuple(dict.fromkeys(filter(None, near)))


def _as_written(words: Words) -> str:
    return f"{'title:' * words.title}{' '.join(words.tokens)}"


def _found(connection: sqlite3.Connection, expression: str, most: int) -> list[int]:
    """The first passages that match, in no order of worth."""
    return [
        row[0]
        for row in connection.execute(
            "select rowid from words where words match ? limit ?", (expression, most)
        )
    ]


def _ranked(connection: sqlite3.Connection, expression: str, most: int) -> list[tuple[int, float]]:
    """(passage, rank) of the first matches, the best of them first.

    SQLite would sort all matches, not the first.
    """
    found = connection.execute(
        "select rowid, rank from words where words match ? limit ?", (expression, most)
    ).fetchall()
    return sorted(found, key=_by_rank)


def _by_worth(
    connection: sqlite3.Connection, found: Sequence[int], expression: str, worth: str
) -> list[tuple[int, float]]:
    """The matches ranked by their words alone, where those are rare: a filter's many matches are costly to count."""
    if worth == expression or len(_found(connection, worth, MOST_RANKED + 1)) > MOST_RANKED:
        return _ranked(connection, expression, len(found))
    wanted = set(found)
    return [row for row in _ranked(connection, worth, MOST_RANKED) if row[0] in wanted]


def _in_titles(connection: sqlite3.Connection, expression: str) -> list[int]:
    """Passages whose titles match a query that too much matches to be ranked: the shortest titles first."""
    found = _found(connection, expression, MOST_IN_TITLES)
    marks = ",".join("?" * len(found))
    sql = f"select id from passages where id in ({marks}) order by length(label), id"  # noqa: S608 - question marks
    return [row[0] for row in connection.execute(sql, found)]


def _by_rank(row: tuple[int, float]) -> tuple[float, int]:
    return row[1], row[0]


def _hidden(connection: sqlite3.Connection) -> set[int]:
    """Passages of files that another file of the same id hides."""
    sql = "select id from passages where file in (select id from files where hidden)"
    return {row[0] for row in connection.execute(sql)}


def _hit(connection: sqlite3.Connection, number: int, score: float, query: Query) -> Hit:
    sql = (
        "select f.briefing, json_extract(f.facts, '$[0]'), f.path, p.entry, p.kind, p.label, p.text"
        " from passages p join files f on f.id = p.file where p.id = ?"
    )
    briefing, title, path, entry, kind, label, text = connection.execute(sql, (number,)).fetchone()
    label = label_of(label, text)
    in_text = tuple(words for words in query.words if not words.title)
    shown, found = snippet(text, in_text)
    return Hit(
        briefing,
        title,
        os.fsdecode(path),
        entry,
        kind,
        label,
        word_marks(label, query.words),
        shown,
        found,
        0.0 - score,
    )
