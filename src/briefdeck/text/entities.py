"""Character references of HTML as the characters that they stand for."""

import html
from typing import Final

from briefdeck.text.pattern import pattern

_ENDLESS: Final = pattern(r"&#[0-9]{9,}+;?")


def unescaped(text: str) -> str:
    """Return a text with `&amp;` and its like as characters; what stands for none is replaced."""
    if "&" not in text:
        return text
    # Python's own refuses numbers of thousands of digits.
    return html.unescape(_ENDLESS.sub("\N{REPLACEMENT CHARACTER}", text))
