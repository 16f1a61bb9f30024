"""Which words a briefing says are in its sources, and in whose copy they are looked for."""

from collections.abc import Iterator

from msgspec import Struct

from briefdeck.loader import Loaded
from briefdeck.model.briefing import Quotation, Source
from briefdeck.model.evidence import seen_in
from briefdeck.model.links import Link, Links
from briefdeck.model.problem import KeyPath
from briefdeck.model.prose import plain_text

_MARKS = "\"'“”„«»‘’‹›"
"""Quotation marks, which the author puts around words that a source has without them."""


class Sought(Struct, frozen=True):
    """Words of a source that a citation gives.

    entry, path, source, at, words, is_says: as in `Quoted`. seen_in: the source in whose copy they
    are looked for, the cited one or that through which it was seen; seen_at: the place in it.
    """

    entry: str
    path: KeyPath
    source: str
    at: str | None
    words: str
    is_says: bool
    seen_in: str
    seen_at: str | None


def sought_quotations(loaded: Loaded) -> Iterator[Sought]:
    """Yield every quotation of a briefing, entry by entry."""
    briefing, links = loaded.briefing, loaded.links
    if briefing is None or links is None:
        return
    texts = {each.id: _spoken(each) for each in briefing.quotations}
    for entry_id in links.entries:
        for link in links.forward[entry_id]:
            yield from _of_citation(link, links, texts.get(entry_id, ""))


def _of_citation(link: Link, links: Links, spoken: str) -> Iterator[Sought]:
    """Yield what a citation quotes; that of a quotation without words of its own, its text."""
    if not isinstance(links.entries[link.target], Source):
        return
    words = link.quote
    if not words and _is_in_list(link):
        words = spoken
    if words:
        yield _sought(link, links, words, is_says=False)


def _is_in_list(link: Link) -> bool:
    """Whether a link is an entry's own citation, not one in a text or in its caveat."""
    return link.relation == "cites" and len(link.path) == 4 and link.path[2] == "cites"


def _sought(link: Link, links: Links, words: str, *, is_says: bool) -> Sought:
    through = seen_in(link, links)
    return Sought(
        entry=link.source,
        path=link.path,
        source=link.target,
        at=link.at,
        words=words,
        is_says=is_says,
        seen_in=link.target if through is None else through.source,
        seen_at=link.at if through is None else through.at,
    )


def _spoken(quotation: Quotation) -> str:
    """The words of a quotation without markup, nor the marks around the whole of it."""
    return plain_text(quotation.text or "").strip().strip(_MARKS)
