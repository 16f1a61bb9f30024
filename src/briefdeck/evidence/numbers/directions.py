"""Which way a number points by the words beside it: a rise or a fall, more or less, a surplus."""

from typing import Final

from briefdeck.text.pattern import pattern

_UP: Final = (
    "rose|rise[sn]?|rising|increase[sd]?|increasing|grew|grow[ns]?|growing|growth|jumped|gained|up",
    "more|higher",
    "surplus",
)
_DOWN: Final = (
    "fell|falls?|fallen|falling|decrease[sd]?|decreasing|dropp?ed|drops?|declined?|reduced|down",
    "less|fewer|lower",
    "deficit|shortfall",
)
"""Words of change, of comparison and of balance: only those of one kind are opposed."""
_WAYS: Final = "|".join(
    f"(?P<{name}{kind}>{words})"
    for name, every in (("up", _UP), ("down", _DOWN))
    for kind, words in enumerate(every)
)
_BEFORE: Final = pattern(
    rf"(?i)\b(?:{_WAYS})(?:\s+(?:by|of|to|from|was|is|some|about|a|an|the|another|only|came))*\s*\Z"
)
_BEHIND: Final = pattern(rf"(?i)[\s-]{{1,2}}(?:[a-z]+\s+)?(?:{_WAYS})\b")
_REACH: Final = 48


def way_of(text: str, start: int, end: int) -> str:
    """Return which way a number between two places points, by its nearest word; empty for none.

    That is one of "up" and "down" with the kind of word. Ways of one kind can be opposed.
    """
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    found = before or _BEHIND.match(text, end, end + _REACH)
    if found is None:
        return ""
    return next(name for name, words in found.groupdict().items() if words)


def are_opposed(one: str, other: str) -> bool:
    """Whether one number rises and the other falls, or is more and less, or surplus and deficit."""
    return bool(one and other) and one != other and one[-1] == other[-1]
