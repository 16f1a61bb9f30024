"""Other forms of the words of a query, in the languages that the briefings are written in.

The index has words as they are written. A word that is looked for stands for all words of the
library that have the same stem, by Snowball's rules of a language, in briefings of that language.
"""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from briefdeck.library.query import And, Node, Or, Query, Words
from briefdeck.library.signs import Sign, sign_token
from briefdeck.library.store import languages_in, words_beginning

if TYPE_CHECKING:
    from Stemmer import Stemmer

SHORTEST: Final = 3
"""Letters of a stem; with fewer, words that have nothing in common share it."""
CHANGING: Final = 1
"""Letters at the end of a stem that its words may have otherwise: `polici` of `policy`."""

MOST_ALIKE: Final = 2000
"""Words that begin like a stem; of more, which only a stem of few letters has, none is taken."""


def with_stems(connection: sqlite3.Connection, query: Query) -> Query:
    """Return the query with all words of the library that have the stems of its words."""
    languages = languages_in(connection)

    def forms(words: Words) -> Node:
        found = [words, *_forms(connection, words, languages)]
        return Or(tuple(found)) if len(found) > 1 else words

    return query.with_forms(forms)


def _forms(connection: sqlite3.Connection, words: Words, languages: tuple[str, ...]) -> list[Node]:
    """Return other forms of a word by language."""
    if words.exact or words.written or len(words.tokens) > 1:
        return []
    found: list[Node] = []
    for language in languages:
        others = _with_the_stem(connection, words.tokens[0], language)
        if not others:
            continue
        first, *rest = ((other,) for other in others)
        node = Words(first, title=words.title, others=tuple(rest), exact=True)
        if len(languages) == 1:
            found.append(node)
        else:
            found.append(And((node, Sign(sign_token("language", language)))))
    return found


def _with_the_stem(connection: sqlite3.Connection, word: str, language: str) -> tuple[str, ...]:
    """Return the other words of the library that have the stem of this one."""
    [stem] = stems_of([word], language)
    if not stem:
        return ()
    alike = words_beginning(connection, beginning_of(stem), MOST_ALIKE) or ()
    stems = zip(alike, stems_of(alike, language), strict=True)
    return tuple(other for other, its in stems if its == stem and other != word)


def stems_of(words: Sequence[str], language: str) -> list[str]:
    """Return the stem of each word; empty where it is too short, or nobody knows the language."""
    stemmer = _stemmer(language)
    if stemmer is None:
        return [""] * len(words)
    return [stem if len(stem) >= SHORTEST else "" for stem in stemmer.stemWords(list(words))]


def beginning_of(stem: str) -> str:
    """Return what a word begins with that is taken for another form of one with this stem."""
    return stem[: max(SHORTEST, len(stem) - CHANGING)]


def _stemmer(language: str) -> "Stemmer | None":
    """Return what takes the endings off the words of a language; None where nobody made one."""
    from Stemmer import Stemmer

    try:
        return Stemmer(language)
    except KeyError:
        return None
