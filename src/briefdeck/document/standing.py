"""How well a briefing is supported: the block that says it, and words for its sources."""

from typing import Final

from briefdeck.document.blocks import SUPPORT_WORDS, Standing
from briefdeck.model.briefing import Briefing, Source
from briefdeck.model.csl import SourceType
from briefdeck.model.evidence import Coverage, Support
from briefdeck.model.links import Links

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


def standing_of(briefing: Briefing, links: Links, held: Coverage, label: str) -> Standing:
    """Return how fresh, whose side, how well supported a briefing is.

    held: its coverage. label: the short form of the source that it condenses, if it does.
    """
    front = briefing.front
    return Standing(
        as_of=front.as_of,
        stance=front.stance,
        coverage=held,
        condenses=front.condenses,
        condenses_label=label,
        condenses_noun=source_noun(links.entries.get(front.condenses or "")),
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
