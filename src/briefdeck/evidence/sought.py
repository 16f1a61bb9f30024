"""Which words a briefing says are in its sources, and in whose copy they are looked for."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from briefdeck.loader import Loaded
from briefdeck.model.briefing import Quotation, Source, Via
from briefdeck.model.evidence import seen_in
from briefdeck.model.links import Link, Links
from briefdeck.model.problem import KeyPath
from briefdeck.model.prose import plain_text
from briefdeck.text.pattern import pattern

_MARKS: Final = "\"'“”„«»‘’‹›"
"""Quotation marks, which the author puts around words that a source has without them."""

_BLOCK: Final = pattern(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
"""Signs before the lines of a block quote."""


class Sought(Struct, frozen=True):
    """Words of a source that a citation gives.

    Most fields are those of `Quoted`. seen_in: the source in whose copy they are looked for, the
    cited one or that through which it was seen; seen_at: the place in it.
    """

    entry: str
    path: KeyPath
    source: str
    at: str | None
    words: str
    words_path: KeyPath
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
        listed = {(e.target, e.at) for e in links.forward[entry_id] if _is_in_list(e)}
        for link in links.forward[entry_id]:
            is_twice = _is_in_text(link) and (link.target, link.at) in listed
            spoken = "" if is_twice else texts.get(entry_id, "")
            yield from _of_citation(link, links, spoken)


def _of_citation(link: Link, links: Links, spoken: str) -> Iterator[Sought]:
    """Yield what a citation quotes; that of a quotation without words of its own, its text.

    spoken: that text; empty where another citation of the same place has it.
    """
    if not isinstance(links.entries[link.target], Source):
        return
    if link.quote:
        yield _sought(link, links, link.quote, (*link.path, "quote"))
    elif spoken and (_is_in_list(link) or _is_in_text(link)):
        yield _sought(link, links, spoken, (*link.path[:2], "text"))
    if link.says:
        yield _sought(link, links, link.says, (*link.path, "says"))


def _is_in_list(link: Link) -> bool:
    """Whether a link is an entry's own citation, not one in a text or in its caveat."""
    return link.relation == "cites" and len(link.path) == 4 and link.path[2] == "cites"


def _is_in_text(link: Link) -> bool:
    """Whether a link is a citation in the text of an entry itself."""
    return link.relation == "cites" and link.path[2:] == ("text",)


def _sought(link: Link, links: Links, words: str, words_path: KeyPath) -> Sought:
    place = place_seen(link, links)
    return Sought(
        entry=link.source,
        path=link.path,
        source=link.target,
        at=link.at,
        words=words,
        words_path=words_path,
        is_says=words_path[-1] == "says",
        seen_in=place.source,
        seen_at=place.at,
    )


def place_seen(citation: Link, links: Links) -> Via:
    """Return in which source's copy something that is cited is to be looked for, and where in it.

    In the cited one's; where that has none, in the one through which it was seen.
    """
    cited = links.entries[citation.target]
    through = seen_in(citation, links)
    has_own = isinstance(cited, Source) and bool(cited.copy or cited.sha256)
    if through is None or has_own:
        return Via(source=citation.target, at=citation.at)
    return through


def _spoken(quotation: Quotation) -> str:
    """The words of a quotation without markup, nor the marks around the whole of it."""
    return plain_text(_BLOCK.sub("", quotation.text or "")).strip().strip(_MARKS)
