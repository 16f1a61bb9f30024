"""The pages of the library: what is known of a file, a briefing at a glance, an empty shelf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefdeck.document.blocks import CAVEAT_SIGN
from briefdeck.draw.lines import Line, Span, flow
from briefdeck.library.folders import from_home
from briefdeck.output.prose_lines import KEPT_BLANK, freed
from briefdeck.reading.roles import ACCENT
from briefdeck.reading.shelf.cards import BROKEN_SIGN, CHANGED_SIGN, HIDDEN_SIGN
from briefdeck.text.visible import visible
from briefdeck.text.words import counted

if TYPE_CHECKING:
    from briefdeck.library.folders import Folders
    from briefdeck.library.shelf import Card
    from briefdeck.loader import Loaded
    from briefdeck.reading.deck import Deck

PLACES = {
    "own": "your own library",
    "configured": "a configured folder",
    "shared": "a shared shelf",
    "shipped": "comes with briefdeck",
    "path": "",
}
SHORT_TITLES = {"timeline": "Events", "people": "People", "reading": "Reading"}
MOST_PROBLEMS = 8
LEAST_OVERVIEW = 8


def card_page(
    card: Card,
    deck: Deck | None,
    loaded: Loaded | None,
    width: int,
    height: int,
    *,
    is_single: bool = False,
) -> Iterator[Line]:
    """A briefing at a glance: its overview as far as it fits, then what is known of its file."""
    foot = [*_standing(card, width), *_facts(card, deck, width)]
    if card.problem is not None and not card.title:
        yield (Span(card.id, "title"),)
        yield ()
        yield from _broken(card, loaded, width)
    elif deck is not None and is_single:
        from briefdeck.reading.spoken import overview_document, spoken_lines

        yield from spoken_lines(overview_document(deck, "full"), width)
    elif deck is not None:
        from briefdeck.reading.overview import overview_page

        page = overview_page(deck, width, max(LEAST_OVERVIEW, height - len(foot) - 1))
        yield from page.all_lines()
    else:
        yield from flow((Span(card.title or card.id, "title"),), width)
        if card.subtitle:
            yield from flow((Span(card.subtitle, "muted"),), width)
        if card.title:
            yield ()
            yield from flow((Span(card.bottom_line, "strong"),), width)
            yield ()
            yield from flow((Span(f"As of {card.as_of} · {card.stance} · {card.sourced}"),), width)
    yield ()
    yield from foot


def _standing(card: Card, width: int) -> Iterator[Line]:
    """What is to be known before one opens it."""
    if card.pending:
        yield (Span("Not read yet.", "muted"),)
    if card.changed:
        yield from flow((Span(f"{CHANGED_SIGN} Changed since you read it.", ACCENT),), width)
    if card.hidden_by is not None:
        words = (
            f"{HIDDEN_SIGN} Its name means another file that comes first: {visible(card.hidden_by)}"
        )
        yield from flow((Span(words, "caveat"),), width)
    if card.title and card.errors:
        errors = counted(card.errors, "error")
        words = f"{CAVEAT_SIGN} {errors}; the first: {_line(card)}{card.problem or ''}"
        yield from flow((Span(words.rstrip("; "), "caveat"),), width)


def _facts(card: Card, deck: Deck | None, width: int) -> Iterator[Line]:
    inside = ""
    if deck is not None:
        inside = f"{KEPT_BLANK}· ".join(
            SHORT_TITLES.get(found.name, found.title)
            + f"\N{NO-BREAK SPACE}{found.count(deck.briefing)}"
            for found in deck.sections
            if found.tables
        ).replace("Key points", "Key\N{NO-BREAK SPACE}points")
    facts = [
        ("In it", inside or (counted(card.entries, "entry") if card.title else "")),
        ("Subject", ", ".join(card.tags)),
        ("Kept in", PLACES[card.origin]),
        ("File", f"{visible(from_home(card.path))} · {_size(card.size)}"),
    ]
    for name, words in facts:
        if words:
            lead, rest = (Span(f"{name:<9}", "label"),), (Span(" " * 9),)
            yield from freed(flow((Span(words, "muted"),), width, first=lead, rest=rest))


def _broken(card: Card, loaded: Loaded | None, width: int) -> Iterator[Line]:
    """What is wrong with a file that gives no briefing."""
    problems = loaded.errors if loaded else ()
    if not problems:
        yield from flow((Span(f"{BROKEN_SIGN} {_line(card)}{card.problem}", "caveat"),), width)
    for problem in problems[:MOST_PROBLEMS]:
        place = f"line {problem.place.line}: " if problem.place else ""
        yield from flow((Span(f"{BROKEN_SIGN} {place}{problem.message}", "caveat"),), width)
        if problem.place and problem.place.text.strip():
            yield from _set_in(Span(problem.place.text.strip(), "code"), width)
        if problem.remedy:
            yield from _set_in(Span(problem.remedy), width)
    if len(problems) > MOST_PROBLEMS:
        yield (Span(f"and {counted(len(problems) - MOST_PROBLEMS, 'error')} more", "muted"),)


def _set_in(span: Span, width: int) -> Sequence[Line]:
    return flow((span,), width, first=(Span("  "),), rest=(Span("  "),))


def empty_page(places: Folders, width: int, *, narrowed_by: str) -> Iterator[Line]:
    """What to do where the list is empty."""
    if narrowed_by:
        yield from flow((Span("No briefing is called that.", "title"),), width)
        yield ()
        words = f"Nothing has {narrowed_by} in its title, name or tags. Esc shows all again, "
        yield from flow((Span(f"{words}Ctrl+F searches all texts."),), width)
        return
    yield from flow((Span("The library is empty.", "title"),), width)
    yield ()
    own = "Put briefings (`.toml` files) into your own library, or add one with the Insert key:"
    more = "`library.folders` in the configuration names more folders:"
    for words, path in ((own, places.own), (more, places.config_file)):
        yield from flow((Span(words),), width)
        yield from _set_in(Span(visible(str(path)), "muted"), width)
        yield ()
    yield from flow((Span("`briefdeck new NAME` writes a briefing to begin with."),), width)


def _line(card: Card) -> str:
    return f"line {card.problem_line}: " if card.problem_line else ""


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"
