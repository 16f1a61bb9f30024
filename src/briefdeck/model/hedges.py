"""Words around numbers that say how exact they are: "about", "more than", "at most"."""

import re
from typing import Final, NamedTuple

from briefdeck.model.briefing import Qualifier
from briefdeck.text.pattern import pattern

HEDGE_WORDS: Final[dict[Qualifier, tuple[str, ...]]] = {
    "about": (
        "about", "approximately", "approx.", "approx", "around", "roughly", "circa", "ca.", "ca",
        "c.", "some", "close to", "~", "≈", "∼",
    ),
    "nearly": ("nearly", "almost", "just under"),
    "more than": ("more than", "over", "above", "greater than", "just over", ">"),
    "less than": ("less than", "fewer than", "under", "below", "<"),
    "at least": ("at least", "no less than", "no fewer than", "not less than", ">=", "≥", "⩾"),
    "at most": ("at most", "up to", "no more than", "not more than", "<=", "≤", "⩽"),
    "estimated": ("an estimated", "estimated", "est.", "est"),
    "alleged": ("allegedly", "alleged", "reportedly"),
}  # fmt: skip
"""What stands right before an amount in cells of tables."""
HEDGE_OF: Final = {word: hedge for hedge, words in HEDGE_WORDS.items() for word in words}
HEDGE_BEHIND: Final[dict[str, Qualifier]] = {
    **HEDGE_OF, "+": "at least", "or more": "at least", "e": "estimated", "estimate": "estimated",
}  # fmt: skip
"""Hedges that may follow an amount in a cell; `e` is the flag of statistical offices."""

_IN_SENTENCES: Final[tuple[tuple[Qualifier, str], ...]] = (
    ("at least", r"at least|no (?:fewer|less) than|a minimum of"),
    ("at most", r"at most|up to|as (?:high|many|much) as|no more than|a maximum of"),
    (
        "nearly",
        r"nearly|almost|just under|close to|approach(?:es|ed|ing)?|near(?:ed|ing)?|not quite",
    ),
    (
        "more than",
        r"more than|over|above|exceed(?:s|ed|ing)?|upwards? of|surpass(?:es|ed|ing)?|in excess of",
    ),
    ("less than", r"less than|fewer than|under|below"),
    ("estimated", r"an estimated|estimated(?: at| to be)?"),
    ("alleged", r"an alleged|allegedly"),
    ("about", r"about|around|roughly|approximately|some|circa"),
)  # fmt: skip
_BEFORE: Final = pattern(
    r"\b(?:(?:a little|slightly|well|far|just)\s+(?=over|more|above))?"
    rf"(?:{'|'.join(f'(?P<h{place}>{words})' for place, (_, words) in enumerate(_IN_SENTENCES))})"
    r"(?:\s+(?:just|only|about|an?|the))*\s*\Z",
    re.IGNORECASE,
)


_LAST_WORDS: Final = """
    than least most to as high many much of nearly almost under approach approaches approached
    approaching neared nearing quite over above exceed exceeds exceeded exceeding surpass surpasses
    surpassed surpassing below estimated at be alleged allegedly about around roughly approximately
    some circa just only a an the
"""
_LAST: Final = frozenset(_LAST_WORDS.split())
"""What every hedge ends with: looking at one word first saves the search for most numbers."""


class Hedge(NamedTuple):
    """A hedge, and where its words begin."""

    qualifier: Qualifier
    start: int


def hedge_before(words: str) -> Hedge | None:
    """Return the hedge that the words before a number end with; None where they end with none."""
    bare = words.rstrip()
    if bare[bare.rfind(" ") + 1 :].lower() not in _LAST:
        return None
    found = _BEFORE.search(words)
    if found is None:
        return None
    said = (hedge for place, (hedge, _) in enumerate(_IN_SENTENCES) if found[f"h{place}"])
    return Hedge(next(said), found.start())
