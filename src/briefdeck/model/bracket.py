"""Citations and entry links in prose, found by one scan: `[@a, p. 1.

@b]`, `[[id]]`, `[[id|words]]`.

A bracket binds tighter than any CommonMark markup but code: it is found first and a mark put in its
place, the text is then read as CommonMark, and marks that end up in code are turned back into their
characters.
"""

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from briefdeck.model.briefing import Cite
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line

MARK: Final = "\u2056"
"""Begins and ends a mark: punctuation, so that emphasis beside a mark works as beside a bracket."""

_INSIDE: Final = r"[^\[\]`\\\n]*(?:\n(?![ \t]*(?:\n|[-+*>#~_]|[0-9]+[.)]))[^\[\]`\\\n]*)*"
_REFERENCE: Final = rf"\[(?:@({_INSIDE})\]|\[([^\[\]`\\\n|,;]+)(?:\|({_INSIDE}))?\]\])"
PLAIN_BRACKET: Final = pattern(_REFERENCE)
"""A bracket of a text that has neither backslashes nor marks."""
_GUARDED: Final = pattern(rf"\\[^{MARK}]|{_REFERENCE}|{MARK}")
_BLANK_LINE: Final = pattern(r"\n[ \t]*\n")
_BACKTICKS: Final = pattern(r"`+")
MARKED: Final = pattern(f"{MARK}\x02([0-9]+){MARK}")
"""The mark that stands for a bracket, with its number."""
_NEXT_CITE: Final = pattern(r" ?; ?@")
_CITE: Final = pattern(r"([^ ,;@]+)(?:[ ,;]+(.*))?")


class Bracket(Struct, frozen=True, gc=False):
    """A citation (`cites`) or a link (`target`, `words`), with its characters and its place.

    Where it is neither, it only looks like one, and is shown as its characters.
    """

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
    """Return what looks like a citation or an entry link, in order, inside code too.

    Left out are brackets behind a backslash. A stray mark in the text counts as one that is
    neither.
    """
    if not has_brackets(text) and MARK not in text:
        return ()
    if "\\" not in text and MARK not in text:
        return tuple([read_bracket(match) for match in PLAIN_BRACKET.finditer(text)])
    found = [match for match in _GUARDED.finditer(text) if match[0][0] != "\\"]
    return tuple([read_bracket(match) for match in found])


def has_brackets(text: str) -> bool:
    """Whether there may be a citation or an entry link; a quick look."""
    return "[@" in text or "[[" in text


def pointers(text: str) -> list[tuple[tuple[Cite, ...], str]] | None:
    """Return (citations, target) of each bracket, in the shortest time.

    None for a text with escapes, stray marks or code around brackets: there the brackets have to be
    looked at one by one.
    """
    if "\\" in text or MARK in text or "~~~" in text:
        return None
    if "`" in text and not _is_code_apart(text):
        return None
    return [
        (_cites(cited) if cited else (), target.strip())
        for cited, target, _ in PLAIN_BRACKET.findall(text)
    ]


def _is_code_apart(text: str) -> bool:
    """Whether no bracket stands between the first and the last backtick: no code can hold one."""
    if "```" in text:
        return False
    return not has_brackets(text[text.find("`") : text.rfind("`")])


def with_marks(text: str, found: tuple[Bracket, ...]) -> str:
    """The text with a numbered mark in place of each bracket."""
    parts: list[str] = []
    end = 0
    for number, bracket in enumerate(found):
        parts += (text[end : bracket.start], f"{MARK}\x02{number}{MARK}")
        end = bracket.end
    parts.append(text[end:])
    return "".join(parts)


def split_marks(text: str, found: tuple[Bracket, ...]) -> list[str | Bracket]:
    """A marked text as its words and the brackets that the marks stand for, in order."""
    parts: list[str | Bracket] = []
    end = 0
    for mark in MARKED.finditer(text):
        parts += (text[end : mark.start()], found[int(mark[1])])
        end = mark.end()
    parts.append(text[end:])
    return [part for part in parts if part]


def read_bracket(match: re.Match[str]) -> Bracket:
    """What a match of `PLAIN_BRACKET` stands for."""
    source, cited, target, words = match.group(0, 1, 2, 3)
    start, end = match.span()
    if cited is not None:
        return Bracket(start, end, source, _cites(cited))
    if target is not None and (target := target.strip()):
        return Bracket(start, end, source, (), target, one_line(words) if words else "")
    return Bracket(start, end, source)


@lru_cache(maxsize=4096)
def _cites(text: str) -> tuple[Cite, ...]:
    """The citations of a bracket's inside; none where one of them names no source."""
    line = one_line(text)
    if "@" not in line:
        # One citation, and plain as nearly all are: no regular expression is needed.
        source, _, at = line.partition(",")
        if source.replace("-", "").isalnum():
            return (Cite(source=source, at=at.lstrip(" ,;") or None),)
    cites: list[Cite] = []
    for part in _NEXT_CITE.split(line):
        match = _CITE.fullmatch(part)
        if match is None:
            return ()
        cites.append(Cite(source=match[1], at=match[2] or None))
    return tuple(cites)


def outside_code_spans(text: str, found: tuple[Bracket, ...]) -> tuple[Bracket, ...]:
    """The brackets that no code span holds, in a text of plain paragraphs.

    It has no lists, fences, links or autolinks.
    """
    held: list[Bracket] = []
    waiting = iter(found)
    bracket = next(waiting, None)
    for start, end in _code_spans(text):
        while bracket is not None and bracket.start < end:
            if bracket.start < start:
                held.append(bracket)
            bracket = next(waiting, None)
    if bracket is not None:
        held.append(bracket)
    return (*held, *waiting)


def _code_spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = 0
    ends = [match.start() for match in _BLANK_LINE.finditer(text)]
    for stop in (*ends, len(text)):
        if "`" in text[begin:stop]:
            spans += _paragraph_code_spans(text, begin, stop)
        begin = stop
    return spans


def _paragraph_code_spans(text: str, begin: int, stop: int) -> list[tuple[int, int]]:
    """Where code spans begin and end.

    A run of backticks opens one, and the next run of the same length closes it. A backslash takes
    the first backtick from a run that opens, never from one that closes: inside code it means
    nothing.
    """
    runs = [match.span() for match in _BACKTICKS.finditer(text, begin, stop)]
    # Knowing the last run of each length keeps a text of many unmatched runs from taking n squared.
    last_of = {end - start: number for number, (start, end) in enumerate(runs)}
    spans: list[tuple[int, int]] = []
    number = 0
    while number < len(runs):
        start, end = runs[number]
        number += 1
        if _is_escaped(text, start):
            start += 1
        if start == end or last_of.get(end - start, -1) < number:
            continue
        closing = number
        while runs[closing][1] - runs[closing][0] != end - start:
            closing += 1
        spans.append((start, runs[closing][1]))
        number = closing + 1
    return spans


def _is_escaped(text: str, position: int) -> bool:
    first = position
    while first and text[first - 1] == "\\":
        first -= 1
    return (position - first) % 2 == 1
