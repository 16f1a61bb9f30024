"""Citations and entry links in prose, found by one scan: `[@a, p. 1; @b]`, `[[id]]`, `[[id|words]]`.

A bracket binds tighter than any CommonMark markup but code: it is found first and a mark put in its place, the text is
then read as CommonMark, and marks that end up in code are turned back into their characters.
"""

import re
from typing import Final

from msgspec import Struct

from briefdeck.model.briefing import Cite

MARK: Final = "\u2056"
"""Begins and ends a mark: punctuation, so that emphasis beside a bracket opens and closes as beside a bracket."""

_INSIDE: Final = r"(?:[^\[\]`\\\n]|\n(?![ \t]*(?:\n|[-+*>#~_]|[0-9]+[.)])))*"
_BRACKET: Final = re.compile(rf"\\.|\[@({_INSIDE})\]|\[\[([^\[\]`\\\n|,;]+)(?:\|({_INSIDE}))?\]\]|{MARK}", re.DOTALL)
_NEXT_CITE: Final = re.compile(r" ?; ?@")
_CITE: Final = re.compile(r"([^ ,;@]+)(?:[ ,;]+(.*))?")


class Bracket(Struct, frozen=True):
    """A citation (cites) or a link (target, words), its characters and its place in the text; neither: a stray mark."""

    start: int
    end: int
    source: str
    cites: tuple[Cite, ...] = ()
    target: str | None = None
    words: str = ""

    @property
    def is_reference(self) -> bool:
        """Whether it points to something."""
        return bool(self.cites) or self.target is not None


def brackets(text: str) -> tuple[Bracket, ...]:
    """What looks like a citation or an entry link, in order, code not regarded; escaped brackets are none."""
    if "[@" not in text and "[[" not in text and MARK not in text:
        return ()
    found = [_read(match) for match in _BRACKET.finditer(text) if match[0][0] != "\\"]
    return tuple(bracket for bracket in found if bracket is not None)


def with_marks(text: str, found: tuple[Bracket, ...]) -> str:
    """The text with a numbered mark in place of each bracket."""
    parts: list[str] = []
    end = 0
    for number, bracket in enumerate(found):
        parts += (text[end : bracket.start], f"{MARK}\x02{number}{MARK}")
        end = bracket.end
    parts.append(text[end:])
    return "".join(parts)


def _read(match: re.Match[str]) -> Bracket | None:
    start, end = match.span()
    cited, target, words = match.groups()
    if cited is not None:
        cites = tuple(_cite(part) for part in _NEXT_CITE.split(" ".join(cited.split())))
        if any(cite is None for cite in cites):
            return None
        return Bracket(start, end, match[0], cites=tuple(cite for cite in cites if cite is not None))
    if target is not None:
        target = target.strip()
        return Bracket(start, end, match[0], target=target, words=" ".join((words or "").split())) if target else None
    return Bracket(start, end, match[0])


def _cite(text: str) -> Cite | None:
    found = _CITE.fullmatch(text)
    return Cite(source=found[1], at=found[2] or None) if found is not None else None
