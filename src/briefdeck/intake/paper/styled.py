"""A text on one line, and what of it is set in italics, raised or leads somewhere, by place."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from msgspec import Struct

from briefdeck.intake.paper.blocks import Run

Look = Literal["italic", "raised", "link"]


class Mark(NamedTuple):
    """A span of a text that looks otherwise than the rest; url: where a link leads."""

    start: int
    end: int
    look: Look
    url: str = ""


class Styled(Struct, frozen=True):
    """A text whose blanks are one blank each, without any at its ends, and its marks in order."""

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def italics(self) -> list[tuple[int, int]]:
        """The spans in italics, those as one between which nothing but blanks stands."""
        spans: list[tuple[int, int]] = []
        for start, end, look, _ in self.marks:
            if look != "italic":
                continue
            goes_on = bool(spans) and not self.text[spans[-1][1] : start].strip()
            spans.append((spans.pop()[0] if goes_on else start, end))
        return spans

    @property
    def links(self) -> list[Mark]:
        """The marks that lead somewhere."""
        return [mark for mark in self.marks if mark.look == "link"]

    @property
    def raised(self) -> list[tuple[int, int]]:
        """The spans of superscripts."""
        return [(start, end) for start, end, look, _ in self.marks if look == "raised"]

    def cut(self, start: int, end: int | None = None) -> "Styled":
        """Return a part of it, without blanks at its ends."""
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        return Styled(part.strip(), tuple(_moved(self.marks, start, end, -start)))

    def without(self, spans: Iterable[tuple[int, int]]) -> "Styled":
        """Return it without these spans, which come in order and do not overlap."""
        parts, end = [], 0
        for start, stop in spans:
            parts.append(self.cut(end, start))
            end = stop
        return _joined([*parts, self.cut(end)])


def styled(runs: Iterable[Run]) -> Styled:
    """Return runs as one text."""
    words: list[str] = []
    marks: list[Mark] = []
    length = 0
    for run in runs:
        text = " ".join(run.text.split())
        opens, closes = run.text[:1].isspace(), run.text[-1:].isspace()
        if (opens or not text) and words and words[-1] != " ":
            words.append(" ")
            length += 1
        if not text:
            continue
        end = length + len(text)
        marks += [Mark(length, end, look, url) for look, url in _looks(run)]
        words.append(text)
        length = end
        if closes:
            words.append(" ")
            length += 1
    return Styled("".join(words).rstrip(), tuple(marks))


def _looks(run: Run) -> Iterator[tuple[Look, str]]:
    if run.italic:
        yield "italic", ""
    if run.raised:
        yield "raised", ""
    if run.url:
        yield "link", run.url


def _joined(parts: Iterable[Styled]) -> Styled:
    """Parts as one text with a blank between them."""
    words: list[str] = []
    marks: list[Mark] = []
    length = 0
    for part in parts:
        if part.text:
            marks += _moved(part.marks, 0, len(part.text), length)
            words.append(part.text)
            length += len(part.text) + 1
    return Styled(" ".join(words), tuple(marks))


def _moved(marks: Iterable[Mark], start: int, end: int, by: int) -> Iterator[Mark]:
    """The marks within a span, cut to it and moved."""
    for mark in marks:
        if mark.start < end and mark.end > start:
            first, last = max(mark.start, start) + by, min(mark.end, end) + by
            yield mark._replace(start=first, end=last)
