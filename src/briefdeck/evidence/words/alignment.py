"""Whether the words of a quotation stand in a copy from a place on, sign by sign.

What is passed over is what the setting of a text does to its words: line ends and hyphens at them,
quotation marks, marks of notes, what stands between two pages. Nothing else is: a word, a number or
a sign that differs is a difference.
"""

from collections.abc import Callable, Iterator
from typing import Final

from briefdeck.evidence.words.broken_words import BrokenWords, is_lost
from briefdeck.evidence.words.folded import Folded
from briefdeck.evidence.words.marks import is_mark, marked_year
from briefdeck.evidence.words.page_breaks import after_break
from briefdeck.evidence.words.parts import Part
from briefdeck.evidence.words.wording import BREAK, DASHES, QUOTES, Stream, Token, is_in_number
from briefdeck.text.raised import LOWERED

_AHEAD: Final = 5
"""Words and signs behind one by which it is told what it is."""
_BACK: Final = 12
"""Words behind a line's start after which it is still seen that the line is none of the text."""
_JUMPS: Final = 24
"""Times that a quotation is followed from one line to another, at most."""
_LONGEST_ENDING: Final = 6
"""Letters that may follow where a quotation has an ending of its own: `agree[d]`."""
_BULLETS: Final = frozenset("•‣◦▪●○■□►>")
"""What stands before an item of a list, or before each line of a text that somebody quotes."""
_EMPHASIS: Final = frozenset("*_")

Step = tuple[int, int]
"""The numbers of the next tokens in the part and in the copy."""


def follow(part: Part, stream: Stream, first: int, copy: Folded) -> int | None:
    """Return behind which token of a copy a part ends that begins with one; None if it doesn't.

    stream: the copy's words. first: the number of the token.
    """
    return _Walk(part, stream, copy).end(first)


def beginnings(part: Part) -> Callable[[Token], bool]:
    """Return whether a part may begin with a token of a copy, as far as that shows alone."""
    wanted = part.tokens[0]
    signs = frozenset(DASHES if wanted.text in DASHES else _cases(wanted.text[0]))
    text = wanted.text.casefold()

    def may_begin(token: Token) -> bool:
        if token.text[0] not in signs:
            return is_lost(token)
        said = token.text.casefold()
        return wanted.text in DASHES or text.startswith(said) or said.startswith(text)

    return may_begin


def _cases(letter: str) -> Iterator[str]:
    yield letter
    yield letter.swapcase()


class _Walk:
    """Goes along the words of a part and those of a copy at once."""

    def __init__(self, part: Part, stream: Stream, copy: Folded) -> None:
        self._part = part
        self._wanted = part.tokens
        self._stream = stream
        self._said = stream.said
        self._copy = copy
        self._broken = BrokenWords(stream, self._other_lines)
        self._matched = -1
        self._lines: list[_Line] = []
        self._jumps = 0

    def end(self, first: int) -> int | None:
        """Return behind which token the part ends that begins with a token."""
        place, at = 0, first
        while place < len(self._wanted):
            self._stream.read(at + _AHEAD)
            step = self._step(place, at) if at < len(self._said) else None
            step = step or self._on_other_line(at)
            if step is None:
                return None
            place, at = step
        return at

    def _step(self, place: int, at: int) -> Step | None:
        """Go on by a word of the part, or by a sign of the copy that is passed over."""
        wanted, said = self._wanted[place], self._said[at]
        if place and said.gap > 1:
            self._lines.append(_Line(place, at, self._other_lines(at)))
        is_joined_alike = self._is_joined_alike(place, at)
        if is_joined_alike and self._is_same(place, at) and not self._is_twice(place, at):
            return self._past(place + 1, at + 1)
        if place and self._is_passed_over(at):
            return place, at + 1
        match wanted.kind if is_joined_alike else "":
            case "number":
                return self._past_year(place, at)
            case "word":
                return self._past_broken_word(place, at)
            case _:
                return None

    def _past(self, place: int, at: int) -> Step:
        self._matched = at - 1
        return place, at

    def _is_same(self, place: int, at: int) -> bool:
        wanted, said = self._wanted[place], self._said[at]
        if said.text in self._spellings(place):
            return wanted.kind == said.kind
        if wanted.text in DASHES:
            return said.text in DASHES or said.text == BREAK
        if {wanted.kind, said.kind} == {"raised", "number"}:
            is_of_unit = wanted.gap == 0 and place > 0 and self._wanted[place - 1].kind == "word"
            return is_of_unit and wanted.text.translate(LOWERED) == said.text.translate(LOWERED)
        is_open = self._part.is_open and place == len(self._wanted) - 1
        return (
            is_open
            and said.kind == "word"
            and said.text.startswith(wanted.text)
            and (len(said.text) - len(wanted.text) <= _LONGEST_ENDING)
        )

    def _spellings(self, place: int) -> tuple[str, ...]:
        """How a word may be written: the first one of a part in either case of its first letter."""
        text = self._wanted[place].text
        return (text,) if place else (text, text[0].swapcase() + text[1:])

    def _is_joined_alike(self, place: int, at: int) -> bool:
        """Whether words and numbers stand apart in the copy where they do in the part."""
        wanted, said = self._wanted[place], self._said[at]
        if not place or not (wanted.is_of_word and self._wanted[place - 1].is_of_word):
            return True
        is_joined = said.gap == 0 and at - 1 == self._matched
        return is_joined == (wanted.gap == 0) or not said.is_of_word

    def _is_twice(self, place: int, at: int) -> bool:
        """Whether a number is the mark of a note before the same number: `ranks;2 2 of them`."""
        if self._said[at].gap or not self._wanted[place].gap:
            return False
        following = self._said[at + 1 : at + 2]
        is_followed = bool(following) and following[0].text == self._wanted[place].text
        return is_followed and is_mark(self._said, at)

    def _is_passed_over(self, at: int) -> bool:
        """Whether a sign is none of the text's: a quotation mark, the mark of a note, a bullet."""
        said = self._said[at]
        # A soft hyphen before a word or behind a sign parts nothing: `long-\u00adterm`.
        is_idle = said.text == BREAK and (said.gap > 0 or self._said[at - 1].kind == "sign")
        is_quote = said.text in QUOTES and not is_in_number(self._said, at)
        is_bullet = said.text in _BULLETS and said.gap > 1
        return is_idle or is_quote or is_bullet or is_mark(self._said, at) or self._is_emphasis(at)

    def _is_emphasis(self, at: int) -> bool:
        """Whether a sign is one of Markdown's: it stands at one side of a word, not in it."""
        said = self._said
        if said[at].text not in _EMPHASIS:
            return False
        first = last = at
        while said[first].gap == 0 and said[first - 1].text in _EMPHASIS:
            first -= 1
        while last + 1 < len(said) and said[last + 1].gap == 0 and said[last + 1].text in _EMPHASIS:
            last += 1
        is_behind = said[first].gap == 0 and said[first - 1].is_of_word
        following = said[last + 1 : last + 2]
        is_before = bool(following) and following[0].gap == 0 and following[0].is_of_word
        return is_behind != is_before

    def _past_year(self, place: int, at: int) -> Step | None:
        """Go on behind a year that the copy has with the mark of a note: `2045.1`."""
        wanted, said = self._wanted[place], self._said[at]
        if said.kind != "number" or not said.text.startswith(wanted.text):
            return None
        found = marked_year(self._said, at, self._copy)
        if found is None or found.year != wanted.text:
            return None
        following = self._wanted[place + 1 : place + 2]
        if not following:
            return self._past(place + 1, at + 1) if found.is_dated else None
        if not found.sign:
            return self._past(place + 1, at + 1)
        return self._past(place + 2, at + 1) if following[0].text == found.sign else None

    def _past_broken_word(self, place: int, at: int) -> Step | None:
        for spelling in self._spellings(place):
            end = self._broken.past(spelling, at)
            if end is not None:
                return self._past(place + 1, end)
        return self._past_parted_word(place, at)

    def _past_parted_word(self, place: int, at: int) -> Step | None:
        """Go on behind a word that the quotation itself has in two: `secu- rity`."""
        match self._wanted[place : place + 3]:
            case (first, Token(text="-", gap=0), second) if second.gap and second.kind == "word":
                is_whole = self._said[at].text == first.text + second.text
                return self._past(place + 3, at + 1) if is_whole else None
            case _:
                return None

    def _on_other_line(self, at: int) -> Step | None:
        """Go back to a line's start, and on from where the text may go on instead of it."""
        while self._lines and self._jumps < _JUMPS:
            line = self._lines[-1]
            if at - line.tried > _BACK:
                return None
            other = next(line.others, None)
            if other is None:
                self._lines.pop()
                continue
            self._stream.read(other + _AHEAD)
            if other < len(self._said) and self._is_on(line.place, other):
                line.tried = other
                self._jumps += 1
                return line.place, other
        return None

    def _is_on(self, place: int, at: int) -> bool:
        """Whether the part goes on with a token."""
        lines = len(self._lines)
        self._matched = -1
        is_on = self._step(place, at) is not None
        del self._lines[lines:]
        return is_on

    def _other_lines(self, at: int) -> Iterator[int]:
        """Yield the tokens at which the text may go on instead of one that begins a line."""
        before, start = self._said[at - 1].end, self._said[at].start
        for offset in after_break(self._copy, before, start):
            number = self._stream.at(offset)
            if number > at:
                yield number


class _Line:
    """A line's start in a copy, where its text may go on from another line instead."""

    def __init__(self, place: int, at: int, others: Iterator[int]) -> None:
        self.place = place
        self.tried = at
        self.others = others
