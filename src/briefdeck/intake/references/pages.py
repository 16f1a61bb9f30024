"""Pages as lists of references write them, as we do: `351-368`."""

import re
from typing import Final

from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line

_DASH: Final = pattern(r"\s*(?:[-‐‑‒–—―−]{2,}|[‐‑‒–—―−])\s*")
_PREFIX: Final = pattern(r"^(?:pp?\.|pages?:?)\s+", re.IGNORECASE)


def pages(text: str) -> str:
    """Return pages with a hyphen between the first and the last; one of a label stays (`A-12`)."""
    plain = _PREFIX.sub("", one_line(text))
    return ", ".join([_range(part.strip()) for part in plain.split(",") if part.strip()])


def page_range(first: str, last: str) -> str:
    """Return a range of pages from its ends."""
    return pages(f"{first}--{last}" if first and last else first or last)


def _range(part: str) -> str:
    """A range with its sign; of one page that page."""
    ends = _DASH.split(part)
    if len(ends) == 1 and part.count("-") == 1:
        ends = part.split("-")
    if len(ends) > 1 and len(set(ends)) == 1:
        return ends[0]
    # Where a hyphen is part of a label, only a dash parts the two.
    is_labelled = bool(_DASH.search(part)) and "-" in _DASH.sub("", part)
    return _DASH.sub("–" if is_labelled else "-", part)
