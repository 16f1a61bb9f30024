"""The sources that two briefings have in common, whatever ids they have in each."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from briefdeck.document.chicago_labels import ShortForms
from briefdeck.model.briefing import Briefing, Source
from briefdeck.model.csl import bare_doi

SameSource = Literal["id", "DOI", "address", "title"]
SamePair = tuple[Source, Source, SameSource]
"""A source of each of two briefings that are one, and what shows it."""
_Key = tuple[SameSource, str]


class SharedSource(Struct, frozen=True, kw_only=True):
    """A source that both cite: its ids, how the first cites it, what shows that it is one."""

    ids: tuple[str, str]
    short: str
    because: SameSource


class KnownSources:
    """The sources of a briefing with what they are known by, for comparing it with others."""

    def __init__(self, briefing: Briefing) -> None:
        self.keyed = [(source, tuple(_source_keys(source))) for source in briefing.sources]
        self.longer_words = {source.id: _longer_words(source) for source in briefing.sources}
        self.by_key: dict[_Key, Source] = {}
        for source, keys in self.keyed:
            for key in keys:
                self.by_key.setdefault(key, source)


def shared_sources(pairs: Sequence[SamePair]) -> tuple[SharedSource, ...]:
    """Return the sources that two briefings share, as the first cites them."""
    short_forms = ShortForms([source for source, _, _ in pairs])
    return tuple(
        SharedSource(ids=(source.id, match.id), short=short_forms.short(source), because=because)
        for source, match, because in pairs
    )


def same_sources(one: KnownSources, other: KnownSources) -> Iterator[SamePair]:
    """Yield the sources of the first that the second has too, whatever their ids."""
    taken: set[str] = set()
    for source, keys in one.keyed:
        for key in keys:
            match = other.by_key.get(key)
            if match is None or match.id in taken:
                continue
            because = key[0]
            # An id is a weak sign: `smith-2001` may be two works, of other years and titles.
            if because == "id" and _year(source) != _year(match):
                words = one.longer_words[source.id], other.longer_words[match.id]
                if words[0].isdisjoint(words[1]):
                    continue
            taken.add(match.id)
            yield source, match, because
            break


def _source_keys(source: Source) -> Iterator[_Key]:
    """What a source is known by, the surest first."""
    if source.doi:
        yield "DOI", bare_doi(source.doi).casefold()
    if source.url:
        yield "address", re.sub(r"^https?://(?:www\.)?|[/#]+$", "", source.url.strip().casefold())
    yield "title", f"{_bare_title(source)} {_year(source)}"
    yield "id", source.id


def _longer_words(source: Source) -> frozenset[str]:
    return frozenset(word for word in _bare_title(source).split() if len(word) > 3)


def _year(source: Source) -> str:
    return source.issued.text[:4] if source.issued else ""


def _bare_title(source: Source) -> str:
    return " ".join(re.findall(r"\w+", source.title.casefold()))
