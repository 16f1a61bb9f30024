"""Words of a copy with what stands around them, as they are stored."""

from typing import Final

from briefdeck.evidence.passages import CopyText, Selector

_AROUND: Final = 32
"""Characters before and after the words, about: whole words."""
_READ: Final = 4 * _AROUND
"""Characters in which they are looked for, however much white space is among them."""


def selector(copy: CopyText, start: int, end: int) -> Selector:
    """Return the words of a copy from one offset to before another."""
    before = _squeezed(copy.text[max(start - _READ, 0) : start])
    after = _squeezed(copy.text[end : end + _READ])
    return Selector(
        exact=_squeezed(copy.text[start:end]),
        prefix=_last_words(before) if len(before) > _AROUND else before,
        suffix=_first_words(after) if len(after) > _AROUND else after,
        start=start,
        end=end,
        page=copy.page_at(start),
        sheet=copy.sheet_at(start),
    )


def _squeezed(text: str) -> str:
    """Return a text with its white space as single spaces, those at its ends too."""
    words = " ".join(text.split())
    before = " " if text[:1].isspace() else ""
    after = " " if words and text[-1:].isspace() else ""
    return before + words + after


def _last_words(text: str) -> str:
    cut = text[-_AROUND:]
    blank = cut.find(" ", 0, -1)
    return cut if blank < 0 else cut[blank + 1 :]


def _first_words(text: str) -> str:
    cut = text[:_AROUND]
    blank = cut.rfind(" ", 1)
    return cut if blank < 0 else cut[:blank]
