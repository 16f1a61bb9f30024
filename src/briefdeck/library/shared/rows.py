"""A briefing as the rows that its server searches, and a query in that server's language.

Words and signs are those of the index of this machine (`library/passage.py`, `text/folding.py`), so
that a query means the same in both places. PostgreSQL's own dictionaries have no part in it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple, assert_never
from zlib import crc32

from briefdeck.library.passage import Passage, passages
from briefdeck.library.query import And, Node, Not, Or, Query, Words
from briefdeck.library.signs import TITLE_MARK, Sign, primary_language
from briefdeck.library.stems import beginning_of, stems_of
from briefdeck.model.briefing import Briefing
from briefdeck.model.links import Links
from briefdeck.text.folding import SIGN_MARK, tokens
from briefdeck.text.words import one_line

STEM_MARK: Final = f"{SIGN_MARK}M"
"""Begins the stems of words, each with its language, by which other forms of a word are found."""
LONGEST_WORD: Final = 500
"""Characters of a word, of which PostgreSQL takes 2,046 bytes: what goes on behind is one word."""
LARGEST_WORDS: Final = 1_000_000
"""Bytes of all words of an entry, of which PostgreSQL takes 1,048,575; others are not found."""
PAIR_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
"""Large ones, which words never have."""
GAP: Final = 10
"""Between the words of a title and those of its text, so that no phrase joins them."""
LAST_PLACE: Final = 16_383
"""All words behind this one count as being there; a phrase is not found among them."""


class _Way(NamedTuple):
    """How words are written: as those of titles, phrases as their pairs alone."""

    titles: bool = False
    narrow: bool = False


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
    language = primary_language(briefing.front.language)
    return Rows(
        one_line(briefing.front.title),
        [passage.entry for passage in found],
        [passage.kind for passage in found],
        [passage.label for passage in found],
        [passage.text for passage in found],
        [_vector(passage, language) for passage in found],
    )


def tsquery(
    query: Query,
    languages: Sequence[str] = (),
    *,
    titles: bool = False,
    narrow: bool = False,
) -> str:
    """Return a query in PostgreSQL's language; with `titles` its words must stand in titles.

    Words may have other forms in briefings of these languages. With `narrow` phrases are the pairs
    of their words alone: what is found has yet to be held to the whole query, but the index need
    not be asked for each word, of which common ones take it four times as long.
    """
    return _compiled(query.with_forms(partial(_forms, languages)).node, _Way(titles, narrow))


def _vector(passage: Passage, language: str) -> str:
    """Return the words of a passage with their places, their stems, and its signs, as text."""
    places: dict[str, list[str]] = {sign: [] for sign in passage.signs.split()}
    label, text = tokens(passage.label), tokens(passage.text)
    for place, word in enumerate(label, start=1):
        places.setdefault(TITLE_MARK + _short(word), []).append(f"{place}A")
        places.setdefault(_short(word), []).append(f"{place}A")
    for place, word in enumerate(text, start=len(label) + GAP):
        places.setdefault(_short(word), []).append(str(min(place, LAST_PLACE)))
    # Stems have no places: no phrase is made of them.
    for word, stem in _stems(places, language):
        is_title = word.startswith(TITLE_MARK)
        places.setdefault(_stem_word(stem, language, TITLE_MARK if is_title else ""), [])
    for pair in (*_pairs(label), *_pairs(text)):
        places.setdefault(pair, [])
    return " ".join(_lexemes(places))


def _pairs(words: Sequence[str]) -> Iterator[str]:
    """Yield a sign for each two neighbours, one of 32,768 that many pairs share.

    The server's index has no places: by the words alone it would look at every entry with both.
    """
    for both in pairwise(map(_short, words)):
        number = crc32(" ".join(both).encode())
        yield "P" + "".join(PAIR_LETTERS[number >> shift & 31] for shift in (10, 5, 0))


def _stems(places: Iterable[str], language: str) -> list[tuple[str, str]]:
    """Return (word, stem) of the words that a form of theirs may find, signs left out."""
    words = [word for word in places if word.startswith(TITLE_MARK) or word[0] != SIGN_MARK]
    bare = [word.removeprefix(TITLE_MARK) for word in words]
    found = zip(words, bare, stems_of(bare, language), strict=True)
    return [(w, stem) for w, word, stem in found if stem and word.startswith(beginning_of(stem))]


def _stem_word(stem: str, language: str, mark: str = "") -> str:
    return _short(f"{mark}{STEM_MARK}{language} {stem}")


def _forms(languages: Sequence[str], words: Words) -> Node:
    """Return words with their stems, where they may have other forms."""
    if words.exact or words.written or len(words.tokens) > 1:
        return words
    others: list[Node] = []
    for language in languages:
        [stem] = stems_of(words.tokens, language)
        if stem:
            others.append(Words((_stem_word(stem, language),), title=words.title, exact=True))
    return Or((words, *others)) if others else words


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


def _compiled(node: Node, way: _Way) -> str:
    match node:
        case Words():
            return _any_of(_worded(node, way._replace(titles=way.titles or node.title)))
        case Sign():
            return _quoted(_short(node.token)) + (":*" if node.prefix else "")
        case Not():
            # What is excluded is so wherever it stands, in titles or not, and only if it is whole.
            return f"!{_compiled(node.item, _Way())}"
        case Or():
            return _any_of(_compiled(item, way) for item in node.items)
        case And():
            return f"({' & '.join(_compiled(item, way) for item in node.items)})"
        case _:
            assert_never(node)


def _worded(node: Words, way: _Way) -> Iterator[str]:
    """Yield each form of words; the last word of the first form may go on."""
    mark = TITLE_MARK if way.titles else ""
    for form in (node.tokens, *node.others):
        words = [_quoted(mark + _short(word)) for word in form]
        is_begun = node.prefix and form is node.tokens
        if is_begun:
            words[-1] += ":*"
        pairs = [_quoted(pair) for pair in _pairs(form[:-1] if is_begun else form)]
        # Words of titles are rarer than pairs of words, which may be anywhere.
        is_narrow = way.narrow and pairs and not way.titles
        yield " & ".join(pairs if is_narrow else (*pairs, " <-> ".join(words)))


def _any_of(ways: Iterable[str]) -> str:
    return f"({' | '.join(f'({way})' for way in ways)})"
