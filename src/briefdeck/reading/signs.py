"""The sign of an entry's caveat, in the style in which the interface shows it."""

from briefdeck.document.blocks import entry_sign
from briefdeck.draw.hues import caveat_signs
from briefdeck.draw.lines import Line, Span
from briefdeck.model.briefing import Entry


def caveat_span(entry: Entry) -> Line:
    """The sign of an entry's caveat; nothing where it has no sign."""
    return caveat_signs(entry_sign(entry))


def caveat_tail(entry: Entry) -> Line:
    """The same behind a title."""
    sign = caveat_span(entry)
    return (Span(" "), *sign) if sign else ()
