"""A quotation as the parts that it says stand in its source, in order."""

from typing import Final, NamedTuple

from briefdeck.evidence.words.omissions import REPLACED, may_stand_for
from briefdeck.evidence.words.wording import BREAK, QUOTES, Gap, Token, is_in_number, tokens
from briefdeck.text.pattern import pattern

OMITTED: Final = 3000
"""Characters that may stand where a quotation says that it leaves something out: about a page.

Who leaves out more quotes two passages, and any two words stand somewhere in a long text.
"""

_DOTS: Final = r"(?:…+|\.(?:\s?\.){2,})"
_OMISSION: Final = rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}"
_SEAM: Final = pattern(
    rf"(?P<omission>{_OMISSION})|(?<!\w)\[(?P<initial>\w)\](?=\w)|(?<=\w)(?P<ending>\[\w{{1,6}}\])"
    r"(?!\w)|(?P<insertion>\[[^\[\]]{0,300}\])"
)
_INSERTION: Final = pattern(r"\[[^\[\]]*\w[^\[\]]*\]")
_GAPS: Final = {"omission": OMITTED, "insertion": REPLACED}
_OMISSIONS: Final = pattern(f"(?P<omission>{_OMISSION})")
_LEADING: Final = frozenset(".,;:!?)-—")
_TRAILING: Final = frozenset(".,;:!?(-—")


class Part(NamedTuple):
    """Words that stand in a row.

    tokens: them, without quotation marks and without punctuation at their ends. gap: characters
    that may stand between the part before and this one, at most. is_open: whether the last word
    may go on, as in `agree[d]`. seam: what the quotation has before the part; tail: what it has
    behind the last one.
    """

    text: str
    tokens: tuple[Token, ...]
    gap: int
    is_open: bool = False
    seam: str = ""
    tail: str = ""

    @property
    def is_bracketed(self) -> bool:
        """Whether words of the quoter stand beside the part in brackets."""
        return any(map(_INSERTION.search, (self.seam, self.tail)))


def parts(words: str, *, with_brackets: bool = False) -> tuple[Part, ...]:
    """Return the parts of a quotation between what it leaves out and what it puts in.

    with_brackets: take words in brackets for the source's own.
    """
    found: list[Part] = []
    text, at, gap, said = "", 0, 0, ""
    expression = _OMISSIONS if with_brackets else _SEAM
    for seam in expression.finditer(words):
        if seam.lastgroup in {"ending", "insertion"} and not may_stand_for(seam[0]):
            # A number or a negation in brackets has to stand in the source.
            continue
        part = _part(text + words[at : seam.start()], gap, is_open=seam.lastgroup == "ending")
        if part:
            found.append(part._replace(seam=said))
            gap, said = 0, ""
        said = f"{said} {seam[0]}".strip() if seam.lastgroup in _GAPS else said
        gap = max(gap, _GAPS.get(seam.lastgroup or "", 0))
        text = seam["initial"] if seam.lastgroup == "initial" else ""
        at = seam.end()
    part = _part(text + words[at:], gap, is_open=False)
    if part:
        return (*found, part._replace(seam=said))
    return (*found[:-1], found[-1]._replace(tail=said)) if found else ()


def _part(text: str, gap: int, *, is_open: bool) -> Part | None:
    said = _without_quotes(tokens(text))
    first, last = 0, len(said)
    while first < last and _is_loose(said, first):
        first += 1
    while first < last and said[last - 1].text in _TRAILING:
        last -= 1
    if not any(token.kind != "sign" for token in said[first:last]):
        return None
    return Part(text, tuple(said[first:last]), gap, is_open)


def _is_loose(said: list[Token], place: int) -> bool:
    """Whether a sign at the start of a part is its punctuation, and not that of a number."""
    if said[place].text not in _LEADING:
        return False
    following = said[place + 1 : place + 2]
    return not (following and following[0].kind == "number" and following[0].gap == 0)


def _without_quotes(said: list[Token]) -> list[Token]:
    """Return tokens without quotation marks: what stands at both sides of one is not joined.

    Soft hyphens go too.
    """
    kept: list[Token] = []
    gap: Gap = 0
    for place, token in enumerate(said):
        if token.text == BREAK or (token.text in QUOTES and not is_in_number(said, place)):
            gap = max(gap, token.gap, 0 if token.text == BREAK else 1)
            continue
        kept.append(token._replace(gap=max(gap, token.gap)) if gap else token)
        gap = 0
    return kept
