"""The words of the reading screen's frame: header, edges, tabs, footer."""

from collections.abc import Container, Iterable, Mapping, Sequence

from briefdeck.document.blocks import CAVEAT_SIGN
from briefdeck.draw.lines import Line, Span, line_width
from briefdeck.model.coverage_words import sourced_words
from briefdeck.model.datewords import short_date
from briefdeck.model.levels import Level
from briefdeck.reading.deck import Deck
from briefdeck.reading.roles import ACCENT, FRAME_TITLE, FRAME_TITLE_ON, KEY
from briefdeck.reading.state import SHOWN_LEVELS, Reading
from briefdeck.text.width import cell_width, truncate

LEVEL_WORDS: Mapping[Level, str] = {"30s": "30 s", "3m": "3 min", "all": "full"}
SHORT_TITLES = {
    "key-points": "Points",
    "recommendations": "Advice",
    "people": "People",
    "reading": "Further",
}
"""Titles of sections as tabs have them."""
LEAST_TITLE = 14
"""Cells of the title that stay whatever else is in the header."""


def header(deck: Deck, reading: Reading, width: int, *, warning: str = "") -> Line:
    """The title; at the right how fresh, whose side, how well supported, how far read, the level.

    What is least missed gives way first.
    """
    gap = Span("   ")
    needed: list[Line] = [(Span(f"{CAVEAT_SIGN} {warning}", "caveat"),)] if warning else []
    needed += [(Span("draft", "caveat"),)] if deck.briefing.front.draft else []
    room = width - 3 - min(LEAST_TITLE, cell_width(deck.title))
    kept = _fitting(needed, room)
    left = room - line_width(_joined(kept))
    levels = _levels(SHOWN_LEVELS, reading.level)
    if cell_width(deck.title) - LEAST_TITLE + line_width(levels) + 3 > left:
        levels = _levels((reading.level,), reading.level)
    shown = (gap, *levels) if left >= line_width(levels) + 3 else ()
    spare = width - 4 - cell_width(deck.title) - line_width(shown)
    right = (*_joined([*kept, *_fitting(_facts(deck, reading), spare, after=kept)]), *shown)
    title = truncate(deck.title, max(0, width - 3 - line_width(right)))
    fill = " " * max(1, width - 2 - cell_width(title) - line_width(right))
    return (Span(" "), Span(title, "title"), Span(fill), *right)


def _fitting(facts: Sequence[Line], room: int, after: Sequence[Line] = ()) -> list[Line]:
    """The first of some facts for which there is room after others."""
    kept = list(after)
    for fact in facts:
        if line_width(_joined([*kept, fact])) > room:
            break
        kept.append(fact)
    return kept[len(after) :]


def _facts(deck: Deck, reading: Reading) -> list[Line]:
    """What there is to say of the briefing, the most missed first."""
    front, held = deck.briefing.front, deck.coverage
    sourced = sourced_words(held.cited + held.single, held.traced, held.uncited)
    facts: list[Line] = [
        (Span(f"as of {short_date(front.as_of)}", "muted"),),
        (Span(front.stance, "muted"),),
        (Span(sourced, "muted"),),
    ]
    total = len(deck.links.entries)
    read = len(reading.seen & deck.links.entries.keys())
    if read:
        facts.append((Span(f"{read} of {total:,} read", "muted"),))
    return facts


def _joined(facts: Sequence[Line]) -> list[Span]:
    spans: list[Span] = []
    for fact in facts:
        spans += [Span(" · ", "muted"), *fact] if spans else list(fact)
    return spans


def _levels(choices: Iterable[Level], level: Level) -> Line:
    """Readings to choose from, the present one in brackets."""
    spans = []
    for each in choices:
        words = LEVEL_WORDS[each]
        if each == level:
            spans.append(Span(f"[{words}]", KEY, f"level:{each}"))
        else:
            spans.append(Span(f" {words} ", "muted", f"level:{each}"))
    return tuple(spans)


def edge(
    width: int,
    ends: str,
    *,
    joints: Mapping[int, str] | None = None,
    titles: Sequence[tuple[int, int, Line]] = (),
) -> Line:
    """A horizontal line of the frame: joints at columns, titles laid over it, two end signs.

    A title is (column, room, line); titles are given from left to right.
    """
    signs = ["─"] * width
    if width > 1 and ends:
        signs[0], signs[-1] = ends[0], ends[-1]
    for column, sign in (joints or {}).items():
        if 0 < column < width - 1:
            signs[column] = sign
    spans: list[Span] = []
    at = 0
    for column, room, title in titles:
        if column < at:
            continue
        spans.append(Span("".join(signs[at:column]), "frame"))
        kept = shortened(title, room)
        spans += kept
        at = column + line_width(kept)
    spans.append(Span("".join(signs[at:]), "frame"))
    return tuple(spans)


def shortened(line: Line, room: int) -> Line:
    """A title cut to its room; its first span gives way, so that notes after it stay."""
    if line_width(line) <= room or not line:
        return line
    rest = line_width(line[1:])
    if rest >= room - 4:
        return (line[0]._replace(text=truncate(line[0].text, max(0, room))),)
    first = truncate(line[0].text.rstrip(), room - rest - 1)
    return (line[0]._replace(text=f"{first} "), *line[1:])


def titled(title: str, *, is_on: bool, note: str = "", aside: str = "") -> Line:
    """A title for an edge, with a blank at each side; `note` is to be noticed, `aside` is not."""
    spans = [Span(f" {title} ", FRAME_TITLE_ON if is_on else FRAME_TITLE)]
    if note:
        spans.append(Span(f"{note} ", "caveat"))
    if aside:
        spans.append(Span(f"· {aside} ", FRAME_TITLE))
    return tuple(spans)


def tabs(
    sections: Sequence[tuple[str, str, int]], at: int, width: int, *, is_on: bool, note: Line = ()
) -> Line:
    """The sections in the upper edge, as many as fit around the present one; a note at its end.

    sections: (name, title, number of entries) of each.
    """
    labels = []
    for place, (name, title, count) in enumerate(sections):
        number = f"{place} " if place < 10 else ""
        counted = f" {count:,}" if count else ""
        labels.append(f" {number}{SHORT_TITLES.get(name, title)}{counted} ")
    room = width - 6 - line_width(note)
    first, end = _window([cell_width(label) + 1 for label in labels], at, room)
    spans: list[Span] = [Span("┌‹" if first else "┌─", "frame")]
    for place in range(first, end):
        style = FRAME_TITLE
        if place == at:
            style = FRAME_TITLE_ON if is_on else "title"
        label = truncate(labels[place], max(0, width - 6))
        spans += [Span(label, style, f"section:{sections[place][0]}"), Span("─", "frame")]
    if end < len(labels):
        spans.append(Span("›", "frame"))
    left = max(0, width - 1 - line_width(spans))
    shown = cut(note, left)
    fill = "─" * (left - line_width(shown))
    return (*spans, Span(fill, "frame"), *shown, Span("┐", "frame"))


def _window(widths: Sequence[int], at: int, room: int) -> tuple[int, int]:
    """The widest run of items around one that fits in the room."""
    first = last = at
    used = widths[at]
    while True:
        if first > 0 and used + widths[first - 1] <= room:
            first -= 1
            used += widths[first]
        elif last + 1 < len(widths) and used + widths[last + 1] <= room:
            last += 1
            used += widths[last]
        else:
            return first, last + 1


def footer(width: int, words: Line, *, joints: Mapping[int, str] | None = None) -> Line:
    """The lower edge with keys or a message in it."""
    if not words:
        return edge(width, "└┘", joints=joints)
    room = max(0, width - 4)
    shown = (Span(" "), *cut(words, room), Span(" "))
    kept = {x: sign for x, sign in (joints or {}).items() if x > line_width(shown)}
    return edge(width, "└┘", joints=kept, titles=[(1, room + 2, shown)])


NARROWEST_PROMPT = 8
"""Cells that are typed into at least."""


def prompt_footer(width: int, sign: str, note: str, *, is_single: bool = False) -> Line:
    """The footer around what is being typed; a note on what it finds stands at the end."""
    said = f" {note} " if note else ""
    if cell_width(said) > width - NARROWEST_PROMPT - 6:
        said = ""
    fill = " " * max(0, width - 6 - cell_width(said))
    left, right = ("  ", "") if is_single else ("└ ", "─┘")
    return (
        Span(left, "frame"),
        Span(f"{sign} ", ACCENT),
        Span(fill),
        Span(said, "muted"),
        Span(right, "frame"),
    )


def framed(line: Line, width: int) -> Line:
    """A line between the sides of the frame."""
    fill = " " * max(0, width - 4 - line_width(line))
    return (Span("│ ", "frame"), *line, Span(f"{fill} "), Span("│", "frame"))


def cut(words: Line, room: int) -> Line:
    """A line cut at its end to some cells."""
    shown: list[Span] = []
    for span in words:
        shown.append(span._replace(text=truncate(span.text, room)))
        room -= cell_width(span.text)
        if room <= 0:
            break
    return tuple(shown)


def hints_line(hints: Sequence[tuple[str, str, str]], room: int, kept: Container[str] = ()) -> Line:
    """As many hints as there is room for: (key, word, action).

    The first is shortened where that is needed; the last, and actions that are `kept`, are the
    last to go.
    """
    if not hints:
        return ()
    *others, last = hints
    spans: list[Span] = []
    left = room - _hint_width(last)
    stay = [hint for hint in others[1:] if hint[2] in kept]
    left -= sum(_hint_width(hint) + 2 for hint in stay)
    if others:
        key, word, name = others[0]
        others[0] = (key, truncate(word, max(0, left - cell_width(key) - 3)), name)
    for hint in others:
        if hint in stay:
            left += _hint_width(hint) + 2
        if _hint_width(hint) + 2 <= left:
            spans += [*_hint(hint), Span("  ")]
            left -= _hint_width(hint) + 2
    return (*spans, *_hint(last))


def _hint_width(hint: tuple[str, str, str]) -> int:
    return cell_width(hint[0]) + cell_width(hint[1]) + 1


def _hint(hint: tuple[str, str, str]) -> Line:
    key, word, name = hint
    target = f"action:{name}"
    return (Span(key, KEY, target), Span(f" {word}", "muted", target))
