"""Search over the whole library: entries that match, best first, with an excerpt of each."""

import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from briefdeck.library.folders import Folders, folders
from briefdeck.library.grammar import parse
from briefdeck.library.index import PATIENCE, Index, Progress
from briefdeck.library.query import BadQuery, Expand, Query, Words
from briefdeck.library.store import as_damage, nearest_word, words_beginning
from briefdeck.library.walk import on_disk, spots
from briefdeck.text.matching import Mark, snippet, stands_as_written, word_marks
from briefdeck.text.width import first_words
from briefdeck.text.words import did_you_mean

LONGEST_LABEL: Final = 120
_Ranked = tuple[int, float]
"""A passage's number and its rank, which is better the lower it is."""


MOST_RANKED: Final = 1000
"""Ranking takes time with every match; of more than these, titles that match come first."""
MOST_IN_TITLES: Final = 1000
MOST_WEIGHED: Final = 300
MOST_READ: Final = 3000
"""Of so many matches the text is read to see whether a phrase with signs stands in it as typed."""
WORTH_AS_WRITTEN: Final = -1000.0
"""Added to the rank of such a match: more than any words earn."""
KIND_WEIGHTS: Final = {"source": 0.6, "briefing": 1.5}
"""How much a match counts by what it is of, among the best `MOST_WEIGHED`.

All other kinds count 1.
"""


# The first of `parsing.Facts` is the title, which only a file without a briefing's table lacks.
_MATCHES: Final = (
    "select f.path, p.entry from passages p join files f on f.id = p.file"
    " where not f.hidden and json_extract(f.facts, '$[0]') != ''"
)


class Hit(NamedTuple):
    """An entry that matches (`entry` is empty for a briefing's front matter).

    Marks are places of matching words as (start, end).
    """

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
        """Return the results as JSON has them."""
        return {**self._asdict(), "hits": [hit._asdict() for hit in self.hits]}


class MatchingFile(NamedTuple):
    """A file in which a query finds something, and its briefing's id."""

    path: str
    id: str


class Matching(NamedTuple):
    """All that a query finds.

    `files` stand in the order of lookup; `entries` are the ids of what matches in each, by path,
    with an empty one for the front matter. `behind`: as in `Results`.
    """

    files: tuple[MatchingFile, ...]
    entries: Mapping[str, frozenset[str]]
    behind: int = 0


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


def matching(
    text: str | None,
    *,
    places: Folders | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = bool,
) -> Matching | BadQuery:
    """Bring the index up to date and return every match of a query; None asks for the whole shelf.

    Files that another one of the same id hides are left out, and those that could not be read.
    """
    query = None if text is None else parse(text)
    if isinstance(query, BadQuery):
        return query
    places = on_disk(places or folders())
    on_shelf = list(spots(places))
    behind = 0
    matches: Sequence[tuple[bytes, str]] = ()
    with Index(places) as index:
        for _ in range(2):
            refreshed = index.refresh(progress, cancelled, found=on_shelf, patience=PATIENCE)
            behind = refreshed.behind
            try:
                with as_damage(), index.store.reading() as connection:
                    matches = _every_match(connection, query)
                break
            except sqlite3.DatabaseError as error:
                index.recover(error)
    entries: dict[str, set[str]] = {}
    for path, entry in matches:
        entries.setdefault(os.fsdecode(path), set()).add(entry)
    files = [MatchingFile(spot.path, spot.id) for spot in on_shelf if spot.path in entries]
    frozen = {path: frozenset(ids) for path, ids in entries.items()}
    return Matching(tuple(files), frozen, behind)


def _every_match(connection: sqlite3.Connection, query: Query | None) -> list[tuple[bytes, str]]:
    """Return (path, entry) of every passage that matches, but for those of hidden files."""
    if query is None:
        return connection.execute(_MATCHES).fetchall()
    words_from = partial(words_beginning, connection)
    chosen = f"{_MATCHES} and p.id in (select rowid from words where words match ?)"  # noqa: S608 - ours
    return connection.execute(chosen, (query.expression(words_from=words_from),)).fetchall()


def search_as_typed(index: Index, text: str, limit: int = 20) -> Results | BadQuery:
    """Search the index as it is while a reader types.

    The last word may go on, and an unfinished end is left out.
    """
    query = parse(text, typing=True)
    if isinstance(query, BadQuery):
        return query
    return search_index(index, query, limit)


def search_index(index: Index, query: Query, limit: int = 20, *, offset: int = 0) -> Results:
    """Search the index as it is.

    A damaged index is started anew and finds nothing until it is refreshed.
    """
    return _attempt(index, query, limit, offset) or Results(query.text, (), 0)


def _attempt(index: Index, query: Query, limit: int, offset: int) -> Results | None:
    """Return the results; None where the index was damaged and has been started anew."""
    try:
        with as_damage(), index.store.reading() as connection:
            return _searched(connection, query, limit, offset)
    except sqlite3.DatabaseError as error:
        index.recover(error)
        return None


def _searched(connection: sqlite3.Connection, query: Query, limit: int, offset: int) -> Results:
    words_from = partial(words_beginning, connection)
    expression = query.expression(words_from=words_from)
    found = _found(connection, expression, MOST_RANKED + 1)
    more = len(found) > MOST_RANKED
    if more:
        ranked = _titles_first(connection, found, query, words_from)
    else:
        worth = query.worth.expression(words_from=words_from)
        ranked = _by_worth(connection, found, expression, worth)
    hidden = _hidden(connection)
    ranked = [row for row in ranked if row[0] not in hidden]
    if not ranked:
        absent, near = _wanting(connection, query, words_from)
        return Results(query.text, (), 0, absent=absent, near=near)
    if not more:
        ranked = _weighed(connection, ranked)
    ranked = _as_written_first(connection, expression, query, ranked)
    shown = ranked[offset : offset + limit]
    hits = tuple(_hit(connection, number, score, query) for number, score in shown)
    return Results(query.text, hits, len(ranked), more)


def _titles_first(
    connection: sqlite3.Connection, found: Sequence[int], query: Query, words_from: Expand
) -> list[_Ranked]:
    """Return matches too many to be ranked: those whose titles match, then the others."""
    in_titles: list[int] = []
    if query.words:
        titles = query.expression(titles=True, words_from=words_from)
        in_titles = _in_titles(connection, titles)
    numbers = list(dict.fromkeys([*in_titles, *found]))
    return [(number, 0.0) for number in numbers[:MOST_RANKED]]


def _weighed(connection: sqlite3.Connection, ranked: list[_Ranked]) -> list[_Ranked]:
    """Return the matches in their order of worth, by what they are of too."""
    best = ranked[:MOST_WEIGHED]
    marks = ",".join("?" * len(best))
    sql = f"select id, kind from passages where id in ({marks})"  # noqa: S608 - question marks
    kinds = dict(connection.execute(sql, [number for number, _ in best]))
    weighed = [(number, rank * KIND_WEIGHTS.get(kinds[number], 1.0)) for number, rank in best]
    return sorted(weighed, key=_by_rank) + ranked[MOST_WEIGHED:]


def _as_written_first(
    connection: sqlite3.Connection, expression: str, query: Query, ranked: list[_Ranked]
) -> list[_Ranked]:
    """Return the matches with those first in which phrases with signs stand as they were typed."""
    phrases = [words for words in query.words if words.written]
    if not phrases:
        return ranked
    ranks = dict(ranked)
    likes = [_like(words.written) for words in phrases]
    condition = " and ".join(["p.label || ' ' || p.text like ? escape '~'"] * len(likes))
    sql = (
        "select p.id, p.label, p.text from words join passages p on p.id = words.rowid"  # noqa: S608
        f" where words match ? and {condition} limit ?"
    )
    hidden = _hidden(connection)
    first: list[_Ranked] = []
    for number, label, text in connection.execute(sql, (expression, *likes, MOST_READ)):
        if number in hidden:
            continue
        if all(any(stands_as_written(part, each) for part in (label, text)) for each in phrases):
            first.append((number, ranks.pop(number, 0.0) + WORTH_AS_WRITTEN))
    return sorted(first, key=_by_rank) + list(ranks.items())


def _like(written: str) -> str:
    """Return a pattern of SQLite's that every text with these signs fits, however it is written.

    Letters may have accents, and hyphens and quotes other forms.
    """
    signs = [
        sign for sign in written if sign.isascii() and not sign.isalnum() and sign not in "-'\" "
    ]
    return "%".join(["", *[f"~{sign}" for sign in signs], ""]) or "%"


def _wanting(
    connection: sqlite3.Connection, query: Query, words_from: Expand
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (words of a query that no entry has, words that occur and are nearly those)."""
    absent: list[str] = []
    near: list[str] = []
    for words in query.words:
        expression = Query("", words).expression(words_from=words_from)
        if _found(connection, expression, 1):
            continue
        absent.append(_as_asked(words))
        if len(words.tokens) == 1:
            near.append(nearest_word(connection, words.tokens[0]))
    return tuple(absent), tuple(dict.fromkeys(filter(None, near)))


def _as_asked(words: Words) -> str:
    written = words.written or " ".join(words.tokens)
    if words.title:
        return f"title:{written}"
    return written


def _found(connection: sqlite3.Connection, expression: str, most: int) -> list[int]:
    """Return the first passages that match, in no order of worth."""
    sql = "select rowid from words where words match ? limit ?"
    return [number for (number,) in connection.execute(sql, (expression, most))]


def _ranked(connection: sqlite3.Connection, expression: str, most: int) -> list[_Ranked]:
    """Return (passage, rank) of the first matches, the best of them first."""
    # `order by rank` would have SQLite rank and sort all matches, not only the first ones.
    found = connection.execute(
        "select rowid, rank from words where words match ? limit ?", (expression, most)
    ).fetchall()
    return sorted(found, key=_by_rank)


def _by_worth(
    connection: sqlite3.Connection, found: Sequence[int], expression: str, worth: str
) -> list[_Ranked]:
    """Return the matches ranked by their words alone, where those are rare.

    The many matches of a filter are costly to count.
    """
    if worth == expression:
        return _ranked(connection, expression, len(found))
    if len(_found(connection, worth, MOST_RANKED + 1)) > MOST_RANKED:
        return _ranked(connection, expression, len(found))
    wanted = set(found)
    return [row for row in _ranked(connection, worth, MOST_RANKED) if row[0] in wanted]


def _in_titles(connection: sqlite3.Connection, expression: str) -> list[int]:
    """Return the passages whose titles match, the shortest titles first."""
    found = _found(connection, expression, MOST_IN_TITLES)
    marks = ",".join("?" * len(found))
    passages = f"select id from passages where id in ({marks})"  # noqa: S608 - question marks
    rows = connection.execute(f"{passages} order by length(label), id", found)
    return [number for (number,) in rows]


def _by_rank(row: _Ranked) -> tuple[float, int]:
    return row[1], row[0]


def _hidden(connection: sqlite3.Connection) -> set[int]:
    """Return the passages of files that another file of the same id hides."""
    sql = "select id from passages where file in (select id from files where hidden)"
    return {number for (number,) in connection.execute(sql)}


def _hit(connection: sqlite3.Connection, number: int, score: float, query: Query) -> Hit:
    # The title is the first of `parsing.Facts`, which are kept as an array.
    sql = (
        "select f.briefing, json_extract(f.facts, '$[0]'), f.path, p.entry, p.kind, p.label, p.text"
        " from passages p join files f on f.id = p.file where p.id = ?"
    )
    briefing, title, path, entry, kind, label, text = connection.execute(sql, (number,)).fetchone()
    label = label_of(label, text)
    in_text = tuple(words for words in query.words if not words.title)
    shown, found = snippet(text, in_text)
    return Hit(
        briefing=briefing,
        title=title,
        path=os.fsdecode(path),
        entry=entry,
        kind=kind,
        label=label,
        label_marks=word_marks(label, query.words),
        text=shown,
        text_marks=found,
        # SQLite's rank is better the lower it is. Taken from zero, so that none is -0.0.
        score=0.0 - score,
    )


def label_of(title: str, text: str) -> str:
    """Return what names an entry in a list of hits: its title, else the start of its text."""
    if title:
        return title
    if len(text) <= LONGEST_LABEL:
        return text
    return first_words(text, LONGEST_LABEL - 1) + "…"
