"""A briefing as the rows that its server searches, and a query in that server's language.

Words and signs are those of the index of this machine (`library/passage.py`, `text/folding.py`), so
that a query means the same in both places. PostgreSQL's own dictionaries have no part in it.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, assert_never

from briefdeck.library.passage import Passage, passages
from briefdeck.library.query import And, Node, Not, Or, Query, Words
from briefdeck.library.signs import TITLE_MARK, Sign
from briefdeck.model.briefing import Briefing
from briefdeck.model.links import Links
from briefdeck.text.folding import tokens
from briefdeck.text.words import one_line

LONGEST_WORD: Final = 500
"""Characters of a word, of which PostgreSQL takes 2,046 bytes: what goes on behind is one word."""
LARGEST_WORDS: Final = 1_000_000
"""Bytes of all words of an entry, of which PostgreSQL takes 1,048,575; others are not found."""
GAP: Final = 10
"""Between the words of a title and those of its text, so that no phrase joins them."""
LAST_PLACE: Final = 16_383
"""All words behind this one count as being there; a phrase is not found among them."""


class Rows(NamedTuple):
    """The entries of a briefing in columns, and the briefing's title; the first is the briefing."""

    title: str
    entries: list[str]
    kinds: list[str]
    labels: list[str]
    texts: list[str]
    words: list[str]


def rows_of(name: str, briefing: Briefing, links: Links | None) -> Rows:
    """Return a briefing's rows."""
    found = list(passages(name, briefing, links))
    return Rows(
        one_line(briefing.front.title),
        [passage.entry for passage in found],
        [passage.kind for passage in found],
        [passage.label for passage in found],
        [passage.text for passage in found],
        [_vector(passage) for passage in found],
    )


def tsquery(query: Query, *, titles: bool = False) -> str:
    """Return a query in PostgreSQL's language; with `titles` its words must stand in titles."""
    return _compiled(query.node, titles=titles)


def _vector(passage: Passage) -> str:
    """Return the words of a passage with their places, and its signs, as PostgreSQL reads them."""
    places: dict[str, list[str]] = {sign: [] for sign in passage.signs.split()}
    label = tokens(passage.label)
    for place, word in enumerate(label, start=1):
        places.setdefault(TITLE_MARK + _short(word), []).append(f"{place}A")
        places.setdefault(_short(word), []).append(f"{place}A")
    for place, word in enumerate(tokens(passage.text), start=len(label) + GAP):
        places.setdefault(_short(word), []).append(str(min(place, LAST_PLACE)))
    return " ".join(_lexemes(places))


def _lexemes(places: dict[str, list[str]]) -> Iterator[str]:
    size = 0
    for word, at in places.items():
        # As they are kept: a word, its places in two bytes each, and what leads to them.
        size += len(word.encode()) + 2 * len(at) + 8
        if size > LARGEST_WORDS:
            return
        yield f"{_quoted(word)}:{','.join(at)}" if at else _quoted(word)


def _short(word: str) -> str:
    return word[:LONGEST_WORD]


def _quoted(word: str) -> str:
    """Return a word as PostgreSQL reads it; no word has a sign of ASCII that would have to go."""
    return f"'{word}'"


def _compiled(node: Node, *, titles: bool) -> str:
    match node:
        case Words():
            return _any_of(_worded(node, titles=titles or node.title))
        case Sign():
            return _quoted(_short(node.token)) + (":*" if node.prefix else "")
        case Not():
            # What is excluded is so wherever it stands, in titles or not.
            return f"!{_compiled(node.item, titles=False)}"
        case Or():
            return _any_of(_compiled(item, titles=titles) for item in node.items)
        case And():
            return f"({' & '.join(_compiled(item, titles=titles) for item in node.items)})"
        case _:
            assert_never(node)


def _worded(node: Words, *, titles: bool) -> Iterator[str]:
    """Yield each way to write words; the last one of the first way may go on."""
    mark = TITLE_MARK if titles else ""
    for way in (node.tokens, *node.others):
        words = [_quoted(mark + _short(word)) for word in way]
        if node.prefix and way is node.tokens:
            words[-1] += ":*"
        yield " <-> ".join(words)


def _any_of(ways: Iterable[str]) -> str:
    return f"({' | '.join(f'({way})' for way in ways)})"
