"""Advice that a paper gives in a list: recommendations, and options that it names."""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from briefdeck.intake.paper.blocks import Block
from briefdeck.intake.paper.outline import Part
from briefdeck.text.pattern import pattern

_HEADING: Final = pattern(
    r"\b(?:recommend(?:ation|ed|s)|policy options?|options for|proposals?|next steps"
    r"|what (?:\w+ )?(?:should|must|can) (?:be )?do|policy (?:implications|responses|agenda)"
    r"|(?:a|the) (?:path|way) forward|action (?:plan|items|steps)|call to action)",
    re.IGNORECASE,
)
_LEAD: Final = pattern(
    r"\b(?:recommend(?:s|ed|ations?)?|options?|should|must|polic(?:y|ies)|measures|steps|actions"
    r"|proposals?|propose[sd]?"
    r"|urges?|calls? (?:on|for)|avenues|reforms)\b",
    re.IGNORECASE,
)
_OPTIONAL: Final = pattern(r"\b(?:could|might|may|options?|avenues|consider)\b", re.IGNORECASE)


class Advice(NamedTuple):
    """An item of a list of advice: something to do, or something that could be done."""

    block: Block
    type: Literal["recommendation", "option"]


def advice_of(part: Part) -> Iterator[Advice]:
    """Yield the items of lists in a part that give advice, by its heading or what leads to them."""
    is_advisory = bool(_HEADING.search(part.title))
    lead = ""
    for block in part.blocks:
        if block.kind != "bullet":
            lead = block.text[-_REACH:]
        elif lead.endswith(":") and _LEAD.search(lead):
            yield Advice(block, "option" if _OPTIONAL.search(lead) else "recommendation")
        elif is_advisory:
            is_optional = _OPTIONAL.search(part.title) is not None
            yield Advice(block, "option" if is_optional else "recommendation")


_REACH: Final = 240
"""Characters at the end of a paragraph that lead to a list."""
