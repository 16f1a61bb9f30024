"""Moving: rows, lines, parts of the screen, sections."""

from collections.abc import Callable
from typing import Any

from briefdeck.reading import state
from briefdeck.reading.actions.reader import Reader
from briefdeck.reading.actions.registry import DIGITS, EVERYWHERE, action
from briefdeck.reading.page import Presentation
from briefdeck.reading.pages import Flow
from briefdeck.reading.scene import Scene

CONTINUOUS = frozenset({"flow", "zen"})


@action("down", "Down", "Move to the next row, or scroll the text down.",
        "j", "down", group="Move", where=EVERYWHERE, is_listed=False,
        works=lambda scene: scene.focus_part != "list" or len(scene.listed) > 1)  # fmt: skip
def down(screen: Any) -> None:
    """One row or line on."""
    screen.step(1)


@action("up", "Up", "Move to the row before, or scroll the text up.",
        "k", "up", group="Move", where=EVERYWHERE, is_listed=False)  # fmt: skip
def up(screen: Any) -> None:
    """One row or line back."""
    screen.step(-1)


@action("page-down", "Page down", "Move a screenful down.",
        "pagedown", "space", group="Move", where=EVERYWHERE, is_listed=False,
        works=lambda scene: scene.has_more)  # fmt: skip
def page_down(screen: Any) -> None:
    """A screenful on."""
    screen.leap(1)


@action("page-up", "Page up", "Move a screenful up.",
        "pageup", group="Move", where=EVERYWHERE, is_listed=False)  # fmt: skip
def page_up(screen: Any) -> None:
    """A screenful back."""
    screen.leap(-1)


@action("first", "First", "Go to the first row or line.",
        "home", "g", group="Move", where=EVERYWHERE, is_listed=False)  # fmt: skip
def first(screen: Any) -> None:
    """To the first row or line."""
    screen.to_end(is_last=False)


@action("last", "Last", "Go to the last row or line.",
        "end", "G", group="Move", where=EVERYWHERE, is_listed=False)  # fmt: skip
def last(screen: Any) -> None:
    """To the last row or line."""
    screen.to_end(is_last=True)


@action("right", "Right", "Go a part to the right; in the ribbon, to the next event.",
        "l", "right", group="Move", where=EVERYWHERE, is_listed=False)  # fmt: skip
def right(screen: Any) -> None:
    """A part to the right."""
    screen.across(1)


@action("left", "Left", "Go a part to the left; in the ribbon, to the event before.",
        "h", "left", group="Move", where=EVERYWHERE, is_listed=False)  # fmt: skip
def left(screen: Any) -> None:
    """A part to the left."""
    screen.across(-1)


@action("next-pane", "Next part", "Go to the next part of the screen.",
        "tab", group="Move", where=EVERYWHERE, is_listed=False)  # fmt: skip
def next_pane(screen: Any) -> None:
    """To the next part, round the end."""
    screen.cycle(1)


@action("previous-pane", "Previous part", "Go to the part of the screen before.",
        "shift+tab", group="Move", where=EVERYWHERE, is_listed=False)  # fmt: skip
def previous_pane(screen: Any) -> None:
    """To the part before, round the end."""
    screen.cycle(-1)


@action("section", "Section by number", "Go to the section with that number.",
        *DIGITS, group="Move", hint="section", is_listed=False)  # fmt: skip
def section(reader: Reader) -> None:
    """To the section with a number; nothing where there is none."""
    sections = reader.scene.sections
    if reader.pressed.isdigit() and int(reader.pressed) < len(sections):
        open_section(reader, sections[int(reader.pressed)].name)


def _has_next(scene: Scene) -> bool:
    ids = scene.reading_order if scene.reading.mode in CONTINUOUS else scene.listed
    return bool(ids) and scene.reading.place.entry != ids[-1]


@action("next-entry", "Next entry", "Show the next entry of the list while reading.",
        "J", group="Move", hint="next", works=_has_next, words="following forward")  # fmt: skip
def next_entry(reader: Reader) -> None:
    """The next entry of the list, while reading on."""
    _select_by(reader, 1)


@action("previous-entry", "Previous entry", "Show the entry before while reading.",
        "K", group="Move", words="preceding")  # fmt: skip
def previous_entry(reader: Reader) -> None:
    """The entry before."""
    _select_by(reader, -1)


def open_section(reader: Reader, name: str) -> None:
    """Go to a section by name."""
    part: state.Focus = "reader" if name == "overview" else "list"
    reader.go(state.choose_section(reader.reading, name, reader.scene.ids_of(name), part=part))


def step_in_time(reader: Reader, by: int) -> None:
    """Select the next event in time from wherever the reader is."""
    deck, reading = reader.deck, reader.reading
    ids = reader.scene.ids_of("timeline") or reader.scene.ids_of("eras")
    if not ids:
        return
    entry = reading.place.entry
    at = 0 if by > 0 else len(ids) - 1
    if entry in ids:
        at = ids.index(entry) + by
    if not 0 <= at < len(ids):
        return
    name = deck.section_of(ids[at])
    if name != reading.place.section:
        reading = state.choose_section(reading, name, ids, part="ribbon")
    reader.go(state.select(reading, ids[at]))


def scroll_by(reader: Reader, lines: int) -> None:
    """Move the text by some lines; text that is read on goes over into the next entry."""
    scene, reading = reader.scene, reader.reading
    page = scene.page
    if isinstance(page, Presentation):
        lines = _whole_screens(lines, scene.text_box.height)
    top = reading.place.top + lines
    if isinstance(page, Flow):
        reader.go(_flowed(scene, reading, page, top))
    else:
        reader.go(state.scroll(reading, scene.clamp(page, top)))


def _whole_screens(lines: int, height: int) -> int:
    """Lines to scroll as whole screens, one at least, up or down as they are."""
    if not lines:
        return 0
    screens = max(abs(lines) // height, 1)
    return screens * height if lines > 0 else -screens * height


def _flowed(scene: Scene, reading: state.Reading, page: Flow, top: int) -> state.Reading:
    """The place in a continuous page that begins `top` lines after the present entry."""
    order = scene.reading_order
    entry = reading.place.entry
    while top < 0 and entry in order and order.index(entry) > 0:
        entry = order[order.index(entry) - 1]
        reading = state.select(reading, entry, section=scene.deck.section_of(entry))
        top += len(list(scene.flow_lines(entry)))
    if top >= 0 and entry == page.part_at(0)[0]:
        entry, start = page.part_at(scene.clamp(page, top))
        top -= start
        reading = state.select(reading, entry, section=scene.deck.section_of(entry))
    return state.scroll(reading, max(0, top))


def mark_by(reader: Reader, by: int) -> None:
    """Mark the next or previous link, scrolling so that it is on the screen."""
    scene, reading = reader.scene, reader.reading
    page, height = scene.page, scene.text_box.height
    top = reading.place.top
    page.ensure(top + 3 * height)
    link = reading.place.link
    if link is None:
        shown = page.links_between(top, top + height)
        if not shown:
            reader.say("No citation or link is on the screen.")
            return
        at = shown[0 if by > 0 else -1][0]
    else:
        at = link + by
        if at >= len(page.links):
            page.finish()
        if not 0 <= at < len(page.links):
            return
    line = page.links[at].line
    if not top <= line < top + height:
        top = scene.clamp(page, line - height // 3)
    reader.go(state.mark(state.scroll(state.focus(reading, "reader"), top), at))


def step(reader: Reader, by: int) -> None:
    """A row or line in the part that has the focus."""
    steps: dict[state.Focus, Callable[[Reader, int], None]] = {
        "sections": _preview_section,
        "list": _select_by,
        "ribbon": step_in_time,
    }
    focus = reader.scene.focus_part
    if focus in steps:
        steps[focus](reader, by)
    elif reader.scene.fits and reader.reading.mode == "panes":
        mark_by(reader, by)
    else:
        scroll_by(reader, by)


def leap(reader: Reader, by: int) -> None:
    """A screenful in the part that has the focus; past the end of a text comes the next entry."""
    scene = reader.scene
    focus = scene.focus_part
    if focus == "list" and scene.list_view is not None:
        box = scene.places["list"]
        _select_by(reader, by * max(1, scene.list_view.seen(box.width, box.height) - 1))
    elif focus == "sections":
        to_end(reader, is_last=by > 0)
    elif reader.reading.mode == "present":
        scroll_by(reader, by * scene.text_box.height)
    elif by > 0 and _is_at_end(scene) and reader.reading.place.entry in scene.listed:
        _select_by(reader, 1)
    else:
        scroll_by(reader, by * max(1, scene.text_box.height - 2))


def _is_at_end(scene: Scene) -> bool:
    if isinstance(scene.page, Flow) or not scene.reading.place.entry:
        return False
    return not scene.has_more


def to_end(reader: Reader, *, is_last: bool) -> None:
    """To the first or last row or line of the part that has the focus."""
    scene = reader.scene
    place = -1 if is_last else 0
    match scene.focus_part:
        case "list" if scene.listed:
            select_entry(reader, scene.listed[place])
        case "sections":
            name = scene.sections[place].name
            reader.go(state.preview_section(reader.reading, name, scene.ids_of(name)))
        case _ if is_last:
            end = scene.page.finish() - scene.text_box.height
            scroll_by(reader, max(0, end) - reader.reading.place.top)
        case _:
            scroll_by(reader, -reader.reading.place.top)


def across(reader: Reader, by: int) -> None:
    """A part to the right or left; in the ribbon an event on or back."""
    scene, reading = reader.scene, reader.reading
    focus = scene.focus_part
    if focus == "ribbon":
        step_in_time(reader, by)
    elif reading.mode == "present":
        leap(reader, by)
    elif by > 0 and focus in {"sections", "list"}:
        part: state.Focus = "list" if focus == "sections" and scene.has_list else "reader"
        reader.go(state.focus(reading, part))
    elif by < 0 and focus == "reader" and scene.has_list:
        reader.go(state.focus(reading, "list"))
    elif by < 0 and "sections" in scene.places and not reading.is_finding:
        reader.go(state.focus(reading, "sections"))
    elif (focus in {"list", "reader"} and not scene.has_list) or focus == "list":
        _turn_section(reader, by)


def _turn_section(reader: Reader, by: int) -> None:
    """To the tab at the left or right."""
    names = [found.name for found in reader.scene.sections]
    if reader.reading.is_finding or reader.scene.section not in names:
        return
    at = names.index(reader.scene.section) + by
    if 0 <= at < len(names):
        open_section(reader, names[at])


def cycle(reader: Reader, by: int) -> None:
    """To the next part, round the end."""
    parts = reader.scene.focusable_parts
    here = reader.scene.focus_part
    at = parts.index(here) if here in parts else 0
    reader.go(state.focus(reader.reading, parts[(at + by) % len(parts)]))


def select_entry(reader: Reader, entry_id: str) -> None:
    """Move the list's cursor to an entry."""
    reading, deck = reader.reading, reader.deck
    section_name = deck.section_of(entry_id) if reading.is_finding else reading.place.section
    reader.go(state.select(reading, entry_id, section=section_name))


def show_in_section(reader: Reader, entry_id: str) -> None:
    """Select an entry in its own section."""
    name = reader.deck.section_of(entry_id)
    reading = state.choose_section(reader.reading, name, reader.scene.ids_of(name))
    reader.go(state.select(reading, entry_id))


def _select_by(reader: Reader, by: int) -> None:
    scene, reading = reader.scene, reader.reading
    ids = scene.listed
    if reading.mode in CONTINUOUS:
        ids = scene.reading_order
    if not ids:
        return
    entry = reading.place.entry
    target = 0
    if entry in ids:
        target = max(0, min(len(ids) - 1, ids.index(entry) + by))
    section_name = reading.place.section
    if reading.is_finding or reading.mode in CONTINUOUS:
        section_name = scene.deck.section_of(ids[target])
    reader.go(state.select(reading, ids[target], section=section_name))


def _preview_section(reader: Reader, by: int) -> None:
    names = [found.name for found in reader.scene.sections]
    at = by
    if reader.scene.section in names:
        at = names.index(reader.scene.section) + by
    if 0 <= at < len(names):
        ids = reader.scene.ids_of(names[at])
        reader.go(state.preview_section(reader.reading, names[at], ids))
