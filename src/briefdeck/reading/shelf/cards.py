"""Briefings of the library as cards: title, bottom line, and what is known of the file."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from briefdeck.document.blocks import CAVEAT_SIGN
from briefdeck.draw.lines import Line, Span, Style, flow, line_width
from briefdeck.library.shelf import Card
from briefdeck.model.datewords import short_date
from briefdeck.model.edtf import Edtf, is_edtf
from briefdeck.output.prose_lines import KEPT_BLANK, freed
from briefdeck.reading.own import day_words
from briefdeck.reading.roles import ACCENT
from briefdeck.text.width import truncate
from briefdeck.text.words import counted

BROKEN_SIGN: Final = "✗"
MARKED_SIGN: Final = "●"
CHANGED_SIGN: Final = "Δ"
HIDDEN_SIGN: Final = "="
PENDING_SIGN: Final = "…"
MARGIN: Final = (Span("  "),)
"""Under the sign of a card."""

MOST_TITLE_LINES: Final = 3
MOST_SAID_LINES: Final = 3
SAID_FROM: Final = 20
"""Rows of the list from which each card says something, however many there are."""


class Opened(NamedTuple):
    """When a briefing was last read, and how many of its entries have been read."""

    at: float
    read: int = 0


NEVER: Final = Opened(0.0)


def name_of(card: Card) -> str:
    """What a briefing is called: its title; where the file has lost that, the file's name."""
    return card.title if card.title.strip("… ") else card.id


def is_broken(card: Card) -> bool:
    """Whether a file gives no briefing."""
    return card.problem is not None and not card.title


def card_lines(
    card: Card, width: int, said: int, opened: Opened = NEVER, *, is_marked: bool = False
) -> Sequence[Line]:
    """A briefing in lines: its title whole, at most `said` lines of what it says, the facts."""
    title: Style = "muted" if card.pending else "strong"
    lead = (Span(MARKED_SIGN, ACCENT) if is_marked else state_sign(card), Span(" "))
    whole = flow((Span(name_of(card), title),), width, first=lead, rest=MARGIN)
    lines = _cut(whole, width, MOST_TITLE_LINES)
    return [*lines, *_said(card, width, said), *_facts_lines(_facts(card, opened), width, said)]


def card_words(card: Card, opened: Opened = NEVER) -> str:
    """A briefing in one line of words, for who hears it."""
    facts = [
        fact.text.lstrip(f"{HIDDEN_SIGN}{CAVEAT_SIGN}{CHANGED_SIGN} ")
        for fact in _facts(card, opened)
    ]
    return ", ".join([name_of(card), *facts])


def said_lines(cards: Sequence[Card], width: int, height: int) -> int:
    """How many lines of what each briefing says fit, so that all of them are seen if possible."""
    for said in range(MOST_SAID_LINES, 0, -1):
        if rows_of(cards, width, height, said) <= height:
            return said
    return 1 if height >= SAID_FROM else 0


def rows_of(cards: Sequence[Card], width: int, height: int, said: int = MOST_SAID_LINES) -> int:
    """How many rows some cards take; counted no further than beyond a height."""
    rows = 0
    for card in cards:
        rows += len(card_lines(card, width, said))
        if rows > height:
            break
    return rows


def _said(card: Card, width: int, most: int) -> Sequence[Line]:
    """What a briefing says first; of a file that gives none, what is wrong and where."""
    text = _problem(card) if is_broken(card) else card.bottom_line
    if not text:
        return ()
    if is_broken(card):
        most = max(1, most)
    lines = flow((Span(text),), width, first=MARGIN, rest=MARGIN)
    return _cut(lines, width, most)


def _cut(lines: Sequence[Line], width: int, most: int) -> Sequence[Line]:
    """The first lines of a text; the last says that there was more."""
    if len(lines) <= most:
        return lines
    if not most:
        return ()
    *lead, last = lines[most - 1]
    room = width - line_width(tuple(lead))
    return (*lines[: most - 1], (*lead, last._replace(text=truncate(f"{last.text} …", room))))


def _problem(card: Card) -> str:
    place = f"line {card.problem_line}: " if card.problem_line else ""
    return f"{place}{card.problem}"


def _facts(card: Card, opened: Opened) -> list[Span]:
    """What is known of a file, what is to be done something about before anything else."""
    if card.pending:
        return [Span("not read yet", "muted")]
    if is_broken(card):
        return [Span("broken; Enter shows what to mend", "caveat")]
    known = [
        f"as of {short_date(Edtf.parse(card.as_of))}" if is_edtf(card.as_of) else "",
        card.stance,
        f"{min(opened.read, card.entries):,} of {card.entries:,} read"
        if opened.read
        else counted(card.entries, "entry"),
        card.sourced,
        f"opened {day_words(opened.at)}" if opened.at else "never opened",
    ]
    return _concerns(card) + [Span(words, "muted") for words in known if words]


def _concerns(card: Card) -> list[Span]:
    found = []
    if card.hidden_by is not None:
        found.append(Span(f"{HIDDEN_SIGN} hidden by another file of its name", "caveat"))
    if card.errors:
        errors = counted(card.errors, "error")
        found.append(Span(f"{CAVEAT_SIGN} {errors}; ! shows", "caveat"))
    if card.changed:
        found.append(Span(f"{CHANGED_SIGN} changed since you read it", ACCENT))
    if card.draft:
        found.append(Span("draft", "caveat"))
    return found


def _facts_lines(facts: Sequence[Span], width: int, said: int) -> Sequence[Line]:
    """What needs attention, whole; under it what else is known, all of it where there is room."""
    concerns = [fact for fact in facts if fact.style != "muted"]
    known = [fact for fact in facts if fact.style == "muted"]
    lines: list[Line] = []
    if concerns:
        lines += flow(_dotted(concerns), width, first=MARGIN, rest=MARGIN)
    if known and said < MOST_SAID_LINES:
        known = _fitting(known, width - 2)
    if known:
        lines += flow(_dotted(known), width, first=MARGIN, rest=MARGIN)
    return freed(lines)


def _fitting(facts: Sequence[Span], room: int) -> list[Span]:
    """The first facts that stand on one line."""
    kept: list[Span] = []
    for fact in facts:
        if kept and line_width(tuple(_dotted([*kept, fact]))) > room:
            break
        kept.append(fact)
    return kept


def _dotted(facts: Sequence[Span]) -> list[Span]:
    spans: list[Span] = []
    for words, style, _ in facts:
        fact = Span(words.replace(" ", KEPT_BLANK) if style == "muted" else words, style)
        spans += [Span(f"{KEPT_BLANK}· ", "muted"), fact] if spans else [fact]
    return spans


def state_sign(card: Card) -> Span:
    """What is to be known of a file before it is opened, as one sign."""
    if card.pending:
        return Span(PENDING_SIGN, "muted")
    if is_broken(card):
        return Span(BROKEN_SIGN, "caveat")
    if card.hidden_by is not None:
        return Span(HIDDEN_SIGN, "muted")
    if card.errors:
        return Span(CAVEAT_SIGN, "caveat")
    return Span(CHANGED_SIGN, ACCENT) if card.changed else Span(" ")
