"""How the screen looks: levels, reading on, presenting, themes, widths, and leaving."""

from typing import Any

from msgspec.structs import replace

from briefdeck.model.levels import Level
from briefdeck.reading import state
from briefdeck.reading.actions.reader import Anyone, Reader
from briefdeck.reading.actions.registry import EVERYWHERE, action
from briefdeck.reading.geometry import Mode
from briefdeck.reading.palette import PALETTES, next_theme


@action("level", "More or less",
        "Show what is read in 30 seconds, in 3 minutes, or everything, in turn.",
        "d", group="Screen", hint="less or more",
        words="level detail depth short brief summary tldr full minutes seconds")  # fmt: skip
def level(reader: Reader) -> None:
    """The next reading."""
    show_level(reader, state.next_level(reader.reading.filters).level)


def show_level(reader: Reader, wanted: Level) -> None:
    """Show what a reading holds."""
    filters = replace(reader.reading.filters, level=wanted)
    ids = reader.deck.ids(reader.scene.section, filters)
    reader.go(state.filtered(reader.reading, filters, ids))


NEXT_MODE: dict[Mode, Mode] = {"panes": "flow", "flow": "zen", "zen": "panes", "present": "panes"}


@action("read-on", "Read on",
        "Read section after section as one continuous page; again: without the frame; "
        "again: entry by entry.",
        "z", group="Screen", hint="read on",
        works=lambda scene: bool(scene.reading_order),
        words="zen continuous scroll fullscreen focus distraction page book mode")  # fmt: skip
def read_on(reader: Reader) -> None:
    """One continuous page, without a frame, entry by entry, in turn."""
    reading = reader.reading
    if reading.place.entry is None:
        order = reader.scene.reading_order
        if not order:
            reader.say("There is nothing to read on.")
            return
        section = reader.deck.section_of(order[0])
        reading = state.choose_section(reading, section, (order[0],))
    reader.go(state.read_on(reading, NEXT_MODE[reading.mode]))


@action("present", "Present", "Show one block a screen, as for a room; again: back.",
        "P", group="Screen", words="slides slideshow projector fullscreen deck")  # fmt: skip
def present(reader: Reader) -> None:
    """One block a screen, or back."""
    reading = reader.reading
    if reading.mode == "present":
        reader.go(state.leave_mode(reading))
        return
    place = state.Place(mode="present", focus="reader")
    reader.go(state.go_to(reading, place))


@action("theme", "Next theme",
        "Change to the next theme: dark, light, high contrast, the terminal's own colours, "
        "monochrome.",
        "t", group="Screen", where=EVERYWHERE,
        words="colours colors dark light contrast mono night day appearance")  # fmt: skip
def theme(screen: Anyone) -> None:
    """The next theme."""
    name = next_theme(screen.theme_name)
    screen.set_theme(name)
    screen.say(f"Theme: {PALETTES[name].title}")


@action("wider", "Wider", "Make the list wider; without the frame, the text.",
        "right_curly_bracket", group="Screen", where=EVERYWHERE,
        words="width margins list")  # fmt: skip
def wider(screen: Anyone) -> None:
    """A wider list."""
    screen.widen(4)


@action("narrower", "Narrower", "Make the list narrower; without the frame, the text.",
        "left_curly_bracket", group="Screen", where=EVERYWHERE,
        words="width margins list")  # fmt: skip
def narrower(screen: Anyone) -> None:
    """A narrower list."""
    screen.widen(-4)


@action("help", "Keys", "Show the keys, and what they do in the present part.",
        "question_mark", "f1", group="Screen", where=EVERYWHERE, hint="keys",
        words="help shortcuts bindings keyboard manual how")  # fmt: skip
def show_help(screen: Anyone) -> None:
    """Show the keys."""
    screen.show_help()


@action("quit", "Quit", "Leave the briefing, or the library; the place is remembered.",
        "q", group="Screen", where=EVERYWHERE, hint="quit",
        words="close leave exit bye")  # fmt: skip
def leave(screen: Anyone) -> None:
    """Leave."""
    screen.leave()


@action("exit", "Leave briefdeck", "Leave everything that is open; places are remembered.",
        "ctrl+q", group="Screen", where=EVERYWHERE, words="quit close all")  # fmt: skip
def leave_all(screen: Any) -> None:
    """Leave everything."""
    screen.leave_all()
