"""The title of a work in its reference: in quotation marks, in italics, as a link, or plain."""

import re
from typing import Final

from msgspec import Struct

from briefdeck.intake.paper.styled import Styled
from briefdeck.text.pattern import pattern

QUOTES: Final = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“", "'": "'"}
"""Quotation marks that open, with those that close."""
_SENTENCE_END: Final = pattern(r"[.?!](?=\s+[\"“‘(\[]?[A-ZÀ-Þ0-9]|\s*\Z)")
_SHORT: Final = pattern(
    r"(?:\b(?:[A-ZÀ-Þ]|vs|v|[Nn]os?|[Vv]ol|St|Dr|Mr|Mrs|Jr|Inc|eds?|et al|approx)"
    r"|\b[A-ZÀ-Þ]\.[A-ZÀ-Þ])\.\Z"
)
_ASIDE: Final = pattern(
    r"\s*[(\[][^()\[\]]{0,60}\b(?:ed|edn|edition|papers?|report|no|number|vol|thesis|dissertation)\b"
    r"[^()\[\]]{0,30}[)\]]\.?\s*\Z",
    re.IGNORECASE,
)
_MADE_BY: Final = pattern(r"[^.“\"]{4,300}?(?=,\s+(?:[Tt]ranslated|[Ee]dited) by\b)")
_BEFORE_YEAR: Final = pattern(r".{4,300}?(?=,\s(?:1[5-9]|20)\d\d[a-z]?(?:\.|\s*\Z))")
"""A title behind which nothing but the year stands."""
_HALF_QUOTED: Final = pattern(r"[^“”\"]{4,300}?[,.?!]”")
"""A title whose first quotation mark was forgotten."""
_MEDIUM: Final = pattern(
    r"\s*\[[^\[\]]{0,40}\b(?:on-?line|internet|transcript|press release|video|audio|blog|web)\b"
    r"[^\[\]]{0,40}\]\.?\s*\Z",
    re.IGNORECASE,
)
_SHORTEST_LINK: Final = 8
"""Characters of the shortest link that is taken for a title."""


class Title(Struct, frozen=True):
    """A title, what stands behind it, and whether marks, italics or a link set it apart."""

    words: str
    rest: Styled
    is_set_apart: bool


def title_of(rest: Styled, *, is_dated: bool = False) -> Title:
    """Return the title that a text begins with; is_dated: whether its year stands before it."""
    for way in (_quoted, _in_italics, _linked):
        end = way(rest)
        if end:
            return Title(_bare(rest.text[:end]), rest.cut(end), is_set_apart=True)
    limits = [start for start, _ in rest.italics if start > 1]
    forms = (_MADE_BY, _HALF_QUOTED) if is_dated else (_MADE_BY, _HALF_QUOTED, _BEFORE_YEAR)
    limits += [found.end() for form in forms if (found := form.match(rest.text))]
    limit = min([*limits, len(rest.text)])
    end = next((end + 1 for end in sentence_ends(rest.text) if end < limit), limit)
    aside = _ASIDE.search(rest.text[:end])
    end = aside.start() if aside else end
    return Title(_bare(rest.text[:end]), rest.cut(end), is_set_apart=False)


def sentence_ends(text: str) -> list[int]:
    """Return the places of the full stops at which a sentence ends."""
    return [
        found.start()
        for found in _SENTENCE_END.finditer(text)
        if not _SHORT.search(text, max(0, found.start() - 8), found.start() + 1)
    ]


def _quoted(rest: Styled) -> int:
    """The end of a quotation that the text begins with, and that is a title by itself."""
    text = rest.text
    closing = QUOTES.get(text[:1])
    if closing is None:
        return 0
    end = text.find(closing, 1)
    while end > 0:
        after = text[end + 1 : end + 2]
        is_inside_word = after.isalnum() and text[end - 1].isalnum()
        if not is_inside_word and (after in ",.;:(" or not after.strip()):
            break
        end = text.find(closing, end + 1)
    if end <= 1:
        return 0
    following = text[end + 1 :].lstrip()
    is_closed = text[end - 1] in ".,?!…" or following[:1] in ".,;:([" or not following
    behind = len(text) - len(following)
    is_container = following[:3] in {"In ", "in "} or any(
        start == behind for start, _ in rest.italics
    )
    return end + 1 if is_closed or is_container else 0


def _in_italics(rest: Styled) -> int:
    """The end of the italics that the text begins with, and of a subtitle behind them."""
    if not rest.italics or rest.italics[0][0] > 1:
        return 0
    end = rest.italics[0][1]
    following = rest.text[end:].lstrip()
    if rest.text[end - 1] not in ".,:;?!" and following[:1].isalnum():
        # A name within the title of an article, as is "*Nature* refuses a paper".
        return 0
    if following.startswith(": "):
        return next((stop for stop in sentence_ends(rest.text) if stop > end), end)
    return end


def _linked(rest: Styled) -> int:
    """The end of a link that the text begins with, in quotation marks or not."""
    first = next(iter(rest.links), None)
    if first is None or first.start or rest.text[:1] in QUOTES:
        return 0
    return first.end if first.end >= _SHORTEST_LINK else 0


def _bare(title: str) -> str:
    """A title without the marks around it and a full stop or a comma at its end."""
    plain = _MEDIUM.sub("", title.strip(" ,;:"))
    closing = QUOTES.get(plain[:1])
    if closing is not None and plain.rstrip(".,").endswith(closing):
        inside = plain.rstrip(".,")[1:-1]
        if plain[0] not in inside or plain[0] != closing:
            plain = inside
    plain = plain.strip(" ,;:")
    if plain.endswith("”") and "“" not in plain:
        plain = plain[:-1].rstrip(" ,")
    if plain.endswith(".") and not plain.endswith("..") and not _SHORT.search(plain):
        plain = plain[:-1]
    return plain
