"""Words of other programs as plain words on one line: no markup, and nothing that is not seen."""

import html
import re
import unicodedata
from typing import Final

from briefdeck.text.pattern import pattern
from briefdeck.text.visible import cleaned
from briefdeck.text.words import one_line

_UNSEEN: Final = pattern("[\u200b\u200e\u200f\u2060\ufeff]")
"""Signs without a width, which publishers leave in titles."""
_PARAGRAPH: Final = pattern(
    r"</?(?:p|br|div|li|ul|jats:p|jats:title|jats:sec|AbstractText)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_MARKUP: Final = pattern(
    r"</?(?:i|b|em|strong|sub|sup|sc|span|scp|jats:\w+|mml:\w+)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_MOST_ESCAPED: Final = 4
_ENTITY: Final = pattern(r"&(?:#[0-9]{1,6}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")


def plain_words(text: str) -> str:
    """Return words on one line, as they are read."""
    bare = _MARKUP.sub("", _PARAGRAPH.sub(" ", _unescaped(_UNSEEN.sub("", text))))
    return cleaned(one_line(unicodedata.normalize("NFC", bare)))


def with_subtitle(title: str, subtitle: str) -> str:
    """Return a title with its subtitle behind it."""
    if not title or not subtitle:
        return title or subtitle
    return f"{title}{' ' if title.endswith(('?', '!', ':')) else ': '}{subtitle}"


def _unescaped(text: str) -> str:
    """The text without entities, which on the way through databases are escaped again."""
    for _ in range(_MOST_ESCAPED):
        plain = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
        if plain == text:
            break
        text = plain
    return text
