"""The words of the frame: header, titles in the edges, tabs, footer. Pure: state in, lines out."""

from collections.abc import Mapping

from briefdeck.document.blocks import CAVEAT_SIGN
from briefdeck.draw.hues import support_span
from briefdeck.draw.lines import Line, Span, line_width
from briefdeck.model.coverage_words import sourced_words
from briefdeck.model.datewords import short_date
from briefdeck.model.problem import Severity
from briefdeck.text.width import cell_width, truncate
from briefdeck.tui.actions import ACTIONS, key_label, keys_of
from briefdeck.tui.deck import Deck
from briefdeck.tui.geometry import Box, Part
from briefdeck.tui.roles import FRAME_TITLE, FRAME_TITLE_ON, KEY
from briefdeck.tui.signs import caveat_span
from briefdeck.tui.widgets.frame import edge

SEVERITY_SIGNS: Mapping[Severity, str] = {"error": "✗", "warning": "!", "note": "·"}


def header(deck: Deck, width: int, *, warning: str = "") -> Line:
    """The title at the left.

    At the right how fresh, whose side and how well supported the briefing is.
    """
    front = deck.briefing.front
    facts = [
        Span(f"as of {short_date(front.as_of)}", "muted"),
        Span(" · ", "muted"),
        Span(front.stance, "muted"),
        Span(" · ", "muted"),
    ]
    held = deck.coverage
    sourced = sourced_words(held.cited + held.single, held.traced, held.uncited)
    facts.append(Span(sourced, "muted"))
    if front.draft:
        # What stands last is the last to give way to the title.
        facts += [Span(" · ", "muted"), Span("draft", "caveat")]
    if warning:
        facts = [Span(f"{CAVEAT_SIGN} {warning}", "caveat"), Span(" · ", "muted"), *facts]
    while facts and line_width(facts) > width - 14:
        facts = facts[2:]
    room = max(0, width - 3 - line_width(facts))
    title = truncate(deck.title, room)
    gap = " " * max(1, width - 2 - cell_width(title) - line_width(facts))
    return (Span(" "), Span(title, "title"), Span(gap), *facts)


def title_fits(deck: Deck, width: int) -> bool:
    """Whether the header shows the whole title."""
    return deck.title in header(deck, width)[1].text


def framed(line: Line, width: int) -> Line:
    """A line between the sides of the frame."""
    fill = " " * max(0, width - 4 - line_width(line))
    return (Span("│ ", "frame"), *line, Span(f"{fill} "), Span("│", "frame"))


def entry_signs(deck: Deck, entry_id: str) -> Line:
    """The signs at the end of an entry's row: how it is supported, whether there is a caveat."""
    entry = deck.links.entries[entry_id]
    spans = [*caveat_span(entry)]
    if deck.is_statement(entry):
        spans.append(support_span(deck.support(entry_id)))
    return tuple(spans)


def titled(title: str, *, is_on: bool, note: str = "", aside: str = "") -> Line:
    """A title for an edge, with a blank at each side; `note` is to be noticed, `aside` is not."""
    spans = [Span(f" {title} ", FRAME_TITLE_ON if is_on else FRAME_TITLE)]
    if note:
        spans.append(Span(f"{note} ", "caveat"))
    if aside:
        spans.append(Span(f"· {aside} ", FRAME_TITLE))
    return tuple(spans)


def top_edge(width: int, places: Mapping[Part, Box], titles: Mapping[Part, Line]) -> Line:
    """The upper edge over the wide body: a joint over each divider, each part's title after it."""
    joints = {places[part].x: "┬" for part in ("first", "second") if part in places}
    laid = [
        (places[part].x, places[part].width, title)
        for part, title in titles.items()
        if part in places
    ]
    return edge(
        width, joints, [(x, room, shortened(line, room - 1)) for x, room, line in laid], ends="┌┐"
    )


def middle_edge(width: int, places: Mapping[Part, Box]) -> Line:
    """The edge between body and ribbon."""
    return edge(
        width,
        {places[part].x: "┴" for part in ("first", "second") if part in places},
        [],
        ends="├┤",
    )


def shortened(line: Line, room: int) -> Line:
    """A title cut to its room; its first span gives way, so that notes after it stay."""
    if line_width(line) <= room or not line:
        return line
    rest = line_width(line[1:])
    if rest >= room - 4:
        return (line[0]._replace(text=truncate(line[0].text, room)),)
    return (
        line[0]._replace(text=truncate(line[0].text.rstrip(), room - rest - 1) + " "),
        *line[1:],
    )


def tabs(deck: Deck, section: str, width: int, *, is_on: bool) -> Line:
    """The sections as a row of tabs in the upper edge, as many as fit around the present one."""
    names = [found.name for found in deck.sections]
    at = names.index(section) if section in names else 0
    labels = []
    for place, found in enumerate(deck.sections):
        number = f"{place} " if place < 10 else ""
        count = found.count(deck.briefing) if found.tables else 0
        labels.append(f" {number}{found.title}{f' {count}' if count else ''} ")
    first, end = _window([cell_width(label) + 1 for label in labels], at, width - 8)
    spans: list[Span] = [Span("┌" + ("‹" if first else "─"), "frame")]
    for place in range(first, end):
        chosen = place == at
        style = (FRAME_TITLE_ON if is_on else "title") if chosen else FRAME_TITLE
        label = truncate(labels[place], width - 6)
        spans.append(Span(label, style, f"section:{names[place]}"))
        spans.append(Span("─", "frame"))
    used = line_width(spans)
    spans.append(
        Span("─" * max(0, width - used - 2) + ("›" if end < len(labels) else "─") + "┐", "frame")
    )
    return tuple(spans)


def _window(widths: list[int], at: int, room: int) -> tuple[int, int]:
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


def footer(
    width: int,
    keymap: Mapping[str, tuple[str, ...]],
    *,
    message: Line = (),
    joints: Mapping[int, str] | None = None,
) -> Line:
    """The lower edge: the keys that matter, or a message; each key can be clicked."""
    words: list[Span] = list(message) or _hints(width - 6, keymap)
    room = max(0, width - 4)
    shown: list[Span] = []
    used = 0
    for span in words:
        cells = cell_width(span.text)
        if used + cells > room:
            shown.append(span._replace(text=truncate(span.text, room - used)))
            used += cell_width(shown[-1].text)
            break
        shown.append(span)
        used += cells
    signs = ["─"] * max(0, width - used - 4)
    for column, sign in (joints or {}).items():
        if used + 3 <= column < width - 1:
            signs[column - used - 3] = sign
    return (Span("└", "frame"), Span(" "), *shown, Span(" "), Span("".join(signs) + "┘", "frame"))


def _hints(room: int, keymap: Mapping[str, tuple[str, ...]]) -> list[Span]:
    spans: list[Span] = []
    used = 0
    hinted = [action for action in ACTIONS if action.hint]
    last = hinted[-1] if hinted else None
    keys_width = 8
    for action in [
        _move_hint(keymap),
        *[
            (action.hint, key_label(keys_of(action, dict(keymap))[0]), action.id)
            for action in hinted
        ],
    ]:
        hint, key, name = action
        cells = cell_width(key) + cell_width(hint) + (3 if spans else 1)
        if used + cells + (keys_width if last and name != last.id else 0) > room:
            continue
        if spans:
            spans.append(Span("  "))
        spans += [Span(key, KEY, f"action:{name}"), Span(f" {hint}", "muted", f"action:{name}")]
        used += cells
    return spans


def _move_hint(keymap: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str]:
    down, up = (
        keymap.get(name) or next(action.keys for action in ACTIONS if action.id == name)
        for name in ("down", "up")
    )
    return "move", f"{key_label(down[0])}/{key_label(up[0])}", "down"
