"""Briefings of the library as cards: title, bottom line, and what is known of the file."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from briefdeck.document.blocks import CAVEAT_SIGN
from briefdeck.draw.lines import Line, Span, Style, flow
from briefdeck.library.shelf import Card
from briefdeck.model.datewords import short_date
from briefdeck.model.edtf import Edtf, is_edtf
from briefdeck.reading.own import day_words
from briefdeck.reading.roles import ACCENT
from briefdeck.text.width import cell_width, truncate
from briefdeck.text.words import counted

BROKEN_SIGN: Final = "✗"
CHANGED_SIGN: Final = "Δ"
HIDDEN_SIGN: Final = "="
PENDING_SIGN: Final = "…"
MARGIN: Final = (Span("  "),)
"""Under the sign of a card."""

Density = Literal["line", "short", "full"]
"""A briefing in a line; with the facts under its title; with its bottom line between them."""
NARROW: Final = 46
"""Columns under which a long list has one line a briefing."""
SHORT_ROWS: Final = 3
FULL_ROWS: Final = 5
"""Rows that a card takes, as a rule."""
MOST_TITLE_LINES: Final = 3
MOST_SAID_LINES: Final = 3


def density(cards: int, width: int, height: int) -> Density:
    """How much is said of each of some briefings: all, unless the list is long for its room."""
    if cards * FULL_ROWS <= height * 2:
        return "full"
    if width < NARROW and cards * SHORT_ROWS > height:
        return "line"
    return "short" if height < 2 * FULL_ROWS else "full"


def is_broken(card: Card) -> bool:
    """Whether a file gives no briefing."""
    return card.problem is not None and not card.title


def card_lines(
    card: Card, width: int, how: Density, opened: Mapping[str, float] | None = None
) -> list[Line]:
    """A briefing in lines of at most `width` cells; `opened`: when files were last read."""
    sign, title = state_sign(card), card.title or card.id
    title_style: Style = "muted" if card.pending else "strong"
    facts = _facts(card, (opened or {}).get(card.path, 0.0))
    if how == "line":
        aside = _first_fitting(facts, width - 2 - min(cell_width(title), width * 2 // 3) - 2)
        room = max(1, width - 2 - (cell_width(aside.text) + 2 if aside.text else 0))
        name = truncate(title, room)
        gap = " " * max(0, width - 2 - cell_width(name) - cell_width(aside.text))
        return [(sign, Span(" "), Span(name, title_style), Span(gap), aside)]
    lines = flow((Span(title, title_style),), width, first=(sign, Span(" ")), rest=MARGIN)
    lines = lines[:MOST_TITLE_LINES]
    if how == "full":
        lines = (*lines, *_said(card, width))
    return [*lines, *_facts_lines(facts, width)]


def _said(card: Card, width: int) -> Sequence[Line]:
    """What a briefing says first; of a file that gives none, what is wrong and what to do."""
    if is_broken(card):
        return _whole(_problem(card), width, "text")
    return _whole(card.bottom_line, width, "text")


def _problem(card: Card) -> str:
    place = f"line {card.problem_line}: " if card.problem_line else ""
    return f"{place}{card.problem}"


def _whole(text: str, width: int, style: Style) -> Sequence[Line]:
    """A text in a few lines; the last says that there was more."""
    if not text:
        return ()
    lines = flow((Span(text, style),), width, first=MARGIN, rest=MARGIN)
    if len(lines) <= MOST_SAID_LINES:
        return lines
    *_, last = kept = lines[:MOST_SAID_LINES]
    words = truncate("".join(span.text for span in last[1:]) + " …", width - 2)
    return (*kept[:-1], (*MARGIN, Span(words, style)))


def _facts(card: Card, opened: float) -> list[Span]:
    """What is known of a file, what is to be done something about before anything else."""
    if card.pending:
        return [Span("not read yet", "muted")]
    if is_broken(card):
        return [Span("broken; Enter shows what to mend", "caveat")]
    facts = _concerns(card)
    known = [
        f"as of {short_date(Edtf.parse(card.as_of))}" if is_edtf(card.as_of) else "",
        card.sourced,
        f"read {day_words(opened)}" if opened else "unread",
        counted(card.entries, "entry"),
        card.stance,
    ]
    return facts + [Span(words, "muted") for words in known if words]


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


def _facts_lines(facts: Sequence[Span], width: int) -> Sequence[Line]:
    """The facts that fit on one line; where there are concerns, these have lines of their own."""
    concerns = [fact for fact in facts if fact.style != "muted"]
    known = [fact for fact in facts if fact.style == "muted"]
    lines: list[Line] = []
    if concerns:
        lines += flow(_dotted(concerns), width, first=MARGIN, rest=MARGIN)
    kept: list[Span] = []
    used = 2
    for fact in known:
        used += cell_width(fact.text) + (3 if kept else 0)
        if kept and used > width:
            break
        kept.append(fact._replace(text=truncate(fact.text, width - 2)))
    if kept:
        lines.append((*MARGIN, *_dotted(kept)))
    return lines


def _dotted(facts: Sequence[Span]) -> list[Span]:
    spans: list[Span] = []
    for fact in facts:
        spans += [Span(" · ", "muted"), fact] if spans else [fact]
    return spans


def _first_fitting(facts: Sequence[Span], room: int) -> Span:
    """The first fact that has room, or nothing."""
    for fact in facts:
        if cell_width(fact.text) <= room:
            return fact
    return Span("")


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
