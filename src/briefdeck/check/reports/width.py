"""How wide characters are, well enough to put a mark under them."""

from unicodedata import combining, east_asian_width


def cells(text: str) -> int:
    """The columns that a text fills in a terminal; exact but for emoji sequences."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)
