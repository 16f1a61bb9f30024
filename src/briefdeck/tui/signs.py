"""The signs of evidence and caveats, in the styles in which the interface shows them."""

from briefdeck.document.blocks import SUPPORT_SIGNS, entry_sign
from briefdeck.draw.lines import Line, Span
from briefdeck.model.briefing import Entry
from briefdeck.model.evidence import Support


def support_sign(support: Support) -> Span:
    """How a statement is supported, as a sign; to be noticed where it is not."""
    return Span(SUPPORT_SIGNS[support], "caveat" if support == "uncited" else "citation")


def caveat_sign(entry: Entry) -> Span | None:
    """The sign of an entry's caveat; None where it has no sign."""
    sign = entry_sign(entry)
    return Span(sign, "caveat" if entry.has_warning else "citation") if sign else None


def caveat_tail(entry: Entry) -> Line:
    """The same sign behind a title; nothing where it has none."""
    sign = caveat_sign(entry)
    return (Span(" "), sign) if sign else ()
