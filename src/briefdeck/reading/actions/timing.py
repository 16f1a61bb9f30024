"""Time: zoom, pan, go to a date, lanes."""

from msgspec.structs import replace

from briefdeck.draw.axis import Viewport
from briefdeck.draw.items import Lane
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf
from briefdeck.reading import state, times
from briefdeck.reading.actions.moving import open_section, show_in_section
from briefdeck.reading.actions.reader import Reader
from briefdeck.reading.actions.registry import action
from briefdeck.reading.scene import Scene
from briefdeck.text.visible import visible

HIDING: tuple[Lane | None, ...] = (None, "program", "event", "era")
"""What the timeline leaves out, in turn."""


def _is_drawn(scene: Scene) -> bool:
    return "drawing" in scene.places


def _is_fitting(scene: Scene) -> bool:
    """Whether what is selected has a time that is not shown already."""
    view = times.fitted(scene.index, scene.reading)
    return _is_drawn(scene) and view not in {None, scene.reading.view}


@action("zoom-in", "Zoom in", "Show a shorter time, around what is selected.",
        "plus", group="Timeline", hint="zoom", works=_is_drawn,
        words="bigger closer enlarge magnify")  # fmt: skip
def zoom_in(reader: Reader) -> None:
    """A shorter time, around what is selected."""
    _zoom(reader, 0.5)


@action("zoom-out", "Zoom out", "Show a longer time.",
        "minus", group="Timeline", words="smaller farther shrink")  # fmt: skip
def zoom_out(reader: Reader) -> None:
    """A longer time."""
    _zoom(reader, 2.0)


@action("pan-left", "Earlier", "Move the timeline to earlier times.",
        "less_than_sign", "shift+left", group="Timeline", words="before past scroll")  # fmt: skip
def pan_left(reader: Reader) -> None:
    """To earlier times."""
    _pan(reader, -0.25)


@action("pan-right", "Later", "Move the timeline to later times.",
        "greater_than_sign", "shift+right", group="Timeline",
        hint="later", works=lambda scene: _is_drawn(scene) and scene.reading.view is not None,
        words="after future scroll")  # fmt: skip
def pan_right(reader: Reader) -> None:
    """To later times."""
    _pan(reader, 0.25)


@action("fit-entry", "Fit to the screen",
        "Show the time of the selected era or program, or of an event's era.",
        "equals_sign", group="Timeline", hint="its era", works=_is_fitting,
        words="zoom frame era program selection span")  # fmt: skip
def fit_entry(reader: Reader) -> None:
    """The time of what is selected."""
    view = times.fitted(reader.scene.index, reader.reading)
    if view is None:
        reader.say("What is selected has no date.")
    else:
        _show_view(reader, view)


@action("fit", "Whole time", "Show the whole time again.",
        "asterisk", group="Timeline", hint="whole time",
        works=lambda scene: _is_drawn(scene) and scene.reading.view is not None,
        words="reset everything all years unzoom")  # fmt: skip
def fit(reader: Reader) -> None:
    """The whole time again."""
    reader.go(replace(reader.reading, view=None))


@action("lanes", "Lanes", "Leave programs, events or eras out of the timeline, in turn.",
        "v", group="Timeline", hint="lanes", works=_is_drawn,
        words="hide show tracks")  # fmt: skip
def lanes(reader: Reader) -> None:
    """One lane left out after another, then none."""
    hidden = reader.reading.hidden_lane
    hidden = HIDING[(HIDING.index(hidden) + 1) % len(HIDING)]
    reader.go(replace(reader.reading, hidden_lane=hidden))
    shown = "The timeline shows eras, programs and events."
    reader.say(f"The timeline leaves {hidden}s out." if hidden else shown)


@action("date", "Go to a date", "Go to the event nearest to a date, or show a span of time.",
        "at", group="Timeline", hint="date", works=_is_drawn,
        words="year when jump day today now calendar range span period between")  # fmt: skip
def date(reader: Reader) -> None:
    """Ask for a date."""
    reader.ask("date", "2008, 2008-06-30T21:45; a span: 2006..2008, ..2008, 2006..")


def go_to_date(reader: Reader, text: str) -> None:
    """Select the event of a date, or the nearest to it; of a span show that, and its first one."""
    wanted = times.asked(text)
    if wanted is None:
        sentence = "is not a date; write 2008, 2008-06-30, 2008-06-30T21:45 or 2006..2008."
        reader.say(f"`{visible(text)}` {sentence}", is_warning=True)
    elif wanted.is_interval and reader.deck.section("timeline"):
        _show_span(reader, wanted)
    else:
        _go_to_nearest(reader, wanted)


def _show_span(reader: Reader, wanted: Edtf) -> None:
    index = reader.scene.index
    view = times.ranged(index, wanted)
    if view is None:
        reader.say(f"Nothing is dated {date_words(wanted)}.", is_warning=True)
        return
    if not _show_view(reader, view):
        reader.say(f"No event that is shown lies in {date_words(wanted)}.")


def _show_view(reader: Reader, view: Viewport) -> bool:
    """Show a view, with the first event in it selected unless one is; say whether there is any."""
    ids = reader.scene.ids_of("timeline")
    found = times.first_in(reader.scene.index, ids, view, reader.reading.place.entry)
    if not _comes_to_timeline(reader):
        return found is not None
    reading = reader.reading
    if found is not None:
        reading = state.select(reading, found)
    reader.go(replace(reading, view=view))
    return found is not None


def _go_to_nearest(reader: Reader, wanted: Edtf) -> None:
    ids = reader.scene.ids_of("timeline") or reader.scene.ids_of("eras")
    nearest = times.nearest(reader.scene.index, ids, wanted)
    if nearest is None:
        reader.say("Nothing that is shown has a date.")
        return
    part = reader.reading.place.focus
    show_in_section(reader, nearest)
    reader.go(state.focus(reader.reading, part))


def _zoom(reader: Reader, factor: float) -> None:
    if _comes_to_timeline(reader):
        _take(reader, times.zoomed(reader.scene.index, reader.reading, factor))


def _pan(reader: Reader, fraction: float) -> None:
    if _comes_to_timeline(reader):
        _take(reader, times.panned(reader.scene.index, reader.reading, fraction))


def _comes_to_timeline(reader: Reader) -> bool:
    """Whether the timeline is shown, where need be from now on."""
    if reader.scene.section != "timeline" and reader.deck.section("timeline"):
        open_section(reader, "timeline")
    return reader.scene.section == "timeline"


def _take(reader: Reader, view: Viewport) -> None:
    reader.go(replace(reader.reading, view=view))
