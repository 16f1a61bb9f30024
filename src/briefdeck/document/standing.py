"""How well a briefing is supported: the block that says it, and words for its sources."""

from collections.abc import Sequence
from typing import Final

from briefdeck.document.blocks import SUPPORT_WORDS, Standing, Verified
from briefdeck.model.briefing import Briefing, Entry, Source
from briefdeck.model.csl import SourceType
from briefdeck.model.evidence import Coverage, Support, cited_sources
from briefdeck.model.links import Links
from briefdeck.text.words import capital, numeral, plural

_NOUNS: Final[dict[SourceType, str]] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "bill": "bill",
    "book": "book",
    "chapter": "chapter",
    "dataset": "dataset",
    "hearing": "hearing",
    "interview": "interview",
    "legislation": "law",
    "post": "post",
    "post-weblog": "post",
    "regulation": "regulation",
    "speech": "speech",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "treaty",
    "webpage": "page",
}


def standing_of(
    briefing: Briefing,
    links: Links,
    held: Coverage,
    label: str,
    verification: Verified | None = None,
) -> Standing:
    """Return how fresh, whose side, how well supported a briefing is.

    held: its coverage. label: the short form of the source that it condenses, if it does.
    verification: what became of its quotations, where there are copies.
    """
    front = briefing.front
    return Standing(
        as_of=front.as_of,
        stance=front.stance,
        coverage=held,
        condenses=front.condenses,
        condenses_label=label,
        condenses_noun=source_noun(links.entries.get(front.condenses or "")),
        verification=verification,
    )


def source_noun(source: object) -> str:
    """Return what a source is called when it is spoken of: `paper`, `book`, `report`."""
    if not isinstance(source, Source):
        return "source"
    if source.type == "report" and "report" in (source.genre or "").casefold():
        return "report"
    return _NOUNS.get(source.type, "paper")


def own_words(owner: str, at: str | None) -> str:
    """Return what a source's own statement is called: `the paper's own statement, p. 3`."""
    place = f", {at}" if at else ""
    return f"{owner}'s own statement{place}"


def held_words(support: Support, owner: str = "", at: str | None = None) -> str:
    """Return a support in words; owner: whose statement it is, where it is one source's own."""
    if support == "traced" and owner:
        return own_words(owner, at)
    return SUPPORT_WORDS[support]


def points_words(points: Sequence[Entry], links: Links) -> str:
    """Return whether key points, or findings, have sources of their own, as a sentence.

    Empty where there are none.
    """
    if not points:
        return ""
    sourced = sum(bool(cited_sources(point.id, links)) for point in points)
    return _sourcing_words(sourced, len(points), points[0].noun)


def _sourcing_words(sourced: int, total: int, noun: str) -> str:
    if total == 1:
        names = "names" if sourced else "does not name"
        return f"Its one {noun} {names} a source of its own."
    of_all = f"of the {numeral(total)} {plural(noun)}"
    if sourced == total:
        every = "Both" if total == 2 else f"All {numeral(total)}"
        return f"{every} {plural(noun)} name a source."
    if not sourced:
        return f"None {of_all} names a source of its own."
    if sourced == 1:
        return f"One {of_all} names a source of its own."
    return f"{capital(numeral(sourced))} {of_all} name sources of their own."
