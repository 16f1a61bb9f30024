"""Walks in memory: every step is looked at, part by part."""

from collections import deque
from pathlib import Path
from typing import Any, Final

from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.pilot import Pilot

from briefdeck.draw.lines import Line, line_text
from briefdeck.library.folders import Folders
from briefdeck.loader import load
from briefdeck.reading.opening import opening, say_problems
from briefdeck.reading.settings import Settings
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.paging import TextScreen
from briefdeck.tui.screens.palette import PaletteScreen
from briefdeck.tui.screens.parts import PartedScreen
from briefdeck.tui.screens.reading import ReadingScreen
from briefdeck.tui.screens.window import Window
from briefdeck.tui.widgets.viewer import _row
from fuzz.dice import SIGNS, Dice, Shelf, Step, WalkError
from support.screens import lines_of, text_of

ANEW_EVERY: Final = 10
"""Steps after which pages are laid out anew to be compared with what is shown."""
WAYS_OUT: Final = frozenset(
    f"action:{name}" for name in ("back", "escape", "quit", "palette", "help")
)
NEVER_BLANK: Final = frozenset({"header", "sections", "reader", "drawing", "upper", "lower"})


class Walker(BriefdeckApp):
    """The app, which stays when asked to leave the last that is open."""

    def exit(self, *_: Any, **__: Any) -> None:
        """Stay, unless something has failed."""
        if self.fault is not None or self._exception is not None:
            super().exit()

    def _fatal_error(self) -> None:
        """End without the report that Textual would print of a fault."""
        self._close_messages_no_wait()


def walker(path: Path, places: Folders) -> Walker:
    """The app on a briefing."""
    first = opening(load(path), Settings(), places)
    say_problems(first.scene, places)
    return Walker(Settings(), places, first)


async def walk_in_memory(app: BriefdeckApp, shelf: Shelf, steps: int, seed: int) -> None:
    """Walk; WalkError for what is wrong, with the way there."""
    dice, trail = Dice(seed), deque[Step](maxlen=30)
    async with app.run_test(size=(120, 36)) as pilot:
        for number in range(steps):
            trail.append(dice.step(*app.size))
            take(app, shelf, trail[-1])
            await settle(pilot)
            try:
                check(app, is_anew=number % ANEW_EVERY == 0)
            except WalkError:
                # A new size, or what a thread has found, may still be on its way.
                await pilot.pause(0.1)
                await settle(pilot)
                try:
                    check(app, is_anew=False)
                except WalkError as error:
                    way = ", ".join(map(str, trail))
                    told = f"seed {seed}, step {number}: {error}\n{way}\n{text_of(app)}"
                    raise WalkError(told) from app._exception


async def settle(pilot: Pilot[Any]) -> None:
    """Let everything be done and drawn that follows from a step."""
    for _ in range(3):
        await pilot._wait_for_screen()
    pilot.app.screen._on_timer_update()


def take(app: BriefdeckApp, shelf: Shelf, step: Step) -> None:
    """Do a step, as the driver of a terminal would."""
    match step:
        case ("press", (key,)):
            sign = " " if key == "space" else SIGNS.get(key, key if len(key) == 1 else None)
            app.post_message(events.Key(key, sign))
        case ("click", (x, y)):
            app.post_message(mouse(events.MouseDown, x, y, 1))
            app.post_message(mouse(events.MouseUp, x, y, 1))
        case ("drag", (x, y, to_x, to_y)):
            app.post_message(mouse(events.MouseDown, x, y, 1))
            app.post_message(mouse(events.MouseMove, to_x, to_y, 1))
            app.post_message(mouse(events.MouseUp, to_x, to_y, 1))
        case ("wheel", (x, y, by)):
            app.post_message(
                mouse(events.MouseScrollDown if by > 0 else events.MouseScrollUp, x, y, 0)
            )
        case ("rest", (x, y)):
            app.post_message(mouse(events.MouseMove, x, y, 0))
        case ("resize", (width, height)):
            assert isinstance(app._driver, HeadlessDriver)
            size = app._driver._size = Size(width, height)
            app.post_message(events.Resize(size, size))
        case (_, (kind,)):
            shelf.change(kind)


def mouse(kind: type[events.MouseEvent], x: int, y: int, button: int) -> events.MouseEvent:
    """Something done with the mouse at a cell."""
    return kind(
        None, x, y, 0, 0, button, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y
    )


def check(app: BriefdeckApp, *, is_anew: bool = False) -> None:
    """WalkError unless the app lives, and everything that should be seen is there, as it is now."""
    if app._exception is not None:
        raise WalkError(f"{app._exception!r}")
    if not app.is_running or app._exit:
        raise WalkError("the app has ended")
    screen = app.screen
    if not any(line.strip() for line in lines_of(app)):
        raise WalkError("the screen is blank")
    if not isinstance(screen, PartedScreen) or screen.size != app.size:
        return
    if is_anew and isinstance(screen, ReadingScreen) and screen.reading.letters is None:
        screen.scene.forget_pages()
    screen.lay_out_parts(*screen.size)
    if dict(screen.all_places()) != dict(screen.places):
        raise WalkError(f"it would be laid out otherwise: {screen.places}")
    for part, (box, view) in screen.shown_parts().items():
        if box.width > 0 and box.height > 0 and box.y + box.height <= app.size.height:
            _check_part(screen, part, view)
    _check_way_out(screen)


def _check_part(screen: PartedScreen[Any], part: str, view: Any) -> None:
    """A part shows what it would show if it were drawn now, and not nothing."""
    viewer = screen._viewers[part]
    box = screen.places[part]  # type: ignore[index]  # parts are named so
    for y in range(box.height):
        now, shown = (_row(rows, y) for rows in (view.rows(box.width, box.height), viewer.rows))
        if now != shown:
            said = f"{line_text(shown.line)!r} and not {line_text(now.line)!r}"
            raise WalkError(f"{part} says in row {y} {said}: {shown[1:]}, {now[1:]}")
    for y, strip in viewer._strips.items():
        if y < box.height and strip != viewer._draw(y):
            raise WalkError(f"{part} shows row {y} as it was")
    is_listed = part == "list" and isinstance(screen, ReadingScreen) and screen.scene.listed
    if part in NEVER_BLANK or is_listed:
        drawn = screen._compositor.render_strips()[box.y : box.y + box.height]
        if not any(strip.crop(box.x, box.x + box.width).text.strip() for strip in drawn):
            raise WalkError(f"{part} is blank")


def _check_way_out(screen: PartedScreen[Any]) -> None:
    """The footer says how to go back, out, or on to all keys; unless it says something else."""
    parts = screen.shown_parts()
    if isinstance(screen, Window):
        box, lower = parts["lower"]
        words = line_text(lower.rows(box.width, 1)[0].line)
        has_said = isinstance(screen, TextScreen) and screen._said
        if has_said or isinstance(screen, PaletteScreen):
            return
        if box.width >= 40 and "Esc" not in words:
            raise WalkError(f"no way out in {words!r}")
    elif "footer" in parts:
        box, footer = parts["footer"]
        line = footer.rows(box.width, 1)[0].line
        if _says_keys(line) and not {span.target for span in line} & WAYS_OUT:
            raise WalkError(f"no way out in {line_text(line)!r}")


def _says_keys(line: Line) -> bool:
    """Whether a footer has keys in it, and not what is said or typed."""
    return any((span.target or "").startswith("action:") for span in line)
