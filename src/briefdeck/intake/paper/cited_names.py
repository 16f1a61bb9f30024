"""By which names and years references are cited, exactly or nearly so."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from briefdeck.intake.paper.bibliography import Listed
from briefdeck.text.folding import tokens
from briefdeck.text.pattern import pattern
from briefdeck.text.words import nearest

_ET_AL: Final = pattern(r"\bet\s+al\b\.?|\band (?:others|colleagues)\b", re.IGNORECASE)
_SUFFIX: Final = pattern(r",?\s+(?:Jr|Sr)\b\.?")
_SPLIT: Final = pattern(r"\s*(?:,\s*(?:and|&)\s+|\s(?:and|&|y|et|und)\s|,|\s*&\s*)\s*")
_SMALL: Final = frozenset({"a", "an", "the", "of", "on", "in", "and", "for", "to", "at", "by"})
_SHORTEST_TITLE: Final = 8
"""Characters of a title by whose beginning a work without an author is cited."""


_PATIENCE: Final = 500
"""Citations for which a name that is written nearly so is looked for."""


class _Key(Struct, frozen=True):
    """A reference, and by what it is cited: families, or the words of an organization's name."""

    listed: Listed
    families: tuple[str, ...]
    words: frozenset[str]

    @property
    def name(self) -> str:
        """The first author, by which it is found in the list."""
        return self.families[0] if self.families else " ".join(sorted(self.words))


class CitedNames:
    """Finds the references that names and years of citations mean."""

    def __init__(self, references: Iterable[Listed]) -> None:
        keys = [_key(listed) for listed in references]
        self._by_family: dict[str, list[_Key]] = {}
        self._by_words: dict[frozenset[str], list[_Key]] = {}
        self._by_acronym: dict[str, list[_Key]] = {}
        self._by_name: dict[str, list[_Key]] = {}
        self._by_container: dict[frozenset[str], list[_Key]] = {}
        for key in keys:
            self._by_name.setdefault(key.name, []).append(key)
            for family in key.families[:1]:
                self._by_family.setdefault(family, []).append(key)
            if key.words:
                self._by_words.setdefault(key.words, []).append(key)
                self._by_acronym.setdefault(_acronym(key), []).append(key)
            held = _telling(str(dict(key.listed.item.fields).get("container-title", "")))
            if held:
                self._by_container.setdefault(held, []).append(key)
        self._names = tuple(self._by_name)
        self._titles = sorted([(_title(key), place) for place, key in enumerate(keys)])
        self._keys = keys
        self._patience = _PATIENCE

    def exact(self, names: str, year: str) -> Listed | None:
        """Return the one reference that is cited so; None for none, or for several."""
        is_et_al = bool(_ET_AL.search(names))
        plain = _plain(names)
        cited = [_folded(part) for part in _SPLIT.split(plain) if part.strip()]
        if not cited:
            return None
        ways = (self._of_people(cited), self._of_organization(plain), self._in(plain))
        for keys in ways:
            fitting = [key for key in keys if _is_of(key, year)] if year else keys
            best = [key for key in fitting if _counts_fit(key, cited, is_et_al=is_et_al)]
            chosen = _by_letter(best or fitting, year)
            if len(chosen) == 1:
                return chosen[0].listed
        return None

    def is_author(self, names: str) -> bool:
        """Return whether references have these authors, whatever the year."""
        plain = _plain(names)
        cited = [_folded(part) for part in _SPLIT.split(plain) if part.strip()]
        return bool(cited) and bool(self._of_people(cited) or self._by_words.get(_telling(plain)))

    def near(self, names: str, year: str) -> Listed | None:
        """Return the one reference whose author is written nearly so."""
        self._patience -= 1
        if self._patience < 0:
            return None
        plain = _plain(names)
        whole = " ".join(sorted(_telling(plain)))
        for word in dict.fromkeys([_folded(_SPLIT.split(plain)[0]), whole]):
            keys = self._by_name.get(nearest(word, self._names), []) if word else []
            fitting = [key for key in keys if not year or _is_of(key, year)]
            if len(fitting) == 1:
                return fitting[0].listed
        return None

    def _of_people(self, cited: Sequence[str]) -> list[_Key]:
        """The references whose first authors have these family names, or names and initials."""
        first = cited[0]
        keys = self._by_family.get(first) or self._by_family.get(first.rpartition(" ")[2], [])
        others = [name.rpartition(" ")[2] for name in cited[1:]]
        return [key for key in keys if _has_all(key.families[1:], others)]

    def _of_organization(self, said: str) -> list[_Key]:
        words = _telling(said)
        if not words:
            return []
        short = said.replace(".", "").replace(" ", "")
        found = self._by_words.get(words) or (short.isupper() and self._by_acronym.get(short))
        return found or self._titled(_folded(said.strip("“”\"'‘’")))

    def _in(self, said: str) -> list[_Key]:
        """The references that stand in a newspaper or the like of this name."""
        return self._by_container.get(_telling(said), [])

    def _titled(self, start: str) -> list[_Key]:
        """The references whose titles begin so."""
        found: list[_Key] = []
        if len(start) < _SHORTEST_TITLE:
            return found
        for title, place in self._titles[bisect_left(self._titles, (start, 0)) :][:2]:
            if title.startswith(start):
                found.append(self._keys[place])
        return found


def _key(listed: Listed) -> _Key:
    names = listed.reference.names
    literal = names[0].literal or "" if names else ""
    families = [_folded(name.full_family) for name in names if name.family]
    return _Key(listed, tuple(families), _telling(literal.partition("(")[0]))


def _title(key: _Key) -> str:
    return _folded(str(dict(key.listed.item.fields).get("title", "")))


def _acronym(key: _Key) -> str:
    """The short form of an organization: in parentheses behind its name, else its capitals."""
    said, _, rest = (key.listed.reference.names[0].literal or "").partition("(")
    words = said.replace("-", " ").split()
    short = rest.partition(")")[0] or "".join([word[0] for word in words if word[0].isupper()])
    return short.replace(".", "")


def _plain(names: str) -> str:
    return _SUFFIX.sub("", _ET_AL.sub("", names)).strip(" ,.")


def _has_all(families: Sequence[str], others: Iterable[str]) -> bool:
    return all(any(family.endswith(other) for family in families) for other in others)


def _folded(text: str) -> str:
    return " ".join(tokens(text))


def _telling(text: str) -> frozenset[str]:
    """The words by which a name is known."""
    return frozenset(tokens(text)) - _SMALL


def _is_of(key: _Key, year: str) -> bool:
    """Whether a reference may be of a year; a letter counts where both have one."""
    mine = key.listed.reference.year
    if not mine:
        return True
    if mine[-1:].isalpha() and year[-1:].isalpha():
        return mine.replace(" ", "") == year.replace(" ", "")
    return mine[:4] == year[:4]


def _by_letter(keys: Sequence[_Key], year: str) -> Sequence[_Key]:
    """The one that a letter behind a year means: `a` is the first, where the list has none."""
    have_letters = any(key.listed.reference.year[-1:].isalpha() for key in keys)
    if len(keys) < 2 or have_letters or not year[-1:].isalpha() or not year[:1].isdigit():
        dated = [key for key in keys if key.listed.reference.year]
        return dated if len(dated) == 1 else keys
    place = ord(year[-1]) - ord("a")
    return keys[place : place + 1]


def _counts_fit(key: _Key, cited: Sequence[str], *, is_et_al: bool) -> bool:
    """Whether a reference has as many authors as a citation says."""
    count = len(key.listed.reference.names)
    return count > max(len(cited), 1) if is_et_al else count == len(cited)
