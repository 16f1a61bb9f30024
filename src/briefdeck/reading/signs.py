"""Signs of entries in lists and in the overview, in the styles of the interface."""

from briefdeck.document.blocks import entry_sign
from briefdeck.draw.hues import caveat_signs, state_span
from briefdeck.draw.lines import Line, Span
from briefdeck.model.briefing import Entry
from briefdeck.reading.deck import Deck


def caveat_span(entry: Entry) -> Line:
    """The sign of an entry's caveat; nothing where it has no sign."""
    return caveat_signs(entry_sign(entry))


def caveat_tail(entry: Entry) -> Line:
    """The same behind a title."""
    sign = caveat_span(entry)
    return (Span(" "), *sign) if sign else ()


def amiss_signs(deck: Deck, entry_id: str) -> Line:
    """The sign of what is worst in an entry's quotations and numbers, or in a source's copy."""
    warning = deck.verdicts.warning(entry_id) if deck.verdicts else None
    return (state_span(warning.state),) if warning is not None and warning.state else ()
