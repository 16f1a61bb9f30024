"""Sentences that outputs share, so that print, screen readers and exports say the same."""

from collections.abc import Iterator
from typing import Final, Literal

from briefdeck.document.blocks import (
    CAVEAT_SIGN,
    SUPPORT_SIGNS,
    SUPPORT_WORDS,
    Arguments,
    Badge,
    EntryList,
    Reference,
    SourceUse,
    Standing,
)
from briefdeck.evidence.passages import state_sign
from briefdeck.model.coverage_words import NOTHING_TO_CITE
from briefdeck.model.datewords import date_words
from briefdeck.model.evidence import Coverage, Support
from briefdeck.model.levels import Level
from briefdeck.output.prose_lines import LONGEST_HELD
from briefdeck.text.words import counted


def standing_words(block: Standing, *, reading: Level | Literal[""] = "") -> str:
    """Return `As of Apr 2020 · advocacy, from Davidson 2020 · 61% of 130 statements cited`.

    The sign of a source's own statements is explained there, before any of them. What became of
    quotations in stored copies follows, in a short reading in few words.
    """
    sourced = sourcing_words(block, sign=f" ({SUPPORT_SIGNS['traced']})")
    said = [dated_words(block), sourced]
    if block.verification is not None:
        from briefdeck.output.verdict_words import verified_words

        said.append(verified_words(block.verification, sign=f"{CAVEAT_SIGN} ", reading=reading))
    return " · ".join(filter(None, said))


def dated_words(block: Standing) -> str:
    """Return how fresh and whose side: `As of Apr 2020 · advocacy, from Davidson 2020`."""
    return f"As of {date_words(block.as_of)} · {stance_words(block)}"


def stance_words(block: Standing) -> str:
    """Return `advocacy, from Davidson 2020`, or the stance alone."""
    if block.condenses_label:
        return f"{block.stance}, from {block.condenses_label}"
    return block.stance


def sourcing_words(block: Standing, *, sign: str = "") -> str:
    """Return how much of a briefing is sourced; sign: what marks the condensed source's statements.

    `61% of 130 statements cited`; where it condenses a source whose statements it traces,
    `all 222 statements traced to the paper, which names a source for 41%`.
    """
    held = block.coverage
    if held.percent is None:
        return NOTHING_TO_CITE
    if not held.traced:
        return f"{held.percent}% of {counted(held.total, 'statement')} cited"
    others = held.total - held.reported
    share = f"{held.reported} of {counted(held.total, 'statement')}" if others else _all_of(held)
    words = f"{share} traced to the {block.condenses_noun}{sign}, {_named(held)}"
    rest = ", ".join(_others(held))
    return f"{words}; {rest}" if rest else words


def _all_of(held: Coverage) -> str:
    return "the only statement" if held.total == 1 else f"all {held.total} statements"


def _named(held: Coverage) -> str:
    """For how many of its statements the condensed source names a source itself."""
    if not held.named:
        return "which names no source"
    percent = 100 * held.named // held.reported
    those = "" if held.reported == held.total else " of them"
    return f"which names a source for {percent}%{those}"


def _others(held: Coverage) -> Iterator[str]:
    """What the statements are that the condensed source does not make."""
    sourced = held.sourced_elsewhere
    if sourced:
        yield f"{sourced} {_have(sourced)} other sources"
    if held.uncited:
        yield f"{held.uncited} {_have(held.uncited)} none"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def coverage_parts(block: Standing) -> str:
    """Return the coverage with its parts.

    `61% of 130 statements are cited: 20 by two or more sources, 60 by one, 50 by none`.
    """
    held = block.coverage
    if held.percent is None:
        return NOTHING_TO_CITE
    if held.traced:
        return f"{sourcing_words(block)}. {_counts(held, block.condenses_noun)}"
    are = "is" if held.total == 1 else "are"
    return (
        f"{held.percent}% of {counted(held.total, 'statement')} {are} cited: {held.cited} by two"
        f" or more sources, {held.single} by one, {held.uncited} by none"
    )


def _counts(held: Coverage, noun: str) -> str:
    return (
        f"Resting on two or more sources: {held.cited}; on one: {held.single}; "
        f"on the {noun} alone: {held.traced}; on none: {held.uncited}"
    )


def seen_words(reference: Reference) -> str:
    """Return `Seen only as cited in Davidson 2020.`; empty if it was seen, or its notes say it."""
    if reference.notes or not reference.via:
        return ""
    return f"Seen only as cited in {reference.via}."


def status_words(reference: Reference) -> str:
    """Return `Retracted.` or the like; empty for a source in force, or if its notes say it."""
    if reference.notes:
        return ""
    status = reference.source.status or "current"
    return "" if status == "current" else f"{status.capitalize()}."


NO_ARGUMENTS: Final = "No argument for or against it is recorded."


def missing_words(block: Arguments) -> str:
    """Return what is said where arguments of one side, or of both, are missing; else nothing."""
    match bool(block.arguments_for), bool(block.arguments_against):
        case False, False:
            return NO_ARGUMENTS
        case False, _:
            return "No argument for it is recorded."
        case _, False:
            return "No counter-argument is recorded."
        case _:
            return ""


def count_words(block: EntryList) -> str:
    """Return how many entries a list has, and how many of them fall with the page's source.

    `9 · the first 3 fall with it`.
    """
    total = len(block.items)
    alone = len([item for item in block.items if item.sole])
    if not alone:
        return str(total)
    if alone == total:
        return f"{total} · {'falls' if total == 1 else 'all fall'} with it"
    first = "the first falls" if alone == 1 else f"the first {alone} fall"
    return f"{total} · {first} with it"


def support_words(support: Support, words: str = "") -> str:
    """Return a support's sign and words: `◐ one source`."""
    return f"{SUPPORT_SIGNS[support]} {words or SUPPORT_WORDS[support]}"


def via_words(use: SourceUse) -> str:
    """Return where a source was seen: `cited in Davidson 2020, p. 6`; empty if itself was."""
    return f"cited in {use.via}" if use.via else ""


def badge_words(badge: Badge, support: Support | None, *, blank: str = " ") -> str:
    """Return a badge's text, with a sign before it where it is about support.

    blank: what stands between the two.
    """
    if badge.state is not None:
        sign = state_sign(badge.state)
        return sign if badge.brief == "" else f"{sign}{blank}{badge.text}"
    if badge.kind != "support" or support is None:
        return badge.text
    sign = SUPPORT_SIGNS[support]
    if badge.brief == "":
        return sign
    if support != "traced":
        return f"{sign}{blank}{badge.text}"
    # A short place stays in one piece, as the sign stays with the words.
    said, comma, place = (badge.brief or badge.text).rpartition(", ")
    if len(place) < LONGEST_HELD:
        place = place.replace(" ", blank)
    return f"{sign}{blank}{said}{comma}{place}"
