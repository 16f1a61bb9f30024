"""Finding in an open briefing, in the language of the library's search, at each key.

Words stand in any order and are found in their other forms, too; the last one may go on.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from os.path import commonprefix
from typing import Final, NamedTuple, assert_never

from briefdeck.library.grammar import parse
from briefdeck.library.passage import entry_signs, front_signs
from briefdeck.library.query import And, BadQuery, Node, Not, Or, Query, Words
from briefdeck.library.signs import Sign, sign_token
from briefdeck.reading.deck import Deck
from briefdeck.reading.entry_texts import texts_of, title_of, words_of
from briefdeck.text.folding import tokens
from briefdeck.text.inflections import inflections
from briefdeck.text.matching import stands_as_written
from briefdeck.text.narrowing import Narrowing
from briefdeck.text.pattern import pattern

MOST_READ: Final = 300
"""Of so many matches the text is read to see whether a phrase stands in it as it was typed."""
SHORTEST: Final = 3
"""Letters that are left of a word for which nothing was found, at least."""
SOURCES: Final = Sign(sign_token("kind", "source"))
OPERATORS: Final = frozenset({"AND", "OR", "NOT"})
_CHUNK: Final = pattern(r'(?:[^\W\d_]+:)?"[^"]*"?|\S+')
"""A word of a query, with its field, or a phrase in quotes."""


class Found(NamedTuple):
    """What a query finds: (section, entry) of each hit, best first, else in reading order.

    The overview's entry is empty. `words` are to be lit. `advice`: where nothing matches, why, and
    what would.
    """

    hits: tuple[tuple[str, str], ...] = ()
    words: tuple[Words, ...] = ()
    advice: str = ""


class FindIndex:
    """The folded words of every entry of a briefing, and the signs that fields ask for.

    Made bit by bit, finished when asked.
    """

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self._entries: list[tuple[str, str]] = []
        self._texts: list[str] = []
        """Words with a blank before and behind each: those of the title, then all."""
        self._title_ends: list[int] = []
        self._signed: dict[str, list[int]] = {}
        """The places of the entries that have a sign, in order."""
        self._parted: dict[str, tuple[tuple[str, ...]]] = {}
        """`crossborder`: ((`cross`, `border`),), where a text has the two with a hyphen."""
        self._coming = self._fold(deck)
        self.is_complete = False
        self._narrowing: Narrowing | None = None
        self._counts: dict[str, int] = {}

    def advance(self, count: int) -> bool:
        """Fold a few more entries; says whether all are done."""
        if not self.is_complete:
            folded = sum(1 for _ in islice(self._coming, count))
            self.is_complete = folded < count
        return self.is_complete

    def _finish(self) -> None:
        while not self.advance(1000):
            pass

    def search(self, query: str) -> Found:
        """What matches a query as it is typed so far."""
        self._finish()
        if not query.strip():
            return Found()
        asked = self._asked(query)
        if isinstance(asked, BadQuery):
            return Found(advice=f"{asked.message} {asked.remedy}".strip())
        hits = self._ranked(asked, self._places(asked))
        self._counts[query] = len(hits)
        if not hits:
            return Found(words=asked.words, advice=self._advice(query))
        return Found(tuple([self._entries[place] for place in hits]), asked.words)

    def titled(self, words: str, most: int) -> tuple[tuple[str, str], ...]:
        """(section, entry) of entries with all words, at least begun, in their titles.

        At most so many; titles that begin with the words come first.
        """
        self._finish()
        needles = tuple([f" {word}" for word in tokens(words)])
        places = self._narrowed(needles)
        for needle in needles:
            places = self._with(needle, places, in_titles=True)
        begun = {place for place in places if self._texts[place].startswith("".join(needles))}
        return tuple([self._entries[place] for place in _first(places, begun)[:most]])

    # Folding

    def _fold(self, deck: Deck) -> Iterator[None]:
        self._take(("overview", ""), deck.title, texts_of(deck, ""))
        self._sign(front_signs(deck.briefing.front))
        yield
        for section in deck.sections:
            # Not the section's rows: all at once they would take too long in idle time.
            for entry_id in dict.fromkeys(each.id for each in section.entries(deck.briefing)):
                entry = deck.links.entries[entry_id]
                self._take((section.name, entry_id), title_of(entry), words_of(entry))
                self._sign(entry_signs(entry, deck.links))
                yield

    def _take(self, entry: tuple[str, str], title: str, words: Iterable[str]) -> None:
        named = _spaced(title)
        text = " ".join(words)
        self._entries.append(entry)
        self._title_ends.append(len(named))
        self._texts.append(named + _spaced(text))
        for word in text.split():
            if "-" in word:
                parts = tuple(tokens(word))
                self._parted["".join(parts)] = (parts,)

    def _sign(self, signs: Iterable[str]) -> None:
        place = len(self._entries) - 1
        for sign in set(signs):
            self._signed.setdefault(sign, []).append(place)

    # Asking

    def _asked(self, query: str) -> Query | BadQuery:
        """The query with all forms of its words, unless it has quotes: those ask for the word."""
        parsed = parse(query, typing=True)
        if isinstance(parsed, BadQuery) or '"' in query:
            return parsed
        last = None if query[-1:].isspace() else parsed.words[-1:]
        return parsed._replace(node=self._widened(parsed.node, last))

    def _widened(self, node: Node, last: tuple[Words, ...] | None) -> Node:
        match node:
            case And() | Or():
                items = tuple([self._widened(item, last) for item in node.items])
                return node._replace(items=items)
            case Words(tokens=(word,)):
                goes_on = node.prefix or ((node,) == last and not node.written)
                forms = [(form,) for form in inflections(word)]
                if goes_on:
                    # What begins so is found anyway.
                    forms = [form for form in forms if not form[0].startswith(word)]
                others = (*node.others, *forms, *self._parted.get(word, ()))
                return node._replace(others=others, prefix=goes_on)
        return node

    def _places(self, query: Query) -> Sequence[int]:
        return self._matching(query.node, self._narrowed(tuple(_needed(query.node))))

    def _narrowed(self, needles: tuple[str, ...]) -> Sequence[int]:
        if self._narrowing is None:
            self._narrowing = Narrowing(self._texts)
        return self._narrowing.places(needles)

    def _matching(self, node: Node, places: Sequence[int]) -> Sequence[int]:
        """Those of the places, in order, that match a node."""
        match node:
            case Words():
                return self._with_words(node, places, in_titles=node.title)
            case Sign():
                signed = self._having_sign(node)
                return [place for place in places if place in signed]
            case Not():
                without = set(self._matching(node.item, places))
                return [place for place in places if place not in without]
            case Or():
                found = self._any_of(node, places)
                return [place for place in places if place in found]
            case And():
                for item in node.items:
                    places = self._matching(item, places)
                return places
        assert_never(node)

    def _any_of(self, node: Or, places: Sequence[int]) -> set[int]:
        found: set[int] = set()
        for item in node.items:
            # A run of years is many signs: not each is looked for among all places.
            if isinstance(item, Sign):
                found |= self._having_sign(item)
            else:
                found.update(self._matching(item, places))
        return found

    def _with_words(self, words: Words, places: Sequence[int], *, in_titles: bool) -> Sequence[int]:
        needles = _needles(words)
        places = self._with(_common_start(needles), places, in_titles=in_titles)
        if len(needles) == 1:
            return places
        found: set[int] = set()
        others: Sequence[int] = places
        for needle in needles:
            found.update(self._with(needle, others, in_titles=in_titles))
            others = [place for place in others if place not in found]
        return [place for place in places if place in found]

    def _with(self, needle: str, places: Iterable[int], *, in_titles: bool) -> list[int]:
        texts = self._texts
        if in_titles:
            ends = self._title_ends
            return [each for each in places if texts[each].find(needle, 0, ends[each]) >= 0]
        return [each for each in places if needle in texts[each]]

    def _having_sign(self, sign: Sign) -> set[int]:
        if not sign.prefix:
            return set(self._signed.get(sign.token, ()))
        found = [each for token, each in self._signed.items() if token.startswith(sign.token)]
        return set().union(*found)

    # Ranking

    def _ranked(self, query: Query, places: Sequence[int]) -> Sequence[int]:
        """Matches in titles first, then what stands as it was typed; all sources last."""
        titled: Sequence[int] = places if query.words else ()
        for words in query.words:
            titled = self._with_words(words, titled, in_titles=True)
        places = _first(places, self._as_typed(query, places))
        places = _first(places, set(titled))
        return _last(places, self._having_sign(SOURCES))

    def _as_typed(self, query: Query, places: Sequence[int]) -> set[int]:
        """The matches in which all words stand in a row, or with their signs."""
        signed = [words for words in query.words if words.written]
        if signed and len(places) <= MOST_READ:
            return {each for each in places if self._stands(signed, each)}
        if len(query.words) < 2:
            return set()
        row = " ".join(" ".join(words.tokens) for words in query.words)
        return set(self._with(f" {row}", places, in_titles=False))

    def _stands(self, signed: Sequence[Words], place: int) -> bool:
        _, entry_id = self._entries[place]
        text = " ".join(texts_of(self._deck, entry_id))
        return all(stands_as_written(text, words) for words in signed)

    # Advice

    def _advice(self, query: str) -> str:
        """What would be found instead: words that occur nowhere are shorter or left out there."""
        asked = query.strip()
        for other in self._other_queries(asked):
            if count := self._count(other):
                return f"Nothing for “{asked}”; {count:,} for “{_with_dots(other)}”."
        return f"Nothing for “{asked}”."

    def _other_queries(self, query: str) -> Iterator[str]:
        if '"' in query:
            yield " ".join(query.replace('"', " ").split())
        known = [self._known(chunk) for chunk in _CHUNK.findall(query)]
        chunks = [chunk for chunk in known if chunk]
        # The shorter ones have been counted as they were typed.
        for end in range(len(chunks), 0, -1):
            yield " ".join(chunks[:end])

    def _known(self, chunk: str) -> str:
        """A word of a query if it occurs, else as much of it as some word begins with."""
        if chunk in OPERATORS or self._count(chunk):
            return chunk
        start = ""
        for length in range(SHORTEST, len(chunk)):
            if not (chunk.isalpha() and self._count(f'"{chunk[:length]}"*')):
                break
            start = f"{chunk[:length]}*"
        return start

    def _count(self, query: str) -> int:
        if query not in self._counts:
            asked = self._asked(query)
            self._counts[query] = 0 if isinstance(asked, BadQuery) else len(self._places(asked))
        return self._counts[query]


def _first(places: Sequence[int], chosen: set[int]) -> Sequence[int]:
    """The places with those chosen before the others, else in their order."""
    if not chosen:
        return places
    others = [place for place in places if place not in chosen]
    return [place for place in places if place in chosen] + others


def _last(places: Sequence[int], chosen: set[int]) -> Sequence[int]:
    others = [place for place in places if place not in chosen]
    return others + [place for place in places if place in chosen]


def _spaced(text: str) -> str:
    return f" {' '.join(tokens(text))} "


def _with_dots(query: str) -> str:
    return re.sub(r"\*(?=\s|$)", "…", query)


def _needles(words: Words) -> list[str]:
    """What a text has one of that has the words."""
    first = " ".join(["", *words.tokens, ""])
    if words.prefix:
        first = first[:-1]
    return [first, *[" ".join(["", *other, ""]) for other in words.others]]


def _common_start(needles: list[str]) -> str:
    return commonprefix(needles)  # noqa: RUF071  # letters are to be compared, not folders


def _needed(node: Node) -> Iterator[str]:
    """What every text has that matches; there may be more to it."""
    match node:
        case Words():
            yield _common_start(_needles(node))
        case And():
            for item in node.items:
                yield from _needed(item)
