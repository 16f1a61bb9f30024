"""Random walks through the reading interface while the file changes below. Run by hand for long:

    python tests/fuzz/walk.py [--steps 10000] [--seed N] [--memory | --terminal] [BRIEFING...]

In memory every step is looked at; on a terminal of its own, drawn by an emulator, all is typed in one go, and what stands there is
compared every 50 steps with what the program draws anew. A fault says its seed, its step, the last steps, and what the screen shows.
"""

import argparse
import asyncio
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import deque
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.pilot import Pilot

from briefdeck.draw.lines import line_text
from briefdeck.library.folders import HOME_VARIABLE, Folders, folders
from briefdeck.loader import load
from briefdeck.reading import filewatch
from briefdeck.reading.opening import opening, say_problems
from briefdeck.reading.settings import Settings
from briefdeck.reading.views.view import Bar
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.palette import PaletteScreen
from briefdeck.tui.screens.parts import PartedScreen
from briefdeck.tui.screens.reading import ReadingScreen
from briefdeck.tui.screens.window import Window
from briefdeck.tui.widgets.viewer import _row
from fuzz.dice import Dice, Shelf, Step
from support.emulated import EmulatedTerminal
from support.screens import lines_of, text_of

SHIPPED: Final = Path(__file__).parents[2] / "briefings"
ANEW_EVERY: Final = 10
"""Steps after which pages are laid out anew to be compared with what is shown."""
WAYS_OUT: Final = frozenset(
    f"action:{name}" for name in ("back", "escape", "quit", "palette", "help")
)
NEVER_BLANK: Final = frozenset({"header", "sections", "reader", "drawing", "upper", "lower"})


class WalkError(AssertionError):
    """What a step has made wrong."""


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


# In memory


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


SIGNS: Final = {
    "slash": "/", "question_mark": "?", "exclamation_mark": "!", "full_stop": ".", "comma": ",", "plus": "+", "minus": "-",
    "equals_sign": "=", "asterisk": "*", "at": "@", "less_than_sign": "<", "greater_than_sign": ">", "left_square_bracket": "[",
    "right_square_bracket": "]", "left_curly_bracket": "{", "right_curly_bracket": "}",
}  # fmt: skip


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
    if isinstance(screen, ReadingScreen):
        scene = screen.scene
        bar = scene.parts["footer"][1] if "footer" in scene.parts else None
        if not isinstance(bar, Bar) or scene.reading.message or scene.reading.prompt:
            return
        targets = {span.target for line in bar.lines for span in line}
        if not targets & WAYS_OUT:
            raise WalkError(f"no way out in {line_text(bar.lines[0])!r}")
    elif isinstance(screen, Window) and not isinstance(screen, PaletteScreen):
        lower = screen.shown_parts()["lower"][1]
        words = line_text(lower.rows(screen.places["lower"].width, 1)[0].line)
        if screen.size.width >= 40 and "Esc" not in words:
            raise WalkError(f"no way out in {words!r}")


# On a terminal


PROGRAM: Final = """
import sys
from pathlib import Path
from briefdeck import tui
from briefdeck.tui import startup
startup.before_imports()
from briefdeck.tui import session
make = session._app

def staying(*words, **more):
    from briefdeck.tui.seam.driver import QuickDriver
    from briefdeck.tui.widgets.viewer import Viewer
    app = make(*words, **more)
    leave, take_again = app.exit, QuickDriver.take_again

    def stay(*words, **more):
        if app.fault is not None or Path(sys.argv[2]).exists():
            leave(*words, **more)

    def draw_anew(driver):
        for viewer in app.screen.query(Viewer):
            viewer._strips.clear()
        scene = getattr(app.screen, "scene", None)
        if scene is not None and scene.reading.letters is None:
            scene.forget_pages()
        app.screen.show()
        take_again(driver)

    app.exit, QuickDriver.take_again = stay, draw_anew
    return app

session._app = staying
tui.run(Path(sys.argv[1]))
"""
"""The program, which stays until a file is there, and draws all anew when it is continued."""
NAMED: Final = {
    "down": "\x1b[B", "up": "\x1b[A", "right": "\x1b[C", "left": "\x1b[D", "pagedown": "\x1b[6~", "pageup": "\x1b[5~",
    "home": "\x1b[H", "end": "\x1b[F", "insert": "\x1b[2~", "delete": "\x1b[3~", "f1": "\x1bOP", "f5": "\x1b[15~",
    "shift+left": "\x1b[1;2D", "shift+right": "\x1b[1;2C", "shift+tab": "\x1b[Z", "tab": "\t", "enter": "\r", "escape": "\x1b",
    "backspace": "\x7f", "space": " ", **SIGNS,
}  # fmt: skip
LOOKED_AT_EVERY, ANEW_ON_TERMINAL_EVERY = 10, 50
QUIET: Final = 0.5
"""Seconds: longer than the mouse rests before a card is shown."""
SEEN_AFTER: Final = 2.5
"""Seconds from a change of the file to the last that follows from it."""


def walk_on_terminal(shelf: Shelf, steps: int, seed: int) -> None:
    """Walk; WalkError for what is wrong, with the way there."""
    dice, trail = Dice(seed), deque[Step](maxlen=30)
    may_end = shelf.folders.own.parent / "may-end"
    path = os.pathsep.join(place for place in sys.path if place)
    environment = {**os.environ, "PYTHONPATH": path, "COLORTERM": "truecolor"}
    arguments = ["-c", PROGRAM, str(shelf.path), str(may_end)]
    with EmulatedTerminal(arguments, environment) as terminal:
        terminal.until(b"\x1b[6 q")
        changed = 0.0
        try:
            for number in range(1, steps + 1):
                trail.append(dice.step(*terminal.size))
                changed = time.monotonic() if trail[-1].kind == "change" else changed
                act(terminal, shelf, trail[-1])
                if number % LOOKED_AT_EVERY == 0:
                    look_at(terminal, shelf)
                if number % ANEW_ON_TERMINAL_EVERY == 0:
                    while time.monotonic() < changed + SEEN_AFTER:
                        terminal.until_quiet(0.1)
                    terminal.until_quiet(QUIET)
                    compare_with_anew(terminal)
            leave(terminal, may_end)
        except (WalkError, AssertionError, OSError) as error:
            way, shown = ", ".join(map(str, trail)), "\n".join(terminal.lines())
            told = f"seed {seed}, step {number}: {error!r}\n{way}\n{shown}\n{fault_of(shelf)}"
            raise WalkError(told) from error


def act(terminal: EmulatedTerminal, shelf: Shelf, step: Step) -> None:
    """Do a step as hands would, and draw what comes at once."""
    match step:
        case ("press", (key,)):
            terminal.send(key_bytes(key))
        case ("click", (x, y)):
            terminal.send(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m".encode())
        case ("drag", (x, y, to_x, to_y)):
            moved = f"\x1b[<32;{to_x + 1};{to_y + 1}M\x1b[<0;{to_x + 1};{to_y + 1}m"
            terminal.send(f"\x1b[<0;{x + 1};{y + 1}M{moved}".encode())
        case ("wheel", (x, y, by)):
            terminal.send(f"\x1b[<{65 if by > 0 else 64};{x + 1};{y + 1}M".encode())
        case ("rest", (x, y)):
            terminal.send(f"\x1b[<35;{x + 1};{y + 1}M".encode())
        case ("resize", (width, height)):
            terminal.until_quiet(0.02)
            terminal.resize(height, width)
        case (_, (kind,)):
            shelf.change(kind)
    # A key right after Escape would be another key with Alt.
    terminal.until_quiet(0.03 if step.what == ("escape",) else 0.004)


def key_bytes(key: str) -> bytes:
    """What a terminal sends for a key."""
    if key.startswith("ctrl+"):
        return bytes([ord(key[-1]) - 96])
    return NAMED.get(key, key).encode()


def look_at(terminal: EmulatedTerminal, shelf: Shelf) -> None:
    """WalkError unless the program lives, and shows something in whole frames."""
    terminal.until_quiet(0.06)
    if terminal.has_ended or fault_of(shelf):
        raise WalkError("it has ended")
    lines = terminal.lines()
    if not any(line.strip() for line in lines[:-1]):
        raise WalkError("the screen is blank")
    for y, line in enumerate(lines):
        end = {"┌": "┐", "├": "┤", "└": "┘"}.get(line[:1])
        if end is not None and len(line) == terminal.size[0] and line[-1] != end:
            raise WalkError(f"row {y} begins with {line[0]} and ends with {line[-1]}")


def compare_with_anew(terminal: EmulatedTerminal) -> None:
    """WalkError where what stands on the screen is not what the program draws on an empty one."""
    before, cursor = terminal.cells(), (terminal.screen.cursor.x, terminal.screen.cursor.y)
    text = terminal.lines()
    terminal.screen.erase_in_display(2)
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.until_quiet(0.3)
    for y, (was, now) in enumerate(zip(before, terminal.cells(), strict=True)):
        if was != now:
            x = next(x for x in range(len(was)) if was[x] != now[x])
            raise WalkError(
                f"row {y} was out of date from column {x} on: {was[x]}, {now[x]}\n{text[y]}\n{terminal.lines()[y]}"
            )
    if cursor != (terminal.screen.cursor.x, terminal.screen.cursor.y):
        raise WalkError(f"the cursor stood at {cursor}")


def leave(terminal: EmulatedTerminal, may_end: Path) -> None:
    """WalkError unless `q` leaves in order from wherever the walk has led."""
    may_end.touch()
    for key in (*["escape"] * 9, *["q"] * 9):
        if terminal.has_ended:
            break
        terminal.send(key_bytes(key))
        terminal.until_quiet(0.1)
    if terminal.wait() != 0 or not terminal.is_restored:
        raise WalkError(f"it ended with {terminal.status}: restored {terminal.is_restored}")


def fault_of(shelf: Shelf) -> str:
    """What the program has written of a fault of its own."""
    file = shelf.folders.state / "fault.txt"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def main() -> int:
    """Walk as the arguments say; 1 where a fault was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--memory", action="store_true")
    where.add_argument("--terminal", action="store_true")
    parser.add_argument("briefings", nargs="*", type=Path, metavar="BRIEFING")
    arguments = parser.parse_args()
    files = arguments.briefings or sorted(SHIPPED.glob("*.toml"))
    with tempfile.TemporaryDirectory() as home:
        shelf = laid_out(Path(home), files, arguments.seed)
        start = time.monotonic()
        if not arguments.memory:
            try:
                walk_on_terminal(shelf, arguments.steps, arguments.seed)
            except WalkError as error:
                print(error)
                return 1
            print(f"{arguments.steps} steps on a terminal, seed {arguments.seed}: {time.monotonic() - start:.0f} s")
        if not arguments.terminal:
            filewatch.WATCH_SECONDS, filewatch.SETTLE_SECONDS = 0.03, 0.01
            app = walker(shelf.path, shelf.folders)
            try:
                asyncio.run(walk_in_memory(app, shelf, arguments.steps, arguments.seed))
            except Exception as error:
                print("".join(traceback.format_exception(error))[-5000:])
                return 1
            print(f"{arguments.steps} steps in memory, seed {arguments.seed}: {time.monotonic() - start:.0f} s")
    return 0


def laid_out(home: Path, files: list[Path], seed: int) -> Shelf:
    """The files as a library in an empty home; the seed says which of them is walked on."""
    os.environ[HOME_VARIABLE] = str(home)
    os.environ |= {"EDITOR": "true", "VISUAL": "true", "BROWSER": "true", "TERM": "xterm-256color"}
    places = folders()
    places.own.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, places.own / file.name)
    walked = places.own / files[seed % len(files)].name
    return Shelf(walked, places, random.Random(seed))


if __name__ == "__main__":
    sys.exit(main())
