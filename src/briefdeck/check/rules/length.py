"""Rules on length: the bottom line, key points and quotations are short or they are not read."""

from collections.abc import Iterator
from typing import Final

from briefdeck.check.case import Case
from briefdeck.check.rule import Finding, rule
from briefdeck.model.briefing import Series
from briefdeck.model.problem import KeyPath
from briefdeck.text.pattern import pattern

MOST_WORDS: Final = 60
"""The most words of a bottom line, a key point or a quotation."""

_CITATION: Final = pattern(r"\[@[^\[\]]*\]")
_TARGET: Final = pattern(r"(?<=\[\[)[^\[\]|]*\|")
_LETTER: Final = pattern(r"[^\W_]")
_SURELY_SHORT: Final = 2 * MOST_WORDS
"""Characters that cannot hold more words than allowed."""


def word_count(prose: str) -> int:
    """The words of a prose text that a reader reads: citations and signs not counted, a link by its own words.

    Where even with them there are no more than allowed, they are counted too: that is enough to know, and sooner known.
    """
    every = len(prose.split())
    if every <= MOST_WORDS:
        return every
    if "[" in prose:
        prose = _TARGET.sub("", _CITATION.sub("", prose))
    return sum(1 for word in prose.split() if _LETTER.search(word))


@rule("warning")
def long_bluf(case: Case) -> Iterator[Finding]:
    """The bottom line is longer than 60 words."""
    count = word_count(case.front.bluf)
    if count > MOST_WORDS:
        message = f"The bottom line has {count} words; at most {MOST_WORDS} are read in one breath."
        yield Finding(
            ("briefing", "bluf"),
            message,
            "Keep the judgment and what follows from it; move reasons to key points.",
        )


@rule("note")
def long_key_point(case: Case) -> Iterator[Finding]:
    """A key point is longer than 60 words."""
    for position, point in enumerate(case.briefing.key_points):
        count = word_count(point.text or "")
        if count > MOST_WORDS:
            message = f"The key point `{point.id}` has {count} words."
            yield Finding(
                ("key_points", position, "text"),
                message,
                f"Keep to {MOST_WORDS}, and move the rest to a finding that it links to.",
            )


@rule("warning")
def long_quotation(case: Case) -> Iterator[Finding]:
    """A quotation is longer than 60 words."""
    remedy = f"Quote at most {MOST_WORDS} words and report the rest in your own: more may not be yours to copy."
    for position, quotation in enumerate(case.briefing.quotations):
        count = word_count(quotation.text or "")
        if count > MOST_WORDS:
            yield Finding(
                ("quotations", position, "text"),
                f"The quotation `{quotation.id}` has {count} words.",
                remedy,
            )
    for path, quote in _quotes(case):
        if len(quote) > _SURELY_SHORT and len(quote.split()) > MOST_WORDS:
            yield Finding(
                (*path, "quote"), f"The words quoted here are {len(quote.split())}.", remedy
            )


def _quotes(case: Case) -> Iterator[tuple[KeyPath, str]]:
    """Every citation's `quote` with the citation's path."""
    for path, entry in zip(case.paths, case.entries, strict=True):
        for position, cite in enumerate(entry.cites or ()):
            if not isinstance(cite, str) and cite.quote:
                yield (*path, "cites", position), cite.quote
        if isinstance(entry, Series):
            for number, point in enumerate(entry.points):
                for position, cite in enumerate(point.cites):
                    if not isinstance(cite, str) and cite.quote:
                        yield (*path, "points", number, "cites", position), cite.quote
