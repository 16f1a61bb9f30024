"""The first sentence of a prose text, whole, with its citations and links."""

from typing import Final

from briefdeck.model.nodes import Citation, Inline, Paragraph, ProseBlock, Text
from briefdeck.text.pattern import pattern

_CITED_END: Final = pattern(
    r"[.!?\n](?:"
    # A stop, but not that of an abbreviation; citations after it belong to the sentence.
    r"(?<=[.!?])(?<![A-Z.][A-Z].)(?<!\b[A-Z].)(?<!\b(?:No|no|St|Mr|Dr|Ms|vs).)"
    r"[\"”’')*_]*(?:\s*\[@[^\[\]]*\])*\s+(?=[\"“‘'(*_\[]*[A-ZÀ-Þ])"
    r"|(?<=\n)\s*(?:\n|[-*+] ))"
)
"""Begins with a plain set of characters, so that a search skips to the next of them."""

_FARTHEST: Final = 1200
"""Characters of a sentence on either side of a place in it, at most."""
_END: Final = pattern(r"[.?!…]+[)\]\"'”’»]*(?=\s|$)|[。！？]+[」』）]*")
_REACH: Final = 40
"""Characters around a stop that are looked at."""
_LEADS_ON: Final = (":", ",", ";", "：", "，", "、")
"""How a paragraph ends that is not whole without what follows it: a list, as a rule."""
_ABBREVIATIONS: Final = frozenset((
    "al", "approx", "ca", "cf", "ch", "co", "col", "corp", "dr", "e.g", "ed", "eds", "eg", "est",
    "etc", "fig", "gen", "gov", "i.e", "ie", "inc", "jr", "lt", "ltd", "mr", "mrs", "ms", "mt",
    "no", "nos", "p", "pp", "prof", "rep", "rev", "sec", "sen", "sgt", "sr", "st", "vol", "vs",
    "jan", "feb", "apr", "aug", "sep", "sept", "oct", "nov", "dec",
))  # fmt: skip
"""Words that a full stop abbreviates."""


def first_sentence(prose: tuple[ProseBlock, ...]) -> tuple[Inline, ...]:
    """Return the first sentence of a text; a paragraph that is not closed counts as one.

    Empty where the text does not open with a paragraph, or where that only leads to a list.
    """
    if not prose or not isinstance(prose[0], Paragraph):
        return ()
    said: list[Inline] = []
    inlines = prose[0].inlines
    for place, inline in enumerate(inlines):
        end = _end_of(inline)
        if end is None:
            said.append(inline)
            continue
        assert isinstance(inline, Text), "only texts have ends"
        return _closed(said, inline, end, inlines[place + 1 :])
    return () if _leads_on(inlines) else inlines


def _end_of(inline: Inline) -> int | None:
    """Return where a sentence ends within a run of characters."""
    if not isinstance(inline, Text) or inline.code:
        return None
    text = inline.text
    for found in _END.finditer(text):
        if is_sentence_end(text, found.start(), found.end()):
            return found.end()
    return None


def is_sentence_end(text: str, start: int, end: int) -> bool:
    """Return whether these signs close a sentence, and not an abbreviation or a quoted question."""
    following = text[end : end + _REACH].lstrip()[:1]
    if following.islower():
        return False
    if text[start:end] != "." or not following:
        return True
    before = text[max(0, start - _REACH) : start].rpartition(" ")[2]
    is_initial = before[-1:].isupper() and not before[-2:-1].isalnum()
    return not is_initial and before.lower().strip("(.") not in _ABBREVIATIONS


def _closed(
    said: list[Inline], last: Text, end: int, following: tuple[Inline, ...]
) -> tuple[Inline, ...]:
    """Return a sentence with its last run, and with a citation that stands behind its full stop."""
    closing = Text(text=last.text[:end], emphasis=last.emphasis, strong=last.strong, code=last.code)
    is_last = not last.text[end:].strip()
    if is_last and following and isinstance(following[0], Citation):
        return (*said, closing, Text(text=" "), following[0])
    return (*said, closing)


def _leads_on(inlines: tuple[Inline, ...]) -> bool:
    last = inlines[-1] if inlines else None
    return isinstance(last, Text) and last.text.rstrip().endswith(_LEADS_ON)


def sentence_at(text: str, position: int) -> tuple[int, int]:
    """Return from and to of the sentence around a position; abbreviations do not end one.

    A citation that follows its stop belongs to it.
    """
    floor = max(0, position - _FARTHEST)
    start = floor
    for match in _CITED_END.finditer(text, floor, min(len(text), position + 9)):
        if match.end() <= position:
            start = match.end()
    following = _CITED_END.search(text, position, min(len(text), position + _FARTHEST))
    return start, following.end() if following else min(len(text), position + _FARTHEST)
