"""The timeline as an ordered list, and in words: the same items, one after another."""

from collections.abc import Iterable

from briefdeck.draw.items import LANES, Item, Lane, TimelineIndex
from briefdeck.draw.lines import Line, Span, Style, cell_width, flow
from briefdeck.draw.marks import CAVEAT, EVENT_SIGNS, PROGRAM_SIGNS, SELECTED_SIGN, worse

NOUNS: dict[Lane, str] = {"era": "era", "program": "program", "event": "event"}
WIDEST_DATE = 24


def in_order(index: TimelineIndex, lanes: Iterable[Lane] = LANES) -> list[Item]:
    """Items by when they begin; at the same time eras stand before programs, and those before events."""
    wanted = [lane for lane in LANES if lane in set(lanes)]
    items = [item for lane in wanted for item in index.tracks[lane].items]
    return sorted(items, key=lambda item: (item.begin, LANES.index(item.lane)))


def timeline_list(
    index: TimelineIndex, width: int, *, lanes: Iterable[Lane] = LANES, selected: str | None = None
) -> tuple[Line, ...]:
    """The same items in order of time: date, sign and title; one line or more each, each targeting its entry."""
    items = in_order(index, lanes)
    dates = [item.when.short() for item in items]
    column = min(max((cell_width(date) for date in dates), default=0), WIDEST_DATE, max(width // 3, 4))
    lines: list[Line] = []
    for item, date in zip(items, dates, strict=True):
        lines += listed(item, date, width, column, is_selected=item.id == selected)
    return tuple(lines)


def listed(item: Item, date: str, width: int, column: int, *, is_selected: bool) -> tuple[Line, ...]:
    """One item of the list; its date stands in its own column, or on a line of its own where it is too wide for it."""
    style: Style = "selected" if is_selected else "title" if item.lane == "era" else "label"
    title = [Span(item.title, style, item.id)]
    if item.has_caveat:
        title.append(Span(f" {CAVEAT}", "caveat", item.id))
    signed = Span(f"{sign(item, is_selected=is_selected)} ", "selected" if is_selected else item.lane, item.id)
    rest = (Span(" " * (column + 3)),)
    if cell_width(date) > column:
        head = flow((Span(date, "muted", item.id),), width)
        return (*head, *flow(title, width, first=(Span(" " * (column + 1)), signed), rest=rest))
    dated = Span(date + " " * (column - cell_width(date) + 1), "muted", item.id)
    return flow(title, width, first=(dated, signed), rest=rest)


def sign(item: Item, *, is_selected: bool = False) -> str:
    """The one sign that stands for an item in a list."""
    if is_selected:
        return SELECTED_SIGN
    if item.lane == "era":
        return "█"
    if item.lane == "program":
        return "━" if item.is_span else PROGRAM_SIGNS[item.starts]
    return EVENT_SIGNS[worse(item.starts, item.ends)]


def timeline_words(index: TimelineIndex, lanes: Iterable[Lane] = LANES) -> tuple[str, ...]:
    """The same for plain output, one sentence an item: "11 Sep 2001: Attacks …", with how sure dates are in words."""
    return tuple(sentence(item) for item in in_order(index, lanes))


def sentence(item: Item) -> str:
    """An item in words: when, what sort of thing unless it is an event, and its name."""
    kind = "" if item.lane == "event" else f" ({NOUNS[item.lane]})"
    return f"{item.when.words()}: {item.title}{kind}"
