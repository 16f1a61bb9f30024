"""Which passages a query finds, and which of them come first.

Ranking takes time with every passage that has a word, found or not. Where that is too much, words
that occur all over the library are not counted; of more matches than can be ranked, those come
first whose titles match.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final, NamedTuple

from briefdeck.library.query import Query, Words
from briefdeck.library.store import passage_in, passages_with, sample_in, words_beginning
from briefdeck.text.matching import stands_as_written

Ranked = tuple[int, float]
"""A passage's number and its rank, which is better the lower it is."""

MOST_RANKED: Final = 1000
"""Ranking takes time with every match; of more than these, titles that match come first."""
MOST_IN_TITLES: Final = 200
MOST_WEIGHED: Final = 150
MOST_COUNTED: Final = 10_000
"""Passages of all words that ranking counts, which takes half a millisecond."""
MOST_WORTH: Final = 1500
"""Of so many passages with the words the worth is asked, to rank those that filters leave."""
PHRASE: Final = 8
"""How much longer it takes to find that words follow one another in a passage than to find one."""
MOST_READ: Final = 1500
"""Of so many matches the text is read to see whether a phrase with signs stands in it as typed."""
WORTH_AS_WRITTEN: Final = -1000.0
"""Added to the rank of such a match: more than any words earn."""
TITLE_WEIGHT: Final = 2.0
"""How much more a match counts whose title is just the words; it falls with what else is there."""
KIND_WEIGHTS: Final = {"source": 0.6, "briefing": 1.5}
"""How much a match counts by what it is of, among the best `MOST_WEIGHED`.

All other kinds count 1.
"""
# Hidden files have few rows of their own, in an index; mostly there is none.
_SHOWN: Final = """ and rowid > coalesce((
  select last from files where hidden and first <= words.rowid order by first desc limit 1
), -1)"""


class Ranking(NamedTuple):
    """The best matches of a query.

    `total` counts all that are ranked, `more` says that there are others.
    """

    best: list[Ranked]
    total: int
    more: bool = False


class Finder:
    """Finds passages in one state of the database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.words_from = partial(words_beginning, connection)
        hidden = connection.execute("select 1 from files where hidden limit 1").fetchone()
        shown = _SHOWN if hidden else ""
        self._matches = f"select rowid from words where words match ?{shown} limit ?"  # noqa: S608 - words of ours

    def found(self, query: Query, most: int, *, titles: bool = False) -> list[int]:
        """Return the first passages that match, in the order of their numbers."""
        return _numbers(self._listed(query, most, titles=titles))

    def _listed(self, query: Query, most: int, *, titles: bool = False) -> str:
        """Return the numbers of the first passages that match, with commas between them."""
        expression = query.expression(titles=titles, words_from=self.words_from)
        # As one text: a row for each takes twice as long.
        sql = f"select group_concat(rowid) from ({self._matches})"  # noqa: S608 - words of ours
        (numbers,) = self.connection.execute(sql, (expression, most)).fetchone()
        return numbers or ""

    def ranked(self, query: Query, stemmed: Query, most: int) -> Ranking:
        """Return the matches, best first: at least `most` of them.

        What has the words as they are written comes before what has other forms of them, which
        `stemmed` finds too.
        """
        listed = self._listed(query, MOST_RANKED + 1)
        if listed.count(",") == MOST_RANKED:
            return self._titles_first(query, listed, most)
        found = _numbers(listed)
        ranked = self._as_written_first(query, self._best_first(query, found))
        if stemmed == query:
            return Ranking(ranked, len(ranked))
        known = set(found)
        others = [each for each in self.found(stemmed, MOST_RANKED + 1) if each not in known]
        # No other form is worth as much as the least of the words as they are written.
        ranked += [(number, 0.0) for number, _ in self._best_first(stemmed, others)]
        best = ranked[:MOST_RANKED]
        return Ranking(best, len(best), more=len(ranked) > MOST_RANKED)

    def _titles_first(self, query: Query, listed: str, most: int) -> Ranking:
        """Return the best of more matches than can be ranked."""
        if any(words.written for words in query.words):
            # Any of them may come first.
            most = MOST_RANKED
        numbers = dict.fromkeys([*self._in_titles(query), *_numbers(listed, most)])
        ranked = [(number, 0.0) for number in numbers][:MOST_RANKED]
        best = self._as_written_first(query, ranked)
        return Ranking(best, max(MOST_RANKED, len(best)), more=True)

    def _best_first(self, query: Query, found: Sequence[int]) -> list[Ranked]:
        """Return all matches of a query in their order: by worth where that is not too much."""
        if not query.words:
            return [(number, 0.0) for number in found]
        ranked = self._by_worth(query, found)
        if ranked is not None:
            return self._weighed(query, ranked)
        wanted = set(found)
        in_titles = [number for number in self._in_titles(query) if number in wanted]
        return [(number, 0.0) for number in dict.fromkeys([*in_titles, *found])]

    def _by_worth(self, query: Query, found: Sequence[int]) -> list[Ranked] | None:
        """Return what was found by its words, filters aside, best first.

        None where that is too much.
        """
        worth = query.worth_within(self._cost, MOST_COUNTED)
        if worth is None or (worth != query and self._least(worth) > MOST_WORTH):
            return None
        expression = worth.expression(words_from=self.words_from)
        # `order by rank` would have SQLite rank and sort all matches, not only the first ones.
        # What filters leave out is walked over without being ranked.
        sql = (
            "select rowid, iif(+rowid in (select value from json_each(?)), rank, null)"
            " from words where words match ? limit ?"
        )
        rows = self.connection.execute(sql, (_as_json(found), expression, MOST_WORTH + 1))
        ranked = rows.fetchall()
        if len(ranked) > MOST_WORTH:
            return None
        return sorted([row for row in ranked if row[1] is not None], key=_by_rank)

    def _least(self, query: Query) -> int:
        """Return how many passages have the rarest of words that must occur, or a few more."""
        return min(map(self._cost, query.words))

    def _cost(self, words: Words) -> int:
        """Return in about how many passages words have to be counted."""
        ways = (words.tokens, *words.others)
        if words.prefix:
            known = self.words_from(words.tokens[-1]) if len(words.tokens) == 1 else None
            if known is None:
                return MOST_COUNTED + 1
            ways = (*((word,) for word in known), *words.others)
        return sum(map(self._cost_of, ways))

    def _cost_of(self, words: Sequence[str]) -> int:
        least = min(passages_with(self.connection, word) for word in words)
        return least if len(words) == 1 else least * PHRASE

    def _in_titles(self, query: Query) -> list[int]:
        """Return passages whose titles match, the shortest titles first."""
        if not query.words:
            return []
        expression = query.expression(titles=True, words_from=self.words_from)
        sql = f"select id from passages where id in ({self._matches}) order by length, id"  # noqa: S608 - words of ours
        rows = self.connection.execute(sql, (expression, MOST_IN_TITLES))
        return [number for (number,) in rows]

    def _weighed(self, query: Query, ranked: list[Ranked]) -> list[Ranked]:
        """Return the matches by what they are of, and how much of their titles the words are."""
        best = ranked[:MOST_WEIGHED]
        sql = "select id, kind, length from passages where id in (select value from json_each(?))"
        rows = self.connection.execute(sql, (_as_json(number for number, _ in best),))
        about = {number: (kind, length) for number, kind, length in rows}
        # All of `best` passes the filters, which would only be asked again.
        titled = set(self.found(query.worth, MOST_WORTH, titles=True))
        letters = sum(len(word) for words in query.words for word in words.tokens)

        def weight(number: int) -> float:
            kind, length = about[number]
            share = min(1.0, letters / max(1, length)) if number in titled else 0.0
            return KIND_WEIGHTS.get(kind, 1.0) * (1 + TITLE_WEIGHT * share)

        weighed = [(number, rank * weight(number)) for number, rank in best]
        return sorted(weighed, key=_by_rank) + ranked[MOST_WEIGHED:]

    def _as_written_first(self, query: Query, ranked: list[Ranked]) -> list[Ranked]:
        """Return the matches with those first in which phrases with signs stand as typed."""
        phrases = [words for words in query.words if words.written]
        if not phrases:
            return ranked
        ranks = dict(ranked)
        sample = sample_in(self.connection)
        first: list[Ranked] = []
        for number in self.found(query, MOST_READ):
            passage = passage_in(self.connection, number, sample)
            parts = [each for each in (passage.label, passage.text) if _may_hold(each, phrases)]
            if all(any(stands_as_written(part, each) for part in parts) for each in phrases):
                first.append((number, ranks.pop(number, 0.0) + WORTH_AS_WRITTEN))
        return sorted(first, key=_by_rank) + list(ranks.items())


def _may_hold(text: str, phrases: Sequence[Words]) -> bool:
    """Whether a text has any sign of a phrase: folding is spared for those that have none."""
    return any(sign in text for words in phrases for sign in words.written if _is_plain(sign))


def _is_plain(sign: str) -> bool:
    """Whether a sign is written in one way only, as hyphens and quotes are not."""
    return sign.isascii() and not sign.isalnum() and sign not in "-'\" "


def _numbers(listed: str, most: int | None = None) -> list[int]:
    """Return the numbers of a list, or the first of them."""
    if not listed:
        return []
    return list(map(int, listed.split(",", -1 if most is None else most)[:most]))


def _as_json(numbers: Iterable[int]) -> str:
    """Return numbers as one value for SQLite: a mark for each would be a statement of its own."""
    return f"[{','.join(map(str, numbers))}]"


def _by_rank(row: Ranked) -> tuple[float, int]:
    return row[1], row[0]
