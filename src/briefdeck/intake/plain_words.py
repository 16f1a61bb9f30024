"""Plain words of another file as prose of a briefing, in which they mean nothing but themselves."""

import re
from typing import Final

from briefdeck.model.prose import plain_text
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line

_SIGNS: Final = pattern(r"[\\`*_\[\]<>~]")
_LIST: Final = pattern(r"^[*•‣·–-](?=\s+\S)", re.MULTILINE)
_OPENING: Final = pattern(r"[-+]|[0-9]{1,9}(?=[.)])")
_BLANK_LINES: Final = pattern(r"\n\s*\n")


def as_prose(words: str) -> str:
    """Return prose that shows these words, with their paragraphs and lists."""
    paragraphs = _BLANK_LINES.split(words.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n\n".join([_paragraph(part.strip()) for part in paragraphs if part.strip()])


def _paragraph(words: str) -> str:
    if "\n" in words:
        listed = _LIST.sub("-", "\n".join(map(str.strip, words.split("\n"))))
        bare = _LIST.sub("", listed)
        return listed if _is_plain(bare) else _SIGNS.sub(_escaped, listed)
    if _is_plain(words):
        return words
    written = _SIGNS.sub(_escaped, words)
    opening = _OPENING.match(written)
    if opening is None:
        return written
    sign = opening.group()
    mark = f"{sign}\\" if sign.isdigit() else f"\\{sign}"
    return mark + written[opening.end() :]


def _is_plain(words: str) -> bool:
    return one_line(plain_text(words)) == one_line(words)


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found.group()}"
