"""What the library screen shows: one immutable value, and pure ways from cards to rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Final, Literal, get_args

from briefdeck.draw.lines import Line, Span
from briefdeck.library.shelf import Card
from briefdeck.model.edtf import Edtf, is_edtf
from briefdeck.reading.shelf.cards import is_broken, state_sign
from briefdeck.text.folding import fold_phrase
from briefdeck.text.width import cell_width, pad, truncate

Sort = Literal["recent", "title", "as of", "size", "coverage", "changed"]
SORTS: Final[tuple[Sort, ...]] = get_args(Sort)
SORT_SENTENCES: Final[Mapping[Sort, str]] = {
    "recent": "last opened first, then last written",
    "title": "by the alphabet",
    "as of": "the freshest first",
    "size": "the most entries first",
    "coverage": "the best cited first",
    "changed": "changed since you read it first",
}
LEAST_TITLE: Final = 40
LEAST_SUBJECT: Final = 9
MOST_SUBJECT: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelving:
    """How the shelf is looked at.

    `selected`: the path of the card under the cursor; `typed`: words that narrow the list.
    """

    sort: Sort = "recent"
    is_reversed: bool = False
    tag: str = ""
    typed: str = ""
    selected: str = ""
    is_reading: bool = False
    top: int = 0

    @property
    def sentence(self) -> str:
        """What is shown, and in what order."""
        parts = [f"by {self.sort}{', reversed' if self.is_reversed else ''}"]
        parts += [f"#{self.tag}"] * bool(self.tag) + [f"“{self.typed}”"] * bool(self.typed)
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list: what it sorts by (none: nothing), its heading, its cells."""

    sort: Sort | None
    heading: str
    width: int
    align: Literal["left", "right"] = "left"


class Shelf:
    """All cards, and the lists that can be made of them; kept as long as nothing changes."""

    def __init__(
        self, cards: Iterable[Card] = (), opened: Mapping[str, float] | None = None
    ) -> None:
        self.cards: tuple[Card, ...] = tuple(cards)
        self.opened: Mapping[str, float] = opened or {}
        self._folded: dict[str, str] = {}
        self._arranged: tuple[tuple[object, ...], tuple[Card, ...]] = ((), ())

    @property
    def broken(self) -> int:
        """How many files give no briefing."""
        return sum(is_broken(card) for card in self.cards)

    @property
    def changed(self) -> int:
        """How many say something else than when they were last read."""
        return sum(bool(card.changed) for card in self.cards)

    @property
    def tags(self) -> tuple[tuple[str, int], ...]:
        """Every tag with the number of briefings that have it: the commonest first."""
        counts: dict[str, int] = {}
        for card in self.cards:
            for tag in card.tags:
                counts[tag] = counts.get(tag, 0) + 1
        return tuple(sorted(counts.items(), key=_commonest))

    def arranged(self, shelving: Shelving) -> tuple[Card, ...]:
        """The cards that are shown, in order."""
        key = (shelving.sort, shelving.is_reversed, shelving.tag, shelving.typed)
        if self._arranged[0] != key:
            self._arranged = (key, self._arrange(shelving))
        return self._arranged[1]

    def _arrange(self, shelving: Shelving) -> tuple[Card, ...]:
        cards: Iterable[Card] = self.cards
        if shelving.tag:
            cards = (card for card in cards if shelving.tag in card.tags)
        words = fold_phrase(shelving.typed).split()
        if words:
            cards = (card for card in cards if all(word in self._words(card) for word in words))
        found = sorted(cards, key=self._last_use if shelving.sort == "recent" else _title)
        match shelving.sort:
            case "as of":
                found.sort(key=_as_of, reverse=True)
            case "size":
                found.sort(key=_entries, reverse=True)
            case "coverage":
                found.sort(key=_coverage, reverse=True)
            case "changed":
                found.sort(key=_change, reverse=True)
        return tuple(reversed(found)) if shelving.is_reversed else tuple(found)

    def _words(self, card: Card) -> str:
        if card.path not in self._folded:
            self._folded[card.path] = fold_phrase(
                " ".join((card.title, card.subtitle, card.id, *card.tags))
            )
        return self._folded[card.path]

    def _last_use(self, card: Card) -> tuple[float, int, str, str]:
        return -self.opened.get(card.path, 0.0), -card.modified, card.title or card.id, card.path


def _commonest(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _title(card: Card) -> tuple[str, str]:
    return (card.title or card.id).casefold(), card.path


def _as_of(card: Card) -> tuple[float, float]:
    """By instant; a file whose date cannot be read is the oldest."""
    if not is_edtf(card.as_of):
        return -inf, -inf
    return Edtf.parse(card.as_of).sort_key[:2]


def _entries(card: Card) -> int:
    return card.entries


def _coverage(card: Card) -> int:
    return -1 if card.coverage is None else card.coverage


def _change(card: Card) -> tuple[bool, bool]:
    return bool(card.changed), card.problem is not None


def settled(shelving: Shelving, cards: tuple[Card, ...]) -> Shelving:
    """The cursor on a card that is shown: where it was, else on the first."""
    if any(card.path == shelving.selected for card in cards):
        return shelving
    return replace(shelving, selected=cards[0].path if cards else "", top=0)


def sorted_by(shelving: Shelving, sort: Sort) -> Shelving:
    """Sorted so; once more the other way round."""
    turned = not shelving.is_reversed if sort == shelving.sort else False
    return replace(shelving, sort=sort, is_reversed=turned)


# Rows


def columns(width: int) -> tuple[Column, ...]:
    """The columns that a list of some width has room for.

    The title always, what is left goes to title and subject.
    """
    wanted = [
        Column("as of", "As of", 7),
        Column("coverage", "Cited", 5, "right"),
        Column("size", "Entries", 7, "right"),
    ]
    room = width - 2
    kept: list[Column] = []
    for column in wanted:
        if room - column.width - 2 >= LEAST_TITLE - 16:
            kept.append(column)
            room -= column.width + 2
    subject = min(MOST_SUBJECT, room - 2 - max(LEAST_TITLE, room * 6 // 10))
    if subject >= LEAST_SUBJECT:
        kept.insert(0, Column(None, "Subject", subject))
        room -= subject + 2
    return (Column("changed", "", 1), Column("title", "Title", max(1, room)), *kept)


def heading_line(width: int, shelving: Shelving) -> Line:
    """The headings; the one that is sorted by has an arrow, and each can be clicked."""
    spans: list[Span] = []
    for number, column in enumerate(columns(width)):
        if number:
            spans.append(Span(" " if number == 1 else "  ", "muted"))
        is_on = column.sort == shelving.sort and bool(column.heading)
        arrow = ("▴" if shelving.is_reversed else "▾") if is_on else ""
        words = pad(f"{column.heading}{arrow}", column.width, column.align)
        spans.append(
            Span(
                words,
                "strong" if is_on else "muted",
                f"sort:{column.sort}" if column.sort else None,
            )
        )
    return tuple(spans)


def card_line(card: Card, width: int) -> Line:
    """A card as a row of the list."""
    found = columns(width)
    spans = [state_sign(card), Span(" ")]
    if is_broken(card) or card.pending:
        words = f"{card.id} · {card.problem}" if card.problem else card.id
        room = width - 2
        name = truncate(card.id, room)
        rest = truncate(words, room)[len(name) :] if cell_width(words) > cell_width(name) else ""
        return (*spans, Span(name, "muted" if card.pending else "text"), Span(rest, "caveat"))
    for column in found[1:]:
        text, style = _cell(card, column)
        spans.append(Span("  " if len(spans) > 2 else ""))
        spans.append(Span(pad(text, column.width, column.align), style))
    return tuple(spans)


def _cell(card: Card, column: Column) -> tuple[str, Literal["text", "muted"]]:
    match column.heading:
        case "Title":
            return card.title, "text"
        case "Subject":
            return ", ".join(card.tags), "muted"
        case "As of":
            return card.as_of[:7], "muted"
        case "Cited":
            return "–" if card.coverage is None else f"{card.coverage}%", "muted"
        case _:
            return f"{card.entries:,}", "muted"
