"""Timelines in Markwhen's basic form: `date: text`, sections, tags, properties, comments."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from briefdeck.intake.events.happenings import MOST_EVENTS, Happening, Link, entries_of, is_address
from briefdeck.intake.events.markwhen_dates import Order, Read, read_dates
from briefdeck.intake.taken import Options, Taken
from briefdeck.text.decoding import decoded
from briefdeck.text.pattern import pattern
from briefdeck.text.words import counted, listed, one_line, quoted

_COLON: Final = pattern(r":(?=\s|$)")
_LONGEST_DATE: Final = 80
"""Characters before the colon of an event."""
_COMMENT: Final = pattern(r"\s*//")
_SECTION: Final = pattern(r"\s*(?:section|group)\b\s*(.*)", re.IGNORECASE)
_END: Final = pattern(r"\s*end\s?(?:section|group)\b", re.IGNORECASE)
_HEADING: Final = pattern(r"(#{1,6})\s+(.+)")
_COLOR: Final = pattern(r"\s*#[\w-]+\s*:\s*\S*\s*$")
_SAID: Final = pattern(r"\s*([A-Za-z][\w-]*)\s*:(?:\s+(.*))?")
_TAG: Final = pattern(r"(?<!\S)#(?!\d+(?!\S))([\w-]+)")
_BOX: Final = pattern(r"\s*\[[xX ]?\](?!\()\s*")
_LINK: Final = pattern(r"!?\[([^\[\]]*)\]\(([^()\s]+)\)")
_DAY_FIRST: Final = pattern(r"d+/M+/y+")
_PLACES: Final = frozenset({"location", "place", "where"})
_WEB: Final = frozenset({"url", "link", "source"})


class _Section(NamedTuple):
    """A section that is open: its level as a heading, 0 for one with an end of its own."""

    level: int
    tags: tuple[str, ...]


class _Event:
    """An event as it is read."""

    def __init__(self, line: int, read: Read, words: str, tags: tuple[str, ...]) -> None:
        self.line = line
        self.read = read
        self.lines = [_BOX.sub("", words, count=1)]
        self.tags = tags
        self.said: dict[str, str] = {}
        self.is_open = True
        """Whether properties may follow, as they do at once."""


def take(content: bytes, options: Options) -> Taken:
    """Return the events of a timeline."""
    text, encoding = decoded(content)
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), start=1):
        reader.read(number, line)
        if len(reader.events) > MOST_EVENTS:
            break
    if len(reader.events) > MOST_EVENTS:
        why = f"it has more than {counted(MOST_EVENTS, 'event')}; keep those that are needed"
        return Taken(items=(), refused=(f"{options.stem}: {why}",))
    happenings: list[Happening] = []
    refused: list[str] = [] if reader.events else ["there is no event in it"]
    for event in reader.events:
        taken = _happening(event)
        if isinstance(taken, str):
            refused.append(f"line {event.line}: {taken}")
        else:
            happenings.append(taken)
    said = [f"read as {encoding}, because it is not UTF-8"] if encoding else []
    title = one_line(reader.head.get("title", ""))
    return Taken(
        items=entries_of(happenings),
        front=(("title", title),) if title else (),
        said=tuple(f"{options.stem}: {each}" for each in (*said, *_said(reader.events))),
        refused=tuple(f"{options.stem}, {each}" for each in refused),
    )


def _said(events: list[_Event]) -> Iterator[str]:
    """What of events is not taken."""
    for event in events:
        if event.read.repeated:
            title = quoted(one_line(event.lines[0]))
            yield f"line {event.line}: {title} repeats ({event.read.repeated}); it is taken once"
    lost = {name for event in events for name in event.said} - _PLACES - _WEB - {"id", "tags"}
    if lost:
        yield f"not taken: {listed(sorted(lost))}"


class _Reader:
    """Reads lines, one after the other, into events."""

    def __init__(self) -> None:
        self.head: dict[str, str] = {}
        self.events: list[_Event] = []
        self._sections: list[_Section] = []
        self._order: Order = "month"

    def read(self, number: int, line: str) -> None:
        """Read the next line."""
        if _COMMENT.match(line) or self._is_section(line) or self._is_event(number, line):
            return
        if not self.events:
            self._read_head(line)
            return
        event = self.events[-1]
        found = _SAID.fullmatch(line) if event.is_open else None
        if found is not None:
            event.said[found[1].casefold()] = (found[2] or "").strip()
            return
        event.is_open = False
        event.lines.append(line)

    def _read_head(self, line: str) -> None:
        found = _SAID.fullmatch(line)
        if found is not None:
            self.head[found[1].casefold()] = (found[2] or "").strip().strip("\"'")
        if _DAY_FIRST.search(self.head.get("dateformat", "")):
            self._order = "day"

    def _is_section(self, line: str) -> bool:
        """Whether a line begins or ends a section, which is kept in mind."""
        heading = _HEADING.fullmatch(line)
        if _COLOR.match(line):
            return True
        if _END.match(line):
            while self._sections and self._sections.pop().level:
                pass
            return True
        opening = _SECTION.fullmatch(line)
        if heading is None and opening is None:
            return False
        level, title = (
            (len(heading[1]), heading[2]) if heading else (0, opening[1] if opening else "")
        )
        while level and self._sections and self._sections[-1].level >= level:
            self._sections.pop()
        named = one_line(_TAG.sub("", title))
        tags = (*([named] if named else []), *_TAG.findall(title))
        self._sections.append(_Section(level, tags))
        return True

    def _is_event(self, number: int, line: str) -> bool:
        """Whether a line begins an event, which is kept."""
        colon = _COLON.search(line[: _LONGEST_DATE + 1])
        read = read_dates(line[: colon.start()].strip(), self._order) if colon else None
        if colon is None or read is None:
            return False
        tags = tuple(tag for section in self._sections for tag in section.tags)
        self.events.append(_Event(number, read, line[colon.end() :].strip(), tags))
        return True


def _happening(event: _Event) -> Happening | str:
    """An event as it is taken; else why it is not."""
    if not event.read.date:
        return event.read.why
    text = "\n".join(event.lines).strip()
    links = [Link(url, one_line(words)) for words, url in _LINK.findall(text) if is_address(url)]
    links += [
        Link(event.said[name]) for name in sorted(_WEB) if is_address(event.said.get(name, ""))
    ]
    tags = [*event.tags, *_TAG.findall(text)]
    title, _, rest = _LINK.sub(r"\1", _TAG.sub("", text)).partition("\n")
    if not title.strip():
        return "there is no title"
    return Happening(
        title=one_line(title),
        date=event.read.date,
        text=rest.strip(),
        place=next((event.said[name] for name in sorted(_PLACES) if name in event.said), ""),
        links=tuple(links),
        tags=tuple(dict.fromkeys(tags)),
        id=event.said.get("id", ""),
    )
