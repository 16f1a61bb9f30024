"""The originals of what is read: a source's stored copy at the cited place, and its address."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from briefdeck.document.chicago import address_of
from briefdeck.evidence.passages import Selector
from briefdeck.model.briefing import Source
from briefdeck.model.evidence import seen_in
from briefdeck.reading.deck import Deck
from briefdeck.reading.scene import Scene

if TYPE_CHECKING:
    from briefdeck.document.verdicts import Verdicts


class Original(Struct, frozen=True):
    """What is to be opened of a source: the place in it, and the words that are quoted of it.

    found: where these were found in its copy, if they were looked for.
    """

    source: Source
    at: str = ""
    words: str = ""
    found: Selector | None = None

    @property
    def address(self) -> str:
        """The source's address; empty where it has none."""
        return self.source.url or address_of(self.source)


def originals(scene: Scene) -> list[Original]:
    """Return the sources that are asked about: the one at the card or the mark, else all.

    That is the present entry, if it is one, or those that it cites. Where there is no copy of one
    that was seen through another, that one too.
    """
    deck, place = scene.deck, scene.reading.place
    entry = place.entry or ""
    pointed = _pointed_at(scene)
    if pointed is not None:
        return list(_of_source(deck, entry, pointed))
    shown = deck.entry(entry)
    if isinstance(shown, Source):
        before = scene.reading.back[-1].entry if scene.reading.back else None
        return [_original(deck, before or "", shown)]
    cited = (deck.entry(name) for name in deck.sources_of(entry))
    found: dict[str, Original] = {}
    for source in cited:
        if isinstance(source, Source):
            for each in _of_source(deck, entry, source):
                found.setdefault(each.source.id, each)
    return list(found.values())


def _pointed_at(scene: Scene) -> Source | None:
    """The source at the card, else at the marked link."""
    target = scene.reading.peek
    link = scene.reading.place.link
    if target is None and link is not None and "reader" in scene.places:
        links = scene.page.links
        target = links[link].target if link < len(links) else None
    entry = scene.deck.entry(target)
    return entry if isinstance(entry, Source) else None


def _of_source(deck: Deck, entry: str, source: Source) -> Iterator[Original]:
    """A source that an entry cites, and the one through which it was seen."""
    yield _original(deck, entry, source)
    if source.copy:
        return
    for link in deck.links.forward.get(entry, ()):
        if link.relation == "cites" and link.target == source.id:
            via = seen_in(link, deck.links)
            through = deck.entry(via.source) if via else None
            if isinstance(through, Source) and through.copy:
                yield _original(deck, entry, through, (via.at if via else None) or "")
                return


def _original(deck: Deck, entry: str, source: Source, at: str = "") -> Original:
    selectors = list(_found(deck.verdicts, entry, source.id)) if deck.verdicts else []
    links = deck.links.forward.get(entry, ())
    quoted = [link.quote or link.says for link in links if link.target == source.id]
    return Original(
        source,
        at or deck.place_in(entry, source.id),
        selectors[0].exact if selectors else next(filter(None, quoted), ""),
        selectors[0] if selectors else None,
    )


def _found(known: "Verdicts", entry: str, source: str) -> Iterator[Selector]:
    """Yield where the words that an entry quotes of a source were found, then its numbers."""
    for quoted in known.between(entry, source):
        yield from quoted.passage.selectors
    for number in known.numbers_between(entry, source):
        if number.passage.selector is not None:
            yield number.passage.selector
