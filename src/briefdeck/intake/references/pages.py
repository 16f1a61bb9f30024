"""Pages as lists of references write them, as we do: `351-368`."""

import re
from typing import Final

from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line

_DASH: Final = pattern(r"\s*(?:-{2,3}|[‐‑‒–—―−])\s*")
_PREFIX: Final = pattern(r"^(?:pp?\.|pages?:?)\s+", re.IGNORECASE)


def pages(text: str) -> str:
    """Return pages with a hyphen between the first and the last; one of a label stays (`A-12`)."""
    plain = _PREFIX.sub("", one_line(text))
    return ", ".join([_range(part.strip()) for part in plain.split(",") if part.strip()])


def page_range(first: str, last: str) -> str:
    """Return a range of pages from its ends."""
    if not first or not last or first == last:
        return pages(first or last)
    return pages(f"{first}--{last}")


def _range(part: str) -> str:
    # Where a hyphen is part of a label, only a dash parts the two.
    is_labelled = bool(_DASH.search(part)) and "-" in _DASH.sub("", part)
    return _DASH.sub("–" if is_labelled else "-", part)
