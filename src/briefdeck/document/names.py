"""Names of authors and editors as Chicago sets them: inverted in a reference list, family names alone in the text."""

from collections.abc import Sequence
from typing import Final

from briefdeck.model.briefing import Name

LISTED: Final = 6
"""Up to this many names are listed in full; of more, the first `KEPT` and "et al." (Chicago, 18th edition)."""
KEPT: Final = 3
NAMED_IN_TEXT: Final = 2


def family_name(name: Name) -> str:
    """What names a person or an organization in the text: `van der Berg`, `U.S. Department of State`."""
    if name.literal or not name.family:
        return name.literal or name.given or ""
    return f"{name.particle} {name.family}" if name.particle else name.family


def direct(name: Name) -> str:
    """A name in its natural order: `Martin Luther King Jr.`."""
    if name.literal or not name.family:
        return name.literal or name.given or ""
    return " ".join(part for part in (name.given, name.particle, name.family, name.suffix) if part)


def inverted(name: Name) -> str:
    """A name as a list sorts it: `King, Martin Luther, Jr.`, `Berg, Piet van der`."""
    if name.literal or not name.family:
        return name.literal or name.given or ""
    given = " ".join(part for part in (name.given, name.particle) if part)
    return ", ".join(part for part in (name.family, given, name.suffix) if part)


def listed(names: Sequence[Name], *, invert_first: bool = True) -> str:
    """Names as they open a reference (the first inverted), or as "edited by" has them."""
    shown = names if len(names) <= LISTED else names[:KEPT]
    words = [inverted(name) if invert_first and not position else direct(name) for position, name in enumerate(shown)]
    if len(shown) < len(names):
        return ", ".join([*words, "et al."])
    if len(words) < 2:
        return "".join(words)
    is_inverted = invert_first and inverted(names[0]) != direct(names[0])
    comma = "," if len(words) > 2 or is_inverted else ""
    return f"{', '.join(words[:-1])}{comma} and {words[-1]}"


def in_text(names: Sequence[Name], *, initials: bool = False) -> str:
    """Names as a citation in the text has them; `initials`: with those of the first author, to tell two people apart."""
    words = [family_name(name) for name in names]
    if initials and names[0].family and names[0].given:
        words[0] = f"{_initials(names[0].given)} {words[0]}"
    if len(words) > NAMED_IN_TEXT:
        return f"{words[0]} et al."
    return " and ".join(words)


def _initials(given: str) -> str:
    return " ".join(f"{part[0].upper()}." for part in given.replace("-", " ").split())
