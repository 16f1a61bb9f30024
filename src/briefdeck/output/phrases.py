"""Sentences that outputs share, so that print, screen readers and exports say the same."""

from typing import Final

from briefdeck.document.blocks import (
    SUPPORT_SIGNS,
    SUPPORT_WORDS,
    Badge,
    Reference,
    Standing,
)
from briefdeck.model.datewords import date_words
from briefdeck.model.evidence import Support
from briefdeck.text.words import counted

NOTHING_TO_CITE: Final = "no statements to cite"


def standing_words(block: Standing) -> str:
    """Return `As of Apr 2020 · advocacy, from Davidson 2020 · 61% of 130 statements cited`."""
    cited = cited_words(block.coverage.percent, block.coverage.total)
    return f"As of {date_words(block.as_of)} · {stance_words(block)} · {cited}"


def stance_words(block: Standing) -> str:
    """Return `advocacy, from Davidson 2020`, or the stance alone."""
    if block.condenses_label:
        return f"{block.stance}, from {block.condenses_label}"
    return block.stance


def cited_words(percent: int | None, total: int) -> str:
    """Return `61% of 130 statements cited`."""
    if percent is None:
        return NOTHING_TO_CITE
    return f"{percent}% of {counted(total, 'statement')} cited"


def coverage_parts(block: Standing) -> str:
    """Return the coverage with its parts.

    `61% of 130 statements are cited: 20 by two or more sources, 60 by one, 50 by none`.
    """
    held = block.coverage
    if held.percent is None:
        return NOTHING_TO_CITE
    are = "is" if held.total == 1 else "are"
    return (
        f"{held.percent}% of {counted(held.total, 'statement')} {are} cited: {held.cited} by two"
        f" or more sources, {held.single} by one, {held.uncited} by none"
    )


def status_words(reference: Reference) -> str:
    """Return `Retracted.` or the like; empty for a source in force, or if its notes say it."""
    if reference.notes:
        return ""
    status = reference.source.status or "current"
    return "" if status == "current" else f"{status.capitalize()}."


def support_words(support: Support) -> str:
    """Return a support's sign and word: `◐ one source`."""
    return f"{SUPPORT_SIGNS[support]} {SUPPORT_WORDS[support]}"


def badge_words(badge: Badge, support: Support | None, *, blank: str = " ") -> str:
    """Return a badge's text, with a sign before it where it is about support.

    blank: what stands between the two.
    """
    if badge.kind != "support" or support is None:
        return badge.text
    return f"{SUPPORT_SIGNS[support]}{blank}{badge.text}"
