"""Search over the whole library: entries that match, best first, with an excerpt of each."""

import os
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from briefdeck.library.blocks import unpacked_one
from briefdeck.library.folders import Folders, folders
from briefdeck.library.grammar import parse
from briefdeck.library.index import PATIENCE, Index, Progress
from briefdeck.library.query import BadQuery, Query, Words
from briefdeck.library.ranking import Finder, Ranked
from briefdeck.library.stems import with_stems
from briefdeck.library.store import as_damage, nearest_word, passage_in, sample_in
from briefdeck.library.walk import on_disk, spots
from briefdeck.text.folding import tokens
from briefdeck.text.matching import Mark, snippet, word_marks
from briefdeck.text.pattern import pattern
from briefdeck.text.width import first_words
from briefdeck.text.words import did_you_mean

LONGEST_LABEL: Final = 120
MOST_FOUND: Final = 2**62
_TYPED: Final = pattern(r'"[^"]*"|[^\s"():=]+')
"""A phrase, or a word without the signs around it, as it stands in a query."""
_ABOUT: Final = """
select p.id, p.kind, f.briefing, f.title, f.path, b.data, p.id - b.first
from passages p
join files f on f.id = (select id from files where first <= p.id order by first desc limit 1)
join blocks b
  on b.first = (select first from blocks where first <= p.id order by first desc limit 1)
where p.id in"""


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
    # Only a file without a briefing's table lacks a title.
    sql = "select path, first, last from files where not hidden and title != '' order by first"
    files = connection.execute(sql).fetchall()
    wanted = None
    if query is not None:
        wanted = Finder(connection).found(with_stems(connection, query), MOST_FOUND)
    return [(path, entry) for path, *run in files for entry in _entries(connection, wanted, *run)]


def _entries(
    connection: sqlite3.Connection, wanted: Sequence[int] | None, first: int, last: int
) -> Iterator[str]:
    """Yield the entries of a file, or of its passages those that are wanted."""
    numbers: Sequence[int] = range(first, last + 1)
    if wanted is not None:
        numbers = wanted[bisect_left(wanted, first) : bisect_right(wanted, last)]
    sample = sample_in(connection)
    for number in numbers:
        yield passage_in(connection, number, sample).entry


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
    finder = Finder(connection)
    stemmed = with_stems(connection, query)
    best, total, more = finder.ranked(query, stemmed, offset + limit)
    if not total:
        absent, near = _wanting(finder, query)
        return Results(query.text, (), 0, absent=absent, near=near)
    shown = best[offset : offset + limit]
    return Results(query.text, _hits(connection, shown, stemmed.words), total, more)


def _wanting(finder: Finder, query: Query) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (words of a query that no entry has, words that occur and are nearly those)."""
    absent: list[str] = []
    near: list[str] = []
    for words in query.words:
        alone = with_stems(finder.connection, Query("", words))
        if finder.found(alone, 1):
            continue
        absent.append(_as_asked(words, query.text))
        if len(words.tokens) == 1:
            near.append(nearest_word(finder.connection, words.tokens[0]))
    return tuple(absent), tuple(dict.fromkeys(filter(None, near)))


def _as_asked(words: Words, text: str) -> str:
    """Return words as they stand in the text of a query; folded where they are not found there."""
    pieces = (piece[0].strip('"*') for piece in _TYPED.finditer(text))
    folded = words.written or " ".join(words.tokens)
    written = next((each for each in pieces if tuple(tokens(each)) == words.tokens), folded)
    if words.title:
        return f"title:{written}"
    return written


def _hits(
    connection: sqlite3.Connection, shown: Sequence[Ranked], wanted: Sequence[Words]
) -> tuple[Hit, ...]:
    """Return passages as hits, with marks where words are that were wanted."""
    sample = sample_in(connection)
    in_text = tuple(words for words in wanted if not words.title)
    scores = dict(shown)
    hits: dict[int, Hit] = {}
    sql = f"{_ABOUT} ({','.join('?' * len(scores))})"
    for number, kind, briefing, title, path, data, place in connection.execute(sql, [*scores]):
        passage = unpacked_one(data, place, sample)
        label = label_of(passage.label, passage.text)
        text, text_marks = snippet(passage.text, in_text)
        hits[number] = Hit(
            briefing=briefing,
            title=title,
            path=os.fsdecode(path),
            entry=passage.entry,
            kind=kind,
            label=label,
            label_marks=word_marks(label, wanted),
            text=text,
            text_marks=text_marks,
            # SQLite's rank is better the lower it is. Taken from zero, so that none is -0.0.
            score=0.0 - scores[number],
        )
    return tuple(hits[number] for number in scores)


def label_of(title: str, text: str) -> str:
    """Return what names an entry in a list of hits: its title, else the start of its text."""
    if title:
        return title
    if len(text) <= LONGEST_LABEL:
        return text
    return first_words(text, LONGEST_LABEL - 1) + "…"
