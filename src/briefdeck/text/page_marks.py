"""Lines by which texts say that a page of print begins: `<!-- page 3 -->`, `[page 3]`."""

import re
from typing import Final

from briefdeck.text.pattern import pattern

_MARK: Final = pattern(
    r"\s*(?:<!--\s*page:?\s*([0-9]{1,4}|[ivxlc]{1,7})\s*-->"
    r"|\[page\s+([0-9]{1,4}|[ivxlc]{1,7})\]|-{2,}\s*page\s+([0-9]{1,4})\s*-{2,}"
    r"|\{([0-9]{1,4})\}-{3,})\s*",
    re.IGNORECASE,
)


def page_begun(line: str) -> str:
    """Return the number of the page that a line says to begin; empty where it says none."""
    found = _MARK.fullmatch(line)
    return next(filter(None, found.groups())) if found else ""
